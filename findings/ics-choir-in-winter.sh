#!/bin/sh
# ics 0.7.3 turns a weekly event at seven in the evening into one that is at six from October to March.
#
# RFC 5545 (3.8.5.3, its examples) counts the repeats of a rule in the local time of DTSTART: an event stays at its hour
# when the clocks change. The library reads TZID=Europe/London well, and writes the same event back with DTSTART in UTC
# beside the untouched rule, so that the repeats keep the hour of Greenwich. Expected: DTSTART with its zone.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check ics==0.7.3 recurring-ical-events==3.8.2 icalendar==7.3.2
"$folder/venv/bin/python" -W ignore - <<'PYTHON'
import datetime as dt
import sys
from importlib.metadata import version
from zoneinfo import ZoneInfo

import ics
import icalendar
import recurring_ical_events

EVENT = """BEGIN:VCALENDAR
VERSION:2.0
CALSCALE:GREGORIAN
PRODID:-//coast.example//EN
BEGIN:VEVENT
UID:1@coast.example
DTSTAMP:20260601T090000Z
DTSTART;TZID=Europe/London:20261012T190000
RRULE:FREQ=WEEKLY;COUNT=3
SUMMARY:Choir
END:VEVENT
END:VCALENDAR
""".replace("\n", "\r\n")


def hours(text):
    calendar = icalendar.Calendar.from_ical(text)
    events = recurring_ical_events.of(calendar).between(dt.date(2026, 10, 1), dt.date(2026, 12, 1))
    return [f"{event.start.astimezone(ZoneInfo('Europe/London')):%d %b %H:%M}" for event in events]


before, after = hours(EVENT), hours(ics.Calendar(EVENT).serialize())
print(f"ics {version('ics')}\n  before: {before}\n  after:  {after}")
if before != ["12 Oct 19:00", "19 Oct 19:00", "26 Oct 19:00"] or after != before[:2] + ["26 Oct 18:00"]:
    sys.exit("It changed.")
PYTHON
