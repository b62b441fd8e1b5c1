#!/bin/sh
# liturgical-calendar 0.5.9 has no Lady Day in 2024 and 2027, and keeps St George's of 2025 in Easter week.
#
# The Church of England's Rules to Order the Christian Year (Common Worship) move the Annunciation, which is 25 March,
# and George, 23 April, to the Monday after the second Sunday of Easter, where they fall between Palm Sunday and that
# one, and Joseph (19 March) to Monday from a Sunday in Lent. The library, whose README has its output compared with the
# Church's lectionary, moves a feast by one day at most. The Monday of Holy Week goes before Lady Day, and so does
# Tuesday: it is in no week of those years, and 5 April 2027 has no name. Who prints the services of the month, or sends
# somebody to a parade, has nothing, or the week before. In 2026 Lady Day is right.
# Expected: 8 April 2024, 5 April 2027, 28 April 2025 and 20 March 2023.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --no-compile --disable-pip-version-check liturgical-calendar==0.5.9
"$folder/venv/bin/python" - <<'PYTHON'
import datetime as dt
import sys
from importlib.metadata import version

from liturgical_calendar.liturgical import liturgical_calendar

EXPECTED = {
    ("The Annunciation of our Lord", 2026): ["25 March"],
    ("The Annunciation of our Lord", 2024): [],
    ("The Annunciation of our Lord", 2027): [],
    ("George", 2025): ["23 April"],
    ("Joseph of Nazareth", 2023): ["19 March"],
}


def named(day):
    return liturgical_calendar(day.isoformat())["name"].removesuffix(" (transferred)")


def days(name, year):
    year_of_days = (dt.date(year, 1, 1) + dt.timedelta(number) for number in range(366))
    return [f"{day.day} {day:%B}" for day in year_of_days if named(day) == name]


print(f"liturgical-calendar {version('liturgical-calendar')}")
seen = {feast: days(*feast) for feast in EXPECTED}
for (name, year), found in seen.items():
    print(f"  {name} {year}: {', '.join(found) or 'no day'}")
if seen != EXPECTED:
    sys.exit("It changed.")
PYTHON
