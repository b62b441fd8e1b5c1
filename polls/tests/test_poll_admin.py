"""The desk's form of a poll: who may use it, what it refuses, what the first vote fixes."""

import re

import pytest
from django.apps import apps
from django.contrib.admin.utils import flatten_fieldsets
from django.utils import timezone

from polls.admin.polls import IN_DIALOG, PollAdmin
from polls.models import Choice, Poll, PollEvent

ADD = "/admin/polls/poll/add/"
LIST = "/admin/polls/poll/"
FIXED = "Readers have voted on this"


@pytest.fixture
def desk(client, editor):
    client.force_login(editor)
    return client


def change(poll):
    return f"{LIST}{poll.pk}/change/"


def form_for(poll=None, *, answers=(), **fields):
    """What a browser would send: the poll's fields, then its answers and any new ones."""
    sent = {
        "question": "Should the pier be rebuilt?",
        "slug": "pier",
        "context": "",
        "kind": "single",
        "least": 1,
        "most": 1,
        "ready_answers": "",
        "stakes": "normal",
        "state": "live",
        "results": "after_vote",
        "outcome": "",
        "opens_at_0": "2026-05-04",
        "opens_at_1": "09:00",
        "closes_at_0": "2031-05-11",
        "closes_at_1": "18:00",
    }
    rows = []
    if poll:
        sent |= {name: getattr(poll, name) for name in sent if hasattr(poll, name)}
        rows = [
            {"id": choice.pk, "poll": poll.pk, "position": choice.position, "label": choice.label, "role": choice.role}
            for choice in poll.answers
        ]
    kept = len(rows)
    rows += [
        {"position": place, "label": label, "role": "normal"} for place, label in enumerate(answers, start=kept + 1)
    ]
    for place, row in enumerate(rows):
        sent |= {f"choices-{place}-{name}": value for name, value in row.items()}
    return sent | {"choices-TOTAL_FORMS": len(rows), "choices-INITIAL_FORMS": kept} | fields


def errors(response):
    assert response.status_code == 200
    return response.content.decode()


def test_makes_a_poll_with_its_own_answers(desk, editor):
    response = desk.post(ADD, form_for(answers=["Rebuild it", "Leave it"]))

    assert response.status_code == 302
    poll = Poll.objects.with_choices().get()
    assert [choice.label for choice in poll.answers] == ["Rebuild it", "Leave it"]
    assert (poll.events.get().kind, poll.events.get().by) == (PollEvent.Kind.CREATED, editor)


def test_puts_in_yes_no_and_dont_know(desk):
    desk.post(ADD, form_for(ready_answers="yes_no"))

    poll = Poll.objects.with_choices().get()
    assert [choice.label for choice in poll.answers] == ["Yes", "No", "Don’t know"]
    assert poll.answers[2].role == Choice.Role.DONT_KNOW


def test_dialog_of_a_story_asks_for_all_of_it_with_what_is_needed_first(desk):
    assert sorted(flatten_fieldsets(IN_DIALOG)) == sorted(flatten_fieldsets(PollAdmin.fieldsets))
    page = desk.get(f"{ADD}?_popup=1").text
    assert page.index('name="closes_at"') < page.index("<details") < page.index('name="slug"')
    assert "choices-0-position" not in page
    sent = form_for(answers=["Rebuild it", "Leave it"], opens_at="2026-05-04T09:00", _popup="1")
    refused = desk.post(f"{ADD}?_popup=1", sent | {"closes_at": "2020-01-01T09:00"}).text
    assert [words in refused for words in ("closes after it opens", 'value="Rebuild it"')] == [True, True]
    made = desk.post(f"{ADD}?_popup=1", sent | {"closes_at": "2031-05-11T18:00"}).text

    poll = Poll.objects.with_choices().get()
    assert f"&quot;{poll.pk}&quot;" in made
    assert [choice.label for choice in poll.answers] == ["Rebuild it", "Leave it"]
    assert timezone.localtime(poll.closes_at).hour == 18


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"answers": []}, "at least 2 answers"),
        ({"answers": ["Yes"]}, "at least 2 answers"),
        ({"answers": ["Yes", "Yes"]}, "duplicate"),
        ({"answers": ["Yes", "No"], "ready_answers": "yes_no"}, "not both"),
        ({"answers": ["Yes", "No"], "kind": "multiple", "most": 3}, "more than there are answers"),
        ({"answers": ["Yes", "No"], "kind": "multiple"}, "at least 2"),
        ({"answers": ["Yes", "No"], "most": 2}, "at least 1 and at most 1"),
        ({"answers": ["Yes", "No"], "least": 0}, "at least one answer"),
        ({"answers": ["Yes", "No"], "closes_at_0": "2020-01-01"}, "closes after it opens"),
        ({"answers": [str(number) for number in range(51)]}, "at most 50"),
    ],
)
def test_refuses_what_readers_could_not_vote_on(desk, fields, words):
    page = errors(desk.post(ADD, form_for(**fields)))

    assert words in page
    assert not Poll.objects.exists()


