#!/bin/sh
# rfeed 1.1.1 writes nine o'clock in the British summer as nine o'clock GMT.
#
# RSS 2.0 takes its dates from RFC 822, where GMT is universal time. The library writes the clock's face of whatever
# moment it is given and sets GMT behind it, also of a moment that knows its zone: from the end of March to October a
# story comes an hour too late, and a reader may hold back what is still to come.
# Expected: 08:00:00 GMT or 09:00:00 +0100.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check rfeed==1.1.1
"$folder/venv/bin/python" - <<'PYTHON'
import datetime as dt
import re
import sys
from importlib.metadata import version
from zoneinfo import ZoneInfo

import rfeed

nine = dt.datetime(2026, 6, 1, 9, 0, tzinfo=ZoneInfo("Europe/London"))
moments = (nine, nine.astimezone(dt.UTC))
items = [rfeed.Item(title="Wall", link="https://coast.example/1", pubDate=moment) for moment in moments]
feed = rfeed.Feed(title="Coast", link="https://coast.example/", description="News", items=items).rss()
written = re.findall("<pubDate>(.*?)</pubDate>", feed)
print(f"rfeed {version('rfeed')}")
for moment, text in zip(moments, written, strict=True):
    print(f"  {moment}: {text}")
if written != ["Mon, 01 Jun 2026 09:00:00 GMT", "Mon, 01 Jun 2026 08:00:00 GMT"]:
    sys.exit("It changed.")
PYTHON
