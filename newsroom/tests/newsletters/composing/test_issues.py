"""Issues of letters as rows: what the database refuses, and which state may follow which."""

import itertools

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from newsroom.newsletters.composing.arrange import ChangedMeanwhile, begin_issue, save_issue
from newsroom.newsletters.composing.moves import MOVES, State, WrongMove, move
from newsroom.newsletters.models import (
    Delivery,
    Issue,
    IssueCorrection,
    IssueEvent,
    IssueRender,
    IssueSlot,
)
from newsroom.tests.issue_builders import CORRECTIONS, make_issue
from newsroom.tests.newsletter_builders import make_newsletter, make_subscription

pytestmark = pytest.mark.django_db
PAIRS = list(itertools.product(State, State))
WORDS = {"content": {"note": "", "places": []}, "html": "", "text": "", "message": b"", "digest": "1"}


def kept(issue, number=1):
    return IssueRender.objects.create(issue=issue, number=number, subject="Tide", preheader="At six", **WORDS)


def refused(act):
    with pytest.raises(DatabaseError), transaction.atomic():
        act()


def fields_for(to):
    """What the rows of a state must have."""
    now = Issue.objects.get().created_at
    return {"send_at": now, "frozen_at": now, "over_at": now if to in (State.SENT, State.STOPPED) else None}


@pytest.mark.parametrize(("before", "to"), PAIRS)
def test_each_step_is_taken_or_refused_as_the_table_says(before, to):
    issue = make_issue(state=before.value)
    steps = {
        ("draft", "approved"),
        ("approved", "draft"),
        ("approved", "scheduled"),
        ("approved", "frozen"),
        ("scheduled", "draft"),
        ("scheduled", "approved"),
        ("scheduled", "frozen"),
        ("frozen", "sending"),
        ("frozen", "stopped"),
        ("sending", "paused"),
        ("sending", "sent"),
        ("sending", "stopped"),
        ("paused", "sending"),
        ("paused", "stopped"),
    }

    if (before, to) in steps:
        move(issue=issue, to=to, by=None, **fields_for(to))
        assert Issue.objects.get().state == to
        assert IssueEvent.objects.filter(issue=issue, state=to).exists()
    else:
        with pytest.raises(WrongMove):
            move(issue=issue, to=to, by=None, **fields_for(to))
        assert Issue.objects.get().state == before
    assert {(a.value, b.value) for a in MOVES for b in MOVES[a]} == steps


def test_of_two_who_take_the_same_step_one_is_told(editor):
    issue = make_issue()
    other = Issue.objects.get(pk=issue.pk)
    move(issue=issue, to=State.APPROVED, by=editor)

    with pytest.raises(WrongMove):
        move(issue=other, to=State.APPROVED, by=None)
    assert IssueEvent.objects.filter(state="approved").count() == 1


def test_numbers_count_on_within_a_newsletter_and_stand_once():
    morning, sport = make_newsletter(), make_newsletter("sport")

    numbers = [begin_issue(newsletter=letter, by=None).number for letter in (morning, morning, sport)]

    assert numbers == [1, 2, 1]
    refused(lambda: Issue.objects.create(newsletter=morning, number=2))


def test_schedule_cannot_make_an_issue_twice():
    morning = make_newsletter()
    begin_issue(newsletter=morning, by=None, auto_key="morning:2026-03-02")

    refused(lambda: begin_issue(newsletter=morning, by=None, auto_key="morning:2026-03-02"))
    begin_issue(newsletter=morning, by=None)
    begin_issue(newsletter=morning, by=None)  # by hand, as many as one likes


def test_place_of_corrections_is_there_whatever_was_sent_and_only_once():
    issue = make_issue(slots=[])

    assert [slot.kind for slot in issue.slots.all()] == ["corrections"]
    refused(lambda: IssueSlot.objects.create(issue=issue, position=9, kind="corrections", rule=""))


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "story", "rule": "by heart"},
        {"kind": "poll", "rule": "newest"},
        {"kind": "story", "rule": "section"},
        {"kind": "cartoon", "rule": ""},
        {"kind": "story", "rule": "newest", "headline": "Words without a story"},
    ],
)
def test_place_that_makes_no_sense_is_refused_by_the_database(wrong):
    issue = make_issue()

    refused(lambda: IssueSlot.objects.create(issue=issue, position=9, **wrong))
    IssueSlot.objects.create(issue=issue, position=9)  # one that does is not


