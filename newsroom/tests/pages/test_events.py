"""What is on: the list by day, the calendar, the place in letters, and how the desk keeps it."""

import datetime as dt
import json
import re

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.utils import timezone

from newsroom.events.calendar import calendar_of
from newsroom.events.copying import copy_a_week_on
from newsroom.events.listing import SIZE
from newsroom.events.models import Event
from newsroom.newsletters.models import IssueSlot
from newsroom.tests.issue_builders import content_of, make_issue

pytestmark = pytest.mark.django_db
TODAY = dt.datetime(2026, 10, 20, 12, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel(TODAY, tick=False):
        yield


def at(days, clock="19:00"):
    day = timezone.localdate() + dt.timedelta(days=days)
    return timezone.make_aware(dt.datetime.combine(day, dt.time.fromisoformat(clock)))


def make_event(title="Shanties", days=0, clock="19:00", place="Quay", **facts):
    return Event.objects.create(title=title, place=place, starts_at=at(days, clock), **facts)


def listed(client, path="/events/"):
    """The days of the page in their order, each with its events."""
    page = client.get(path).content.decode()
    parts = re.split(r"<h2>([^<]*\d[^<]*)</h2>", page.split("<main")[1].split("</main>")[0])[1:]
    return [
        (day, re.findall(r"<h3>(?:<a[^>]*>)?([^<]*)", events))
        for day, events in zip(parts[::2], parts[1::2], strict=True)
    ]


def test_list_has_what_is_to_come_by_day_and_time(client):
    make_event("Late", clock="20:00")
    make_event("Early", clock="09:00")
    make_event("Tomorrow", days=1)
    make_event("Yesterday", days=-1)
    make_event("Hidden", is_live=False)

    assert listed(client) == [("Tuesday 20 October", ["Early", "Late"]), ("Wednesday 21 October", ["Tomorrow"])]


def test_what_goes_on_since_an_earlier_day_stands_under_today(client):
    make_event("Prints", days=-3, ends_at=at(4))

    assert listed(client) == [("Tuesday 20 October", ["Prints"])]
    assert b"until 24 October" in client.get("/events/").content
    assert listed(client, "/events/?after=2026-10-21") == []


def test_event_that_ended_at_midnight_is_over():
    event = make_event(days=-1, ends_at=at(0, "00:00"))

    assert event.last_day == timezone.localdate() - dt.timedelta(days=1)
    assert not event.is_of_several_days


def test_cancelled_event_stays_and_says_so(client):
    make_event(is_cancelled=True)

    page = client.get("/events/").content.decode()
    assert "<strong>Cancelled</strong>" in page
    assert "EventCancelled" in page


def test_long_list_goes_on_with_whole_days(client):
    for number in range(SIZE + 5):
        make_event(f"Event {number:03}", days=number // 10)

    first = listed(client)
    following = re.search(r'rel="next" href="([^"]*)"', client.get("/events/").content.decode())[1]
    second = listed(client, f"/events/{following}")

    titles = [title for _day, events in first + second for title in events]
    assert titles == [f"Event {number:03}" for number in range(SIZE + 5)]
    assert first[-1][0] != second[0][0]


@pytest.mark.parametrize("day", ["2026-10-19", "2026-10-20", "x", "", "2026-13-01"])
def test_day_that_is_over_or_none_leads_to_todays_list(client, day):
    answer = client.get(f"/events/?after={day}")

    assert (answer.status_code, answer.headers["Location"]) == (302, "/events/")


def test_words_of_an_event_are_text(client):
    make_event("<b>Bold</b>", words="<i>x</i>", place="A & B")

    page = client.get("/events/").content.decode()
    assert "<b>Bold</b>" not in page
    assert "&lt;b&gt;Bold" in page
    assert "A &amp; B" in page


def test_machines_are_told_time_place_and_no_made_up_hour(client):
    make_event(ends_at=at(0, "21:00"), link="https://x.example/", words="Bring a voice.")
    make_event("Fair", days=1, clock="00:00", is_all_day=True)

    data = re.search(
        r'<script type="application/ld\+json"[^>]*>(.*?)</script>', client.get("/events/").content.decode()
    )
    shanties, fair = [each["item"] for each in json.loads(data[1])["mainEntity"]["itemListElement"]]
    assert (shanties["startDate"], shanties["endDate"]) == ("2026-10-20T19:00+01:00", "2026-10-20T21:00+01:00")
    assert (shanties["url"], fair["startDate"]) == ("https://x.example/", "2026-10-21")


def test_calendar_keeps_to_its_grammar(client):
    make_event("Sea; shanties, and \\ more", words="Llŷn" * 40 + "\nTwo", ends_at=at(0, "21:00"))
    make_event("Fair", days=1, clock="00:00", is_all_day=True, is_cancelled=True)

    answer = client.get("/events/calendar.ics")
    lines = answer.content.split(b"\r\n")
    whole = re.sub(rb"\r\n ", b"", answer.content).decode().split("\r\n")

    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert max(map(len, lines)) <= 75
    assert all(line.decode() for line in lines[:-1])
    assert "SUMMARY:Sea\\; shanties\\, and \\\\ more" in whole
    assert "DTSTART:20261020T180000Z" in whole
    assert "DTSTART;VALUE=DATE:20261021" in whole
    assert "DTEND;VALUE=DATE:20261022" in whole
    assert "STATUS:CANCELLED" in whole
    assert next(line for line in whole if line.startswith("DESCRIPTION")).endswith("Llŷn\\nTwo")


def test_calendar_gives_each_event_a_name_that_stays():
    event = make_event()
    before = calendar_of([event])
    event.title = "Sea shanties"

    assert re.findall(rb"UID:.*", before) == re.findall(rb"UID:.*", calendar_of([event]))


def test_week_after_is_at_the_same_time_of_the_clock_and_put_in_once():
    event = make_event(days=1, ends_at=at(1, "21:00"), price="£4", is_cancelled=True)  # the clocks go back on the 25th

    (copy,) = copy_a_week_on(events=[event])

    assert (timezone.localtime(copy.starts_at).isoformat()) == "2026-10-28T19:00:00+00:00"
    assert (copy.price, copy.is_cancelled, copy.ends_at - copy.starts_at) == ("£4", False, dt.timedelta(hours=2))
    assert copy_a_week_on(events=[event]) == []


@pytest.mark.parametrize(
    "facts", [{"ends_at": dt.datetime(2026, 1, 1, tzinfo=dt.UTC)}, {"link": "ftp://x.example/"}], ids=["end", "link"]
)
def test_database_refuses_what_cannot_be(facts):
    with pytest.raises(IntegrityError), transaction.atomic():
        make_event(**facts)


def test_letter_brings_the_week_that_follows_without_what_is_cancelled():
    make_event("Shanties", days=1)
    make_event("Off", days=1, is_cancelled=True)
    make_event("Far", days=30)
    issue = make_issue(stories=[])
    issue.slots.create(kind=IssueSlot.Kind.EVENTS, rule="", position=20)

    (place,) = [place for place in content_of(issue).places if place["kind"] == "events"]

    assert [(item["title"], item["when"]) for item in place["items"]] == [("Shanties", "Wednesday 21 October, 19:00")]
    assert "/events/?after=2026-10-21&from=" in place["items"][0]["address"]


def test_place_in_a_letter_is_left_out_when_nothing_is_on():
    issue = make_issue(stories=[])
    issue.slots.create(kind=IssueSlot.Kind.EVENTS, rule="", position=20)

    assert "events" not in [place["kind"] for place in content_of(issue).places]


def test_desk_lists_what_is_to_come_and_copies_a_week_on(client, editor):
    client.force_login(editor)
    coming = make_event("Market", days=1)
    make_event("Over", days=-2)

    page = client.get("/admin/newsroom/event/").content.decode()
    client.post("/admin/newsroom/event/", {"action": "copy_to_next_week", "_selected_action": [coming.pk]})

    assert "Market" in page
    assert "Over<" not in page
    assert "Over<" in client.get("/admin/newsroom/event/?when=all").content.decode()
    assert Event.objects.filter(title="Market").count() == 2


def test_list_asks_the_database_no_more_for_more_events(client, django_assert_num_queries):
    client.get("/events/")
    for number in range(20):
        make_event(f"Event {number}", days=number)

    with django_assert_num_queries(1):
        client.get("/events/")
