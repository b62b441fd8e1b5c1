"""The one request by which a reader votes."""

import datetime as dt

import pytest
from django.test import Client

from polls.models import Ballot, Mark, Poll

OURS = {"Sec-Fetch-Site": "same-origin"}


def send(client, poll, *labels, headers=OURS, **fields):
    chosen = [choice.pk for choice in poll.answers if choice.label in labels]
    return client.post(poll.vote_url, {"choice": chosen, **fields}, headers=headers)


def test_puts_one_ballot_into_the_box_and_leads_to_the_answer(client, make_poll):
    poll = make_poll()

    response = send(client, poll, "No", channel="page")

    assert (response.status_code, response["Location"]) == (303, poll.voted_url)
    ballot = Ballot.objects.get()
    assert (ballot.status, ballot.channel, ballot.with_script) == ("counted", "page", False)
    assert Mark.objects.get().choice.label == "No"


def test_leaves_a_token_that_only_the_browser_and_we_can_read(client, make_poll):
    response = send(client, make_poll(), "Yes")

    cookie = response.cookies["voter"]
    assert len(cookie.value) == 22
    assert (cookie["httponly"], cookie["samesite"], cookie["path"], cookie["secure"]) == (True, "Lax", "/", "")


def test_over_https_binds_the_token_to_this_very_host(client, make_poll, settings):
    settings.HTTPS = True

    cookies = send(client, make_poll(), "Yes").cookies

    assert set(cookies) == {"__Host-voter", "__Secure-recall", "__Secure-vote"}
    assert all(cookie["secure"] for cookie in cookies.values())
    assert (cookies["__Host-voter"]["path"], cookies["__Host-voter"]["domain"]) == ("/", "")


def test_leaves_what_was_voted_with_the_browser_for_that_poll_alone(client, make_poll):
    poll = make_poll()

    cookie = send(client, poll, "Yes").cookies["vote"]

    assert (cookie["httponly"], cookie["samesite"], cookie["path"]) == (True, "Lax", f"/polls/{poll.pk}/")
    assert cookie.value.startswith(f"{poll.answers[0].pk}:")


def test_is_answered_with_something_that_is_never_stored(client, make_poll):
    assert "no-store" in send(client, make_poll(), "Yes")["Cache-Control"]


def test_a_second_time_is_a_friendly_answer_and_the_first_stands(client, make_poll):
    poll = make_poll()
    send(client, poll, "Yes")

    response = send(client, poll, "No")

    assert (response.status_code, response["Location"]) == (303, f"{poll.voted_url}?again")
    page = client.get(response["Location"]).content.decode()
    assert "You have already voted" in page
    assert [mark.choice.label for mark in Mark.objects.all()] == ["Yes"]


def test_uses_one_token_in_all_polls(client, make_poll):
    first, second = make_poll(), make_poll()

    tokens = {send(client, poll, "Yes").cookies["voter"].value for poll in (first, second)}

    assert len(tokens) == 1
    assert Ballot.objects.count() == 2


@pytest.mark.parametrize("token", ["", "short", "x" * 5000, "ünïcode-ünïcode-ünïcod", "' OR 1=1 --           "])
def test_does_not_believe_a_token_that_is_not_ours(client, make_poll, token):
    client.cookies["voter"] = token

    response = send(client, make_poll(), "Yes")

    assert response.status_code == 303
    assert response.cookies["voter"].value != token


def test_takes_several_answers_where_the_poll_does(client, make_poll):
    poll = make_poll(kind=Poll.Kind.MULTIPLE, most=2)

    assert send(client, poll, "Yes", "No").status_code == 303
    assert Mark.objects.count() == 2


@pytest.mark.parametrize(
    ("labels", "words"),
    [
        ([], "Choose an answer before you vote."),
        (["a"], "Choose at least 2 answers."),
        ("abcd", "Choose no more than 3 answers."),
    ],
)
def test_with_the_wrong_number_of_answers_gives_the_form_back_with_the_choice_kept(client, make_poll, labels, words):
    poll = make_poll(kind=Poll.Kind.MULTIPLE, answers="abcd", least=2, most=3)

    response = send(client, poll, *labels)

    page = response.content.decode()
    assert response.status_code == 422
    assert f'id="poll-{poll.pk}-error"' in page
    assert f'aria-describedby="poll-{poll.pk}-error"' in page
    assert words in page
    assert page.count(" checked>") == len(labels)
    assert_nothing_happened(response)


@pytest.mark.parametrize("value", ["0", "-1", "999999", "9" * 30, "yes", "", "1 OR 1=1", "\x00", "٣", "1.0"])
def test_for_an_answer_that_is_not_in_the_poll_gives_the_form_back(client, make_poll, value):
    poll = make_poll()

    response = client.post(poll.vote_url, {"choice": [value]}, headers=OURS)

    assert response.status_code == 422
    assert_nothing_happened(response)


def test_for_another_polls_answer_keeps_nothing(client, make_poll):
    poll, other = make_poll(), make_poll()

    response = client.post(poll.vote_url, {"choice": [other.answers[0].pk]}, headers=OURS)

    assert response.status_code == 422
    assert "is not in this poll" in response.content.decode()
    assert_nothing_happened(response)


