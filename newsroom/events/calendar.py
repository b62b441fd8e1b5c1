"""Events as a calendar (RFC 5545) that programs take in once, or ask for again and again."""

import datetime as dt
from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit

from django.conf import settings

from common.dates import days_after
from common.linked_data import whole_address
from common.paper import paper_name
from newsroom.events.models import Event

LONGEST = 75  # bytes of a line, its end left out (RFC 5545, 3.1)
AGAIN = "PT6H"  # how often a program should look
# RFC 5545, 3.3.11
MEANT = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})


def calendar_of(events: Iterable[Event]) -> bytes:
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Newsroom//What is on//EN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{_text(paper_name())}",
        f"REFRESH-INTERVAL;VALUE=DURATION:{AGAIN}",
        *(line for event in events for line in _event(event)),
        "END:VCALENDAR",
    ]
    return b"".join(_folded(line) + b"\r\n" for line in lines)


def _event(event) -> Iterator[str]:
    host = urlsplit(settings.SITE_URL).hostname
    yield "BEGIN:VEVENT"
    yield f"UID:event-{event.pk}@{host}"
    yield f"DTSTAMP:{_moment(event.changed_at)}"
    yield from _times(event)
    yield f"SUMMARY:{_text(event.title)}"
    yield f"LOCATION:{_text(event.place)}"
    yield f"DESCRIPTION:{_text(chr(10).join(filter(None, [event.words, event.price])))}"
    yield f"URL:{event.link or whole_address(event.get_absolute_url())}"
    yield f"STATUS:{'CANCELLED' if event.is_cancelled else 'CONFIRMED'}"
    yield "END:VEVENT"


def _times(event):
    """The end of a whole day is the day after, which is not part of it (RFC 5545, 3.6.1)."""
    if event.is_all_day:
        yield f"DTSTART;VALUE=DATE:{event.first_day:%Y%m%d}"
        yield f"DTEND;VALUE=DATE:{days_after(event.last_day, 1):%Y%m%d}"
        return
    yield f"DTSTART:{_moment(event.starts_at)}"
    if event.ends_at:
        yield f"DTEND:{_moment(event.ends_at)}"


def _moment(moment):
    return f"{moment.astimezone(dt.UTC):%Y%m%dT%H%M%SZ}"


def _text(words):
    return words.translate(MEANT)


def _folded(line):
    """No line longer than its bound, and none that ends within a sign of several bytes."""
    rows, row = [], b""
    for sign in line:
        if len(row) + len(sign.encode()) > LONGEST:
            rows.append(row)
            row = b" "
        row += sign.encode()
    return b"\r\n".join([*rows, row])
