#!/bin/sh
# ics 0.7.3 writes CALSCALE:GEORGIAN, which is no calendar, into every calendar that it read without a scale.
#
# RFC 5545 (3.7.1) knows one value, GREGORIAN, and means it where the property is missing, as it mostly is. A calendar
# that was read and is written again, as a paper does with the listings of others, is refused by recurring-ical-events
# 3.8.2, which asks for the scale before it looks at an event. Expected: no line, or GREGORIAN.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check ics==0.7.3 recurring-ical-events==3.8.2 icalendar==7.3.2
"$folder/venv/bin/python" -W ignore - <<'PYTHON'
import sys
from importlib.metadata import version

import ics
import icalendar
import recurring_ical_events

READ = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//coast.example//EN\r\nEND:VCALENDAR\r\n"


def scale(calendar):
    return [line for line in calendar.serialize().splitlines() if line.startswith("CALSCALE")]


def take(text):
    try:
        recurring_ical_events.of(icalendar.Calendar.from_ical(text))
    except recurring_ical_events.InvalidCalendar as error:
        return f"InvalidCalendar: {error}"
    return "taken"


scales = scale(ics.Calendar(READ)), scale(ics.Calendar())
before, after = take(READ), take(ics.Calendar(READ).serialize())
print(f"ics {version('ics')}\n  read: {scales[0]}\n  made: {scales[1]}\n  before: {before}\n  after: {after}")
if scales != (["CALSCALE:GEORGIAN"], []) or before != "taken" or not after.startswith("InvalidCalendar"):
    sys.exit("It changed.")
PYTHON
