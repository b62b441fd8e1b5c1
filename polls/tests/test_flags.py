"""Polls about an election or a case before a court: the two things that the law refuses."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from polls.models import Poll

GUILT = "Is the defendant guilty?"


def wrong(poll):
    with pytest.raises(ValidationError) as refused:
        poll.full_clean()
    return set(refused.value.message_dict)


def test_an_election_poll_is_sealed_in_the_database_too(make_poll):
    with pytest.raises(IntegrityError, match="poll_on_election_is_sealed"), transaction.atomic():
        make_poll(is_election=True, results="live")


def test_an_election_poll_never_asks_how_people_have_voted(make_poll):
    poll = make_poll("Who did you vote for?", is_election=True, results="sealed", legal_note="Agreed, 3 May")

    assert wrong(poll) == {"question"}


def test_an_election_poll_goes_live_with_the_lawyers_word(make_poll):
    poll = make_poll("Will you vote?", is_election=True, results="sealed")

    assert wrong(poll) == {"legal_note"}
    poll.legal_note = "H. Okafor, 3 May: fine until the day"
    poll.full_clean()


def test_the_lawyers_word_is_not_for_readers(client, make_poll, editor):
    poll = make_poll("Will you vote?", is_election=True, results="sealed", legal_note="Between us")

    assert "Between us" not in client.get(poll.get_absolute_url()).text
    client.force_login(editor)
    assert "Between us" in client.get(f"/admin/polls/poll/{poll.pk}/change/").text


def test_a_court_poll_never_asks_who_is_guilty(make_poll):
    assert wrong(make_poll(GUILT, is_court=True)) == {"question"}
    make_poll("Should hearings be broadcast?", is_court=True).full_clean()
    make_poll(GUILT).full_clean()


@pytest.mark.parametrize(("labels", "refused"), [(("Guilty", "Not guilty"), True), (("Yes", "No"), False)])
def test_nor_do_its_answers(client, editor, labels, refused):
    client.force_login(editor)
    form = {
        "question": "What should the court find?",
        "slug": "court",
        "kind": "single",
        "least": 1,
        "most": 1,
        "stakes": "normal",
        "is_court": "on",
        "state": "draft",
        "results": "after_vote",
        "opens_at_0": "2026-05-04",
        "opens_at_1": "09:00",
        "closes_at_0": "2031-05-11",
        "closes_at_1": "18:00",
        "choices-TOTAL_FORMS": 2,
        "choices-INITIAL_FORMS": 0,
    }
    for place, label in enumerate(labels):
        form |= {f"choices-{place}-label": label, f"choices-{place}-position": place, f"choices-{place}-role": "normal"}

    response = client.post("/admin/polls/poll/add/", form)

    assert (response.status_code == 200) == refused
    assert Poll.objects.exists() != refused


def test_a_scale_is_put_in_with_its_points_and_a_dont_know(client, editor):
    client.force_login(editor)
    form = {
        "question": "How safe is the quay?",
        "slug": "quay",
        "kind": "scale",
        "least": 1,
        "most": 1,
        "scale_from": 0,
        "scale_to": 4,
        "scale_low": "not at all",
        "scale_high": "very",
        "stakes": "normal",
        "state": "live",
        "results": "live",
        "opens_at_0": "2026-05-04",
        "opens_at_1": "09:00",
        "closes_at_0": "2031-05-11",
        "closes_at_1": "18:00",
        "choices-TOTAL_FORMS": 0,
        "choices-INITIAL_FORMS": 0,
    }

    without_ends = client.post("/admin/polls/poll/add/", form | {"scale_low": ""})
    client.post("/admin/polls/poll/add/", form)

    assert "Say what this end of the scale means." in without_ends.content.decode()
    poll = Poll.objects.with_choices().get()
    assert [choice.value for choice in poll.answers] == [0, 1, 2, 3, 4, None]
    assert poll.answers[-1].role == "dont_know"