@pytest.mark.parametrize(
    ("body", "status"), [("choice=1&" * 5000, 413), ("choice=" + "1" * 4_000_000, 413), ("&" * 1900, 422)]
)
def test_that_is_huge_is_refused(client, make_poll, body, status):
    poll = make_poll()

    response = client.post(poll.vote_url, body, content_type="application/x-www-form-urlencoded", headers=OURS)

    assert response.status_code == status
    assert_nothing_happened(response)


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ("{}", "application/json"),
        ("broken", "multipart/form-data; boundary=x"),
        ("x", "multipart/form-data"),
        ("%FF", "text/plain"),
    ],
)
def test_that_is_no_form_at_all_gives_the_form_back(client, make_poll, body, kind):
    response = client.post(make_poll().vote_url, body, content_type=kind, headers=OURS)

    assert response.status_code == 422
    assert_nothing_happened(response)


def test_from_another_site_is_refused(client, make_poll):
    response = send(client, make_poll(), "Yes", headers={"Sec-Fetch-Site": "cross-site"})

    assert response.status_code == 403
    assert "another site" in response.content.decode()
    assert_nothing_happened(response)


@pytest.mark.parametrize("origin", ["https://elsewhere.example", "null"])
def test_with_a_foreign_origin_is_refused(client, make_poll, origin):
    response = send(client, make_poll(), "Yes", headers={"Origin": origin})

    assert response.status_code == 403
    assert_nothing_happened(response)


def test_from_an_old_browser_is_known_by_its_origin(client, make_poll):
    response = send(client, make_poll(), "Yes", headers={"Origin": "http://testserver"})

    assert response.status_code == 303
    assert Ballot.objects.get().status == Ballot.Status.COUNTED


def test_from_an_unknown_source_is_held_and_answered_alike(make_poll):
    poll = make_poll()

    ours, unknown = (send(Client(), poll, "Yes", headers=headers) for headers in (OURS, {}))

    assert sorted(ballot.status for ballot in Ballot.objects.all()) == ["counted", "held"]
    assert (ours.status_code, ours["Location"]) == (unknown.status_code, unknown["Location"])
    assert set(ours.cookies) == set(unknown.cookies)
    assert ours.headers.keys() == unknown.headers.keys()


def test_that_comes_too_late_is_told_so(client, make_poll, time_machine):
    poll = make_poll()
    time_machine.move_to(poll.closes_at, tick=False)

    response = send(client, poll, "Yes")

    assert response.status_code == 409
    assert "This vote was not counted" in response.content.decode()
    assert_nothing_happened(response)


def test_in_a_draft_or_in_no_poll_is_not_found(client, make_poll):
    draft = make_poll(state=Poll.State.DRAFT)

    assert send(client, draft, "Yes").status_code == 404
    assert client.post("/polls/nothing-999999/vote/", headers=OURS).status_code == 404


def test_is_not_a_page_to_get(client, make_poll):
    assert client.get(make_poll().vote_url).status_code == 405


def test_by_an_old_address_counts(client, make_poll):
    poll = make_poll()

    response = client.post(f"/polls/old-{poll.pk}/vote/", {"choice": poll.answers[0].pk}, headers=OURS)

    assert (response.status_code, response["Location"]) == (303, poll.voted_url)


def test_needs_no_token_of_the_page(make_poll):
    strict = Client(enforce_csrf_checks=True)

    assert send(strict, make_poll(), "Yes").status_code == 303


def test_by_script_is_known_as_such(client, make_poll):
    send(client, make_poll(), "Yes", headers=OURS | {"X-Poll-Script": "1"})

    assert Ballot.objects.get().with_script


def test_of_a_first_double_click_is_one_ballot(make_poll):
    """Without script the second click leaves before the first answer has brought a token."""
    poll, by_hand = make_poll(), OURS | {"Sec-Fetch-User": "?1", "User-Agent": "A browser"}

    clicks = [send(Client(), poll, "Yes", headers=by_hand) for _ in range(2)]

    assert [click.status_code for click in clicks] == [303, 303]
    assert clicks[0].cookies["voter"].value == clicks[1].cookies["voter"].value
    assert Ballot.objects.count() == 1


@pytest.mark.parametrize("changed", [{"User-Agent": "Another browser"}, {"X-Forwarded-For": "198.51.100.7"}])
def test_of_two_readers_at_once_is_two_ballots(make_poll, settings, changed):
    settings.TRUSTED_PROXIES = 1
    poll, by_hand = make_poll(), OURS | {"Sec-Fetch-User": "?1", "User-Agent": "A browser"}

    for headers in (by_hand, by_hand | changed):
        send(Client(), poll, "Yes", headers=headers)

    assert Ballot.objects.count() == 2


@pytest.mark.parametrize("second", [-1, 0])
def test_at_the_closing_instant_goes_by_the_clock(client, make_poll, time_machine, second):
    poll = make_poll()
    time_machine.move_to(poll.closes_at + dt.timedelta(seconds=second), tick=False)

    assert send(client, poll, "Yes").status_code == (303 if second < 0 else 409)


def assert_nothing_happened(response):
    assert response.cookies == {}
    assert not Ballot.objects.exists()