@pytest.mark.parametrize(
    "wrong",
    [
        {"state": "lost"},
        {"state": "scheduled"},
        {"state": "frozen"},
        {"over_at": "2026-01-01T00:00Z"},
        {"accepted": 1},
    ],
)
def test_issue_that_makes_no_sense_is_refused_by_the_database(wrong):
    issue = make_issue()

    refused(lambda: Issue.objects.filter(pk=issue.pk).update(**wrong))


def test_what_was_sent_is_never_changed_and_never_deleted(make_live_article):
    issue = make_issue()
    render = kept(issue)

    refused(lambda: IssueRender.objects.filter(pk=render.pk).update(html="<p>Other</p>"))
    refused(lambda: IssueRender.objects.filter(pk=render.pk).delete())
    refused(lambda: IssueEvent.objects.update(text="Other"))
    refused(lambda: IssueEvent.objects.all().delete())
    refused(lambda: kept(issue))
    kept(issue, number=2)


def test_newsletter_brings_a_correction_once(make_live_article):
    correction = make_live_article().corrections.create(wording="At six.")
    issue = make_issue()
    facts = {"newsletter": issue.newsletter, "correction": correction}
    IssueCorrection.objects.create(issue=issue, **facts)

    refused(lambda: IssueCorrection.objects.create(issue=issue, **facts))


def test_nobody_has_two_rows_of_one_issue():
    morning = make_newsletter()
    issue, ada = make_issue(morning), make_subscription(morning)
    Delivery.objects.create(issue=issue, subscription=ada)

    with pytest.raises(IntegrityError), transaction.atomic():
        Delivery.objects.create(issue=issue, subscription=ada)
    Delivery.objects.create(issue=make_issue(morning), subscription=ada)


def test_issue_begins_as_the_last_one_was_laid_out_with_nothing_pinned(make_live_article, make_section):
    morning, sport = make_newsletter(), make_section("Sport")
    slots = [IssueSlot(article=make_live_article(), headline="Own"), IssueSlot(rule="section", section=sport)]
    make_issue(morning, slots=[*slots, CORRECTIONS])

    places = [(slot.kind, slot.rule, slot.article_id) for slot in begin_issue(newsletter=morning, by=None).slots.all()]

    assert places == [("story", "newest", None), ("story", "section", None), ("corrections", "", None)]


def test_save_is_refused_where_somebody_else_has_saved():
    issue = make_issue()
    other = Issue.objects.get(pk=issue.pk)
    save_issue(issue=issue, words={"subject": "First"}, slots=[], version=issue.version, by=None)

    with pytest.raises(ChangedMeanwhile):
        save_issue(issue=other, words={"subject": "Second"}, slots=[], version=other.version, by=None)
    assert Issue.objects.get().subject == "First"


def test_changing_what_was_approved_takes_the_approval_back(editor):
    issue = make_issue(state="scheduled")

    save_issue(issue=issue, words={"subject": "Other"}, slots=[], version=issue.version, by=editor)

    assert (issue.state, issue.send_at) == ("draft", None)


@pytest.mark.parametrize("name", ["subject", "preheader"])
def test_held_issue_keeps_the_words_that_every_letter_has(name):
    issue = make_issue(state="paused")

    with pytest.raises(WrongMove):
        save_issue(issue=issue, words={name: ""}, slots=[], version=issue.version, by=None)
    save_issue(issue=Issue.objects.get(), words={name: "Other"}, slots=[], version=issue.version, by=None)
    assert getattr(Issue.objects.get(), name) == "Other"


@pytest.mark.parametrize("state", ["frozen", "sending", "sent", "stopped"])
def test_what_is_on_its_way_is_not_changed(state):
    issue = make_issue(state=state)

    with pytest.raises(WrongMove):
        save_issue(issue=issue, words={"subject": "Other"}, slots=[], version=issue.version, by=None)
    assert Issue.objects.get().subject == "The wall holds"
