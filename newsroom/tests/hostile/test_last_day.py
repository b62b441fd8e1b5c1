"""31 December 9999, as people write “for ever”: no day comes after it, and nothing breaks that looks for one."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from articles.pictures.rights import keep_to_rights
from articles.publishing.publish import schedule
from common.dates import days_after, end_of_day, month_of
from newsroom.events.models import Event
from newsroom.newsletters.models import IssueSlot
from newsroom.tests.issue_builders import content_of, make_issue

pytestmark = pytest.mark.django_db
LAST = dt.date.max


def at(day, hour=12):
    return timezone.make_aware(dt.datetime.combine(day, dt.time(hour)))


def test_days_end_as_the_next_begins_and_the_last_as_it_begins():
    assert timezone.localtime(end_of_day(dt.date(2026, 10, 25))).isoformat() == "2026-10-26T00:00:00+00:00"
    assert end_of_day(LAST) == at(LAST, hour=0)
    assert days_after(LAST - dt.timedelta(days=3), 7) == LAST
    assert month_of(at(LAST)) == (at(LAST.replace(day=1), hour=0), at(LAST, hour=0))


def test_rights_for_ever_are_kept(client, editor, make_picture, django_capture_on_commit_callbacks):
    picture = make_picture("The wall", rights_until=LAST)
    client.force_login(editor)

    with django_capture_on_commit_callbacks(execute=True):
        keep_to_rights([picture])

    assert not picture.rights_have_ended()
    assert client.get(reverse("admin:articles_picture_change", args=[picture.pk])).status_code == 200


def test_audit_log_of_that_day_is_empty(client, administrator):
    client.force_login(administrator)

    assert client.get(reverse("admin:newsroom_auditentry_changelist"), {"day": str(LAST)}).status_code == 200


def test_story_is_scheduled_for_it(editor, make_article):
    edition = schedule(article=make_article("Far"), by=editor, at=at(LAST))

    assert edition.starts_at == at(LAST)


def test_event_that_goes_on_until_then_is_in_every_list_and_letter(client):
    Event.objects.create(
        title="Prints", place="Quay", is_all_day=True, starts_at=at(dt.date(2026, 1, 1), hour=0), ends_at=at(LAST)
    )
    issue = make_issue(goes_out_on=LAST)
    issue.slots.create(kind=IssueSlot.Kind.EVENTS, rule="", position=20)

    assert b"Prints" in client.get(reverse("events")).content
    assert b"DTEND;VALUE=DATE:99991231" in client.get(reverse("events_calendar")).content
    assert client.get(reverse("events"), {"after": str(LAST)}).status_code == 200
    assert [place["kind"] for place in content_of(issue).places] == ["events"]