def test_lets_a_draft_wait_for_its_answers(desk):
    assert desk.post(ADD, form_for(state="draft")).status_code == 302


@pytest.mark.parametrize(
    ("name", "value"), [("question", "Another?"), ("context", "New facts."), ("kind", "multiple"), ("most", 2)]
)
def test_first_vote_fixes_the_wording(desk, make_poll, cast, name, value):
    poll = make_poll()
    cast(poll, "Yes")

    page = errors(desk.post(change(poll), form_for(poll, **{name: value})))

    assert FIXED in page
    assert getattr(Poll.objects.get(pk=poll.pk), name) == getattr(poll, name)


@pytest.mark.parametrize(
    "fields",
    [
        {"answers": ["Maybe"]},
        {"choices-0-label": "Of course"},
        {"choices-0-position": 9},
        {"choices-0-DELETE": "on"},
    ],
)
def test_first_vote_fixes_the_answers(desk, make_poll, cast, fields):
    poll = make_poll()
    cast(poll, "Yes")

    page = errors(desk.post(change(poll), form_for(poll, **fields)))

    assert "answers can no longer be added, changed, moved or removed" in page
    assert [choice.label for choice in Poll.objects.get(pk=poll.pk).answers] == ["Yes", "No", "Don’t know"]


def test_first_vote_leaves_times_state_and_outcome_to_the_editor(desk, make_poll, cast, editor):
    poll = make_poll()
    cast(poll, "Yes")

    response = desk.post(
        change(poll), form_for(poll, state="paused", outcome="It was rebuilt.", closes_at_0="2032-01-01")
    )

    assert response.status_code == 302
    poll.refresh_from_db()
    assert (poll.state, poll.outcome) == ("paused", "It was rebuilt.")
    assert poll.locked_at


def test_before_the_first_vote_everything_may_change(desk, make_poll):
    poll = make_poll(answers=["Yes", "No", "Perhaps"])

    response = desk.post(change(poll), form_for(poll, **{"choices-0-label": "Aye", "choices-2-DELETE": "on"}))

    assert response.status_code == 302
    assert [choice.label for choice in Poll.objects.get(pk=poll.pk).answers] == ["Aye", "No"]


def test_a_seal_holds_once_somebody_has_voted(desk, make_poll, cast):
    poll = make_poll(results=Poll.Results.SEALED)
    cast(poll, "Yes")

    page = errors(desk.post(change(poll), form_for(poll, results="live")))

    assert "stays so until it closes" in page


def test_logs_each_change_that_votes_rest_on(desk, make_poll, editor):
    poll = make_poll()

    desk.post(change(poll), form_for(poll, state="paused", results="live"))

    logged = {event.kind: event for event in poll.events.all()}
    assert set(logged) == {"state", "opening", "closing", "results"}
    assert (logged["state"].before, logged["state"].after, logged["state"].by) == ("Live", "Paused", editor)
    assert "Live → Paused" in desk.get(change(poll)).content.decode()


def test_shows_the_result_as_table_and_bars(desk, make_poll, fill_box):
    poll = fill_box(make_poll(results=Poll.Results.AFTER_CLOSE), 24, 6)

    page = desk.get(change(poll)).content.decode()

    assert "80%" in page
    assert 'width="80%"' in page
    assert "30 readers’ votes counted" in page


