"""Removing and releasing votes: by rules that cannot name an answer, with two people, whole and reversible."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from polls.admin.desk import RemovalForm
from polls.counting.removals import approve_removal, propose_removal, release_held, undo_removal
from polls.counting.tally import count
from polls.desk.rewording import correct_slip
from polls.models import Ballot, PollEvent, Removal, Tally


@pytest.fixture
def filled(make_poll, fill_box, cast):
    poll = fill_box(make_poll(), 3, 2)
    cast(poll, "No", channel="page")
    cast(poll, "Yes", is_held=True)
    return poll


@pytest.fixture
def proposed(filled, reporter):
    removal = Removal(poll=filled, status="counted", channel="page", reason="One machine sent them")
    return propose_removal(removal=removal, by=reporter)


def test_no_rule_can_name_an_answer():
    assert not any(field.is_relation and "choice" in field.name for field in Removal._meta.get_fields())
    assert not {"choice", "choices", "marks"} & set(RemovalForm.base_fields)


def test_a_choice_that_is_sent_with_a_rule_is_not_read(client, editor, filled):
    client.force_login(editor)
    rule = {
        "act": "propose",
        "status": "counted",
        "channel": "article",
        "reason": "Odd",
        "choice": filled.answers[0].pk,
    }

    client.post(reverse("admin:polls_poll_votes", args=[filled.pk]), rule)

    assert Removal.objects.get().count == 5


def test_a_removal_waits_for_somebody_else(proposed, reporter, editor):
    with pytest.raises(PermissionDenied):
        approve_removal(removal=proposed, by=reporter)
    assert not Ballot.objects.filter(status="voided").exists()

    assert approve_removal(removal=proposed, by=editor) == 1

    assert Tally.objects.get().removed == 1
    assert PollEvent.objects.get(kind="voided").before.startswith("6 counted")
    with pytest.raises(ValidationError):
        approve_removal(removal=proposed, by=editor)


def test_the_database_refuses_an_approval_by_the_author(proposed):
    with pytest.raises(IntegrityError, match="void_is_approved_by_another"), transaction.atomic():
        Removal.objects.update(approver=proposed.author, approved_at=proposed.asked_at)


def test_undoing_restores_the_exact_totals(filled, proposed, reporter, editor):
    before = count(poll=filled)
    approve_removal(removal=proposed, by=editor)
    assert count(poll=filled) != before

    assert undo_removal(removal=proposed, by=reporter, reason="A school") == 1

    assert count(poll=filled) == before


def test_a_rule_for_everything_is_refused(filled, editor):
    with pytest.raises(ValidationError):
        propose_removal(removal=Removal(poll=filled, status="counted", reason="All of it"), by=editor)


def test_held_votes_are_released_in_one_go(filled, editor):
    assert release_held(poll=filled, reason="A school", by=editor) == 1

    assert (Tally.objects.get().ballots, Tally.objects.get().held) == (7, 0)
    assert PollEvent.objects.get(kind="released").reason == "A school"


def test_a_slip_is_corrected_with_a_reason_and_in_the_log(filled, editor):
    before, choice = count(poll=filled), filled.answers[0]
    with pytest.raises(ValidationError):
        correct_slip(poll=filled, changes={choice: "Yes!"}, reason=" ", by=editor)

    correct_slip(poll=filled, changes={choice: "Yes, indeed"}, reason="A word was lost", by=editor)

    event = PollEvent.objects.get(kind="reworded")
    assert (event.before, event.after, event.reason, event.by) == ("Yes", "Yes, indeed", "A word was lost", editor)
    assert count(poll=filled) == before


def test_the_desks_page_is_for_those_who_may_decide(client, reporter, editor, filled):
    url = reverse("admin:polls_poll_votes", args=[filled.pk])
    client.force_login(reporter)
    assert client.get(url).status_code == 403

    client.force_login(editor)
    page = client.get(url).content.decode()
    assert "Sent by no browser that we know" in page

    client.post(url, {"act": "release", "hold_reason": "source", "reason": "Old browsers"})
    assert not Ballot.objects.filter(status="held").exists()


def test_whoever_is_to_approve_sees_the_rule_and_whoever_proposed_it_waits(client, editor, reporter, filled):
    hour = dt.datetime(2026, 6, 1, 13, tzinfo=dt.UTC)
    rule = {"hour_from": hour, "channel": "page", "with_script": False, "cohort": 1204, "reason": "One office"}
    propose_removal(removal=Removal(poll=filled, status="counted", **rule), by=editor)
    reporter.groups.set(editor.groups.all())

    pages = []
    for user in (editor, reporter):
        client.force_login(user)
        pages.append(client.get(reverse("admin:polls_poll_votes", args=[filled.pk])).text)

    said = "Counted · from 1 June 2026, 14:00 BST · On the poll’s own page · without script · group of networks 1204"
    assert said in pages[0]
    assert said in pages[1]
    assert "Approve and remove" not in pages[0]
    assert "Waits for somebody else to approve it." in pages[0]
    assert "Approve and remove" in pages[1]
