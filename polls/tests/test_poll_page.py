import datetime as dt

import pytest

from polls.models import Poll

HOUR = dt.timedelta(hours=1)


def test_shows_the_question_its_answers_and_a_bare_form(client, make_poll):
    poll = make_poll("Should the car park be free?", context="It costs £2 now.")

    response = client.get(poll.get_absolute_url())

    assert response.status_code == 200
    page = response.content.decode()
    assert "Should the car park be free?" in page
    assert "It costs £2 now." in page
    assert f'action="{poll.vote_url}"' in page
    assert page.count('type="radio"') == 3
    assert ("csrf" in page, "csrf" in client.get("/admin/login/").text) == (False, True)


@pytest.mark.parametrize("name", ["poll", "archive"])
def test_knows_no_reader(client, make_poll, name):
    poll = make_poll()
    client.cookies["voter"] = "x" * 22
    url = poll.get_absolute_url() if name == "poll" else "/polls/"

    response = client.get(url)

    assert response.cookies == {}
    vary = [page.headers.get("Vary", "") for page in (response, client.get("/admin/login/"))]
    assert ["Cookie" in names for names in vary] == [False, True]


def test_has_one_address_and_the_number_decides(client, make_poll):
    poll = make_poll(slug="car-park")

    response = client.get(f"/polls/an-old-slug-{poll.pk}/")

    assert (response.status_code, response["Location"]) == (302, f"/polls/car-park-{poll.pk}/")


@pytest.mark.parametrize("pk", ["999999", "99999999999999999999999"])
def test_that_does_not_exist_is_not_found(client, db, pk):
    assert client.get(f"/polls/nothing-{pk}/").status_code == 404


def test_of_a_draft_is_not_found(client, make_poll):
    poll = make_poll(state=Poll.State.DRAFT)
    urls = [poll.get_absolute_url(), poll.voted_url]

    assert [client.get(url).status_code for url in urls] == [404, 404]
    Poll.objects.update(state=Poll.State.LIVE)
    assert [client.get(url).status_code for url in urls] == [200, 200]


def test_takes_no_other_method(client, make_poll):
    assert client.post(make_poll().get_absolute_url()).status_code == 405


def test_says_when_voting_opens(client, make_poll, time_machine):
    poll = make_poll()
    assert "<form" in client.get(poll.get_absolute_url()).text
    time_machine.move_to(poll.opens_at - HOUR, tick=False)

    page = client.get(poll.get_absolute_url()).content.decode()

    assert "Voting opens on" in page
    assert "<form" not in page
    assert "Don’t know" in page


@pytest.mark.parametrize(
    ("state", "words"), [(Poll.State.PAUSED, "Voting is paused"), (Poll.State.VOID, "withdrawn this poll")]
)
def test_says_why_there_is_no_form(client, make_poll, state, words):
    poll = make_poll(results=Poll.Results.LIVE)
    assert "<form" in client.get(poll.get_absolute_url()).text
    Poll.objects.update(state=state)

    page = client.get(poll.get_absolute_url()).content.decode()

    assert words in page
    assert "<form" not in page


def test_shows_the_result_as_a_table_when_voting_has_closed(client, make_poll, fill_box, time_machine):
    poll = fill_box(make_poll(), 21, 9)
    assert "<form" in client.get(poll.get_absolute_url()).text
    time_machine.move_to(poll.closes_at + HOUR, tick=False)

    page = client.get(poll.get_absolute_url()).content.decode()

    assert "Final result" in page
    assert "70%" in page
    assert 'aria-hidden="true"' in page
    assert 'width="70%"' in page
    assert "30 readers’ votes counted" in page
    assert "<form" not in page


def test_counts_what_came_last_before_it_shows_a_closed_poll(client, make_poll, cast, time_machine):
    poll = make_poll()
    time_machine.move_to(poll.closes_at - dt.timedelta(seconds=1), tick=False)
    cast(poll, "Yes")
    time_machine.move_to(poll.closes_at + dt.timedelta(seconds=1), tick=False)

    page = client.get(poll.get_absolute_url()).content.decode()

    assert "1 reader’s vote counted" in page


def test_of_a_live_policy_lets_readers_look_before_they_vote(client, make_poll, fill_box):
    poll = fill_box(make_poll(results=Poll.Results.LIVE), 4, 2)

    page = client.get(poll.get_absolute_url()).content.decode()

    assert "See the result so far" in page
    assert "Percentages are shown from 30 votes" in page


@pytest.mark.parametrize("hours", [-48, 0, 48])
def test_always_says_how_the_poll_was_made(client, make_poll, time_machine, hours):
    poll = make_poll(
        opens_at=dt.datetime(2026, 6, 1, 8, tzinfo=dt.UTC), closes_at=dt.datetime(2026, 6, 2, 8, tzinfo=dt.UTC)
    )
    time_machine.move_to(poll.opens_at + hours * HOUR, tick=False)

    page = client.get(poll.get_absolute_url()).content.decode()

    assert "Readers chose to take part, so the figures do not represent the public." in page
    assert "from 1 June 2026, 09:00 BST to 2 June 2026, 09:00 BST" in page
    assert "One vote for each browser" in page


def test_says_so_where_percentages_are_of_voters(client, make_poll, fill_box, time_machine):
    poll = fill_box(make_poll(kind=Poll.Kind.MULTIPLE), 30)
    time_machine.move_to(poll.closes_at, tick=False)

    page = client.get(poll.get_absolute_url()).content.decode()

    assert "Of voters" in page
    assert "Percentages are of voters" in page


def test_tells_what_happened_next(client, make_poll):
    poll = make_poll(outcome="The council made Sundays free.")

    assert "The council made Sundays free." in client.get(poll.get_absolute_url()).content.decode()


def test_draws_hostile_words_as_words(client, make_poll):
    poll = make_poll("<script>alert(1)</script>", answers=["<b>Yes</b>", "\"'><svg onload=x>"])

    page = client.get(poll.get_absolute_url()).content.decode()

    for words in ("<script>alert", "<b>Yes", "<svg onload"):
        assert (words in page, words.replace("<", "&lt;").replace(">", "&gt;") in page) == (False, True)


@pytest.mark.parametrize("answers", [2, 40])
def test_costs_two_queries_beside_those_of_every_page(client, make_poll, django_assert_max_num_queries, answers):
    poll = make_poll(answers=[f"Answer {number}" for number in range(answers)])

    with django_assert_max_num_queries(6):  # its name and look, the navigation, the bar, the foot
        client.get(poll.get_absolute_url())