def test_list_says_where_each_poll_stands(desk, make_poll, fill_box, django_assert_max_num_queries):
    fill_box(make_poll("Pier?"), 24, 6)
    make_poll("Draft?", state=Poll.State.DRAFT)
    for _ in range(20):
        make_poll()

    with django_assert_max_num_queries(10):
        page = desk.get(LIST).content.decode()

    assert "Yes: 80%" in page
    assert [found for found in ("Pier?", "Draft?") if found in desk.get(f"{LIST}?phase=draft").content.decode()] == [
        "Draft?"
    ]


def test_does_not_delete_what_readers_voted_on(desk, make_poll, cast):
    poll, unused = make_poll(), make_poll()
    cast(poll, "Yes")

    for one in (poll, unused):
        desk.post(f"{LIST}{one.pk}/delete/", {"post": "yes"})

    assert list(Poll.objects.all()) == [poll]


def test_nothing_else_of_a_poll_has_a_form(desk, admin_client):
    names = [model._meta.model_name for model in apps.get_app_config("polls").get_models()]

    answers = {name: admin_client.get(f"/admin/polls/{name}/").status_code for name in names}
    writes = {name: admin_client.post(f"/admin/polls/{name}/add/", {}).status_code for name in names}

    assert [name for name in names if answers[name] != 404 or writes[name] != 404] == ["poll"]
    assert len(names) > 10


@pytest.mark.parametrize("who", ["picture_desk", "stranger", None])
def test_is_closed_to_those_who_may_not_use_it(request, client, make_poll, who):
    poll = make_poll()
    if who:
        client.force_login(request.getfixturevalue(who))

    for url in (LIST, ADD, change(poll), f"{LIST}{poll.pk}/delete/"):
        assert client.get(url).status_code in {302, 403}
        assert client.post(url, form_for(poll, answers=["a"], state="void")).status_code in {302, 403}
    poll.refresh_from_db()
    assert poll.state == Poll.State.LIVE
    assert Poll.objects.count() == 1


@pytest.mark.parametrize(
    "again", ["Rebuild it\u200b", "REBUILD IT", "Rébuild it", "Ｒebuild it", "Rebuild\u00a0 it"], ids=ascii
)
def test_answers_are_refused_when_readers_could_not_tell_them_apart(desk, again):
    response = desk.post(ADD, form_for(answers=["Rebuild it", again]))

    assert re.search(r"Two answers read alike|correct the duplicate", errors(response))
    assert desk.post(ADD, form_for(answers=["Rebuild it", f"{again} now"])).status_code == 302


def test_polls_are_found_without_their_accents(desk):
    desk.post(ADD, form_for(answers=["Yes", "No"], question="Should Tŷ’r Café stay?"))

    assert len(desk.get(LIST, {"q": "ty'r cafe"}).context["cl"].result_list) == 1
    assert len(desk.get(LIST, {"q": "pier"}).context["cl"].result_list) == 0


@pytest.mark.parametrize("state", ["live", "paused", "void"])
def test_closed_poll_is_not_opened_again_by_the_form(desk, make_poll, cast, state):
    poll = make_poll()
    cast(poll, "Yes")
    later = form_for(poll, closes_at_0="2031-06-01", closes_at_1="18:00", opens_at_0="2020-05-04")
    assert desk.post(change(poll), later).status_code == 302  # as long as it is open
    Poll.objects.update(closes_at="2026-05-11T12:00Z", opens_at="2026-05-04T12:00Z", state=state)

    page = errors(desk.post(change(poll), later))

    assert "this poll cannot be opened again" in page
    assert 'value="2031-06-01"' in page
    assert Poll.objects.get().closes_at.year == 2026


def test_opening_is_not_put_off_when_readers_have_voted(desk, make_poll, cast):
    poll = make_poll()
    later = form_for(poll, opens_at_0="2030-06-01", opens_at_1="18:00", closes_at_0="2031-06-01")
    assert desk.post(change(poll), later).status_code == 302
    Poll.objects.update(opens_at=poll.opens_at)
    cast(poll, "Yes")

    assert "voting cannot open later than it did" in errors(desk.post(change(poll), later))
