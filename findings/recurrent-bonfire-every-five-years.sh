#!/bin/sh
# recurrent 0.4.1 lights the bonfire of "every year on 5 November" every five years, on the first of the month.
#
# The library reads what people write about days that come again, and answers with a rule of RFC 5545. A number before a
# month, as the British write it, is taken for the number of years; Christmas, on 25 December, comes every 25 years. The
# day is lost, and the rule takes that of whatever it is begun with. A choir of "every Monday from 14 September" sings
# on the 7th and then in 2030: every fourteenth week, if that is in a September. "November 5" is read.
# Expected: BYMONTHDAY=5 with INTERVAL=1, as of "November 5", and a choir of every Monday.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --no-compile --disable-pip-version-check \
  recurrent==0.4.1 python-dateutil==2.9.0.post0
"$folder/venv/bin/python" -W ignore - <<'PYTHON'
import datetime as dt
import sys
from importlib.metadata import version

from dateutil.rrule import rrulestr
from recurrent import RecurringEvent

START = dt.datetime(2026, 6, 1, 9)
EXPECTED = {
    "every year on November 5": ["5 Nov 2026", "5 Nov 2027", "5 Nov 2028"],
    "every year on 5 November": ["1 Nov 2026", "1 Nov 2031", "1 Nov 2036"],
    "every year on 25 December": ["1 Dec 2026", "1 Dec 2051", "1 Dec 2076"],
    "every Monday from 14 September": ["7 Sep 2026", "16 Sep 2030", "25 Sep 2034"],
}
print(f"recurrent {version('recurrent')}")
seen = {}
for text in EXPECTED:
    rule = RecurringEvent(now_date=START).parse(text)
    seen[text] = [f"{day.day} {day:%b %Y}" for day in rrulestr(rule, dtstart=START)[:3]]
    print(f"  {text}: {rule}: {seen[text]}")
if seen != EXPECTED:
    sys.exit("It changed.")
PYTHON
