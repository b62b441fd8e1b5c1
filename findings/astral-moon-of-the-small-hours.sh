#!/bin/sh
# astral 3.2 says that the moon never rises over Llandudno on 4 June 2026, when it rises at 00:39 by the clock there.
#
# moonrise() and moonset() take a day and, as `tzinfo`, the zone of the answer; without a day they take today's in that
# zone. They look for the moon in the day of Greenwich. If that one has none, they give up, and do not look at the hour
# of summer time before it: thirteen times from April to October 2026 a paper says "no moonrise" or "no moonset". In
# winter, when both days are one, all is right. PyEphem 4.2.1 has all thirteen, each soon after midnight.
# Expected: the moments, and "never" on the days that have none.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --no-compile --disable-pip-version-check astral==3.2 ephem==4.2.1
"$folder/venv/bin/python" - <<'PYTHON'
import sys
from datetime import UTC, date, datetime, time, timedelta
from importlib.metadata import version
from zoneinfo import ZoneInfo

import ephem
from astral import Observer, moon

LONDON = ZoneInfo("Europe/London")
LLANDUDNO = Observer(53.32, -3.83)


def seen_by_ephem(day, act):
    """Returns the first rise or set on or after local midnight, if it is on that day."""
    place = ephem.Observer()
    place.lat, place.lon = "53.32", "-3.83"
    place.date = datetime.combine(day, time(), LONDON).astimezone(UTC).replace(tzinfo=None)
    found = place.next_rising(ephem.Moon()) if act == "rises" else place.next_setting(ephem.Moon())
    local = found.datetime().replace(tzinfo=UTC).astimezone(LONDON)
    return local if local.date() == day else None


print(f"astral {version('astral')}, ephem {version('ephem')}")
missed, right = [], 0
for number in range(365):
    day = date(2026, 1, 1) + timedelta(number)
    for act, astral in (("rises", moon.moonrise), ("sets", moon.moonset)):
        expected = seen_by_ephem(day, act)
        try:
            answer = astral(LLANDUDNO, day, tzinfo=LONDON)
        except ValueError as error:
            answer = None
            if expected:
                missed.append(expected)
                print(f"  {expected:%d %B %H:%M}: {error}")
        right += (answer is None) == (expected is None)
summer = all(moment.utcoffset() and moment.hour < 2 for moment in missed)
print(f"  {len(missed)} missed, {right} right")
if not (len(missed) == 13 and right == 717 and summer):
    sys.exit("It changed.")
PYTHON
