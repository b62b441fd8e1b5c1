#!/bin/sh
# icalendar 7.3.2 lets an event of two hours last three in the night in which the clocks go back.
#
# RFC 5545 (3.3.6) takes hours of a duration as exact time and days as days of the calendar. The library adds both to the
# clock's face: from 00:30 summer time, PT2H ends at 02:30 by the clock, three hours later, and in spring one hour later.
# `duration` of the same event still says two hours. Expected: 01:30 GMT.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check icalendar==7.3.2
"$folder/venv/bin/python" - <<'PYTHON'
import datetime as dt
import sys
from importlib.metadata import version

from icalendar import Calendar

EVENT = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//coast.example//EN
BEGIN:VEVENT
UID:1@coast.example
DTSTAMP:20260101T090000Z
DTSTART;TZID=Europe/London:{}T003000
DURATION:PT2H
END:VEVENT
END:VCALENDAR
""".replace("\n", "\r\n")

seen = {}
for day in ("20261025", "20260329", "20260601"):
    event = Calendar.from_ical(EVENT.format(day)).events[0]
    seen[day] = event.end.astimezone(dt.UTC) - event.start.astimezone(dt.UTC)
    print(f"icalendar {version('icalendar')}: {event.start} to {event.end} lasts {seen[day]}, and says {event.duration}")
if [length.total_seconds() / 3600 for length in seen.values()] != [3, 1, 2]:
    sys.exit("It changed.")
PYTHON
