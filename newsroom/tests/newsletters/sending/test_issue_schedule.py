"""What comes round for issues: their time, those that nobody sends, and those that were sent long ago."""

import datetime as dt

import pytest
from django.tasks import default_task_backend
from django.utils import timezone

from articles.models import DeskLetter
from articles.publishing.publish import withdraw
from newsroom.newsletters.models import Delivery, Issue
from newsroom.newsletters.sending.batches import claim
from newsroom.newsletters.sending.schedule import forget_deliveries, send_what_is_due, wake_what_sleeps
from newsroom.tests.issue_builders import make_issue
from newsroom.tests.newsletters.sending.sending import send

pytest_plugins = ["newsroom.tests.newsletters.sending.issues_on_their_way"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("by_hand")]


def scheduled(morning, story, at):
    issue = make_issue(morning, stories=[story], state="scheduled")
    Issue.objects.filter(pk=issue.pk).update(send_at=at)
    return issue


@pytest.mark.parametrize(("late", "state"), [(0, "frozen"), (115, "frozen"), (125, "approved")])
def test_issue_goes_at_its_time_and_not_hours_later(morning, make_live_article, late, state, editor):
    editor.email = "editor@courier.example"
    editor.save()
    now = timezone.now()
    issue = scheduled(morning, make_live_article(), now - dt.timedelta(minutes=late))
    early = scheduled(morning, make_live_article(), now + dt.timedelta(minutes=5))

    send_what_is_due(at=now)
    send_what_is_due(at=now)

    issue.refresh_from_db()
    early.refresh_from_db()
    assert (issue.state, early.state) == (state, "scheduled")
    assert DeskLetter.objects.count() == (1 if state == "approved" else 0)


def test_issue_that_cannot_go_at_its_time_is_held_and_the_desk_told(morning, make_live_article, editor):
    editor.email = "editor@courier.example"
    editor.save()
    story = make_live_article("The wall")
    issue = scheduled(morning, story, timezone.now())
    withdraw(article=story, by=editor)

    send_what_is_due()

    issue.refresh_from_db()
    assert (issue.state, Delivery.objects.count()) == ("approved", 0)
    assert "The wall" in DeskLetter.objects.get().body


def woken():
    return [result.args for result in default_task_backend.results]


def test_issue_that_nobody_sends_is_woken_and_no_other(frozen, morning):
    make_issue(morning, state="paused")
    default_task_backend.results.clear()
    wake_what_sleeps()
    assert woken() == [[frozen.pk]]

    Issue.objects.filter(pk=frozen.pk).update(state="sending")
    claim(issue_id=frozen.pk, owner="somebody")
    default_task_backend.results.clear()
    wake_what_sleeps()
    assert woken() == []


def test_rows_of_recipients_go_after_three_months_and_the_counts_stay(sink, frozen, morning, make_live_article):
    send(frozen)
    other = make_issue(morning, stories=[make_live_article()])
    Delivery.objects.create(issue=other, subscription=morning.subscriptions.first())

    assert forget_deliveries() == 0
    forget_deliveries(at=timezone.now() + dt.timedelta(days=91))

    frozen.refresh_from_db()
    assert list(Delivery.objects.values_list("issue", flat=True)) == [other.pk]
    assert frozen.accepted == 7
