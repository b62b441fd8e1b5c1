#!/bin/sh
# feedparser 6.0.14 takes 09:00 British Summer Time for 09:00 universal time, without a word.
#
# RFC 822 knows the zones of the United States and GMT; feeds of British and European papers write BST, CEST, IST. The
# library reads a name that it does not know as UTC: the hour is wrong and nothing says so, where it gives None for a
# date without any zone. "UTC+01:00" loses its offset too, while "GMT+0100" keeps it.
# Expected: None as for other dates that it cannot read, or 08:00.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check feedparser==6.0.14
"$folder/venv/bin/python" -W ignore - <<'PYTHON'
import sys

import feedparser

FEED = """<rss version="2.0"><channel><title>Coast</title><link>https://coast.example/</link><description>News</description>
<item><title>Tide</title><pubDate>Mon, 01 Jun 2026 09:00:00 {}</pubDate></item></channel></rss>"""
EXPECTED = {"BST": 9, "CEST": 9, "IST": 9, "UTC+01:00": 9, "GMT+0100": 8, "+0100": 8, "EDT": 13, "": None}

seen = {}
for zone in EXPECTED:
    moment = feedparser.parse(FEED.format(zone).encode()).entries[0].get("published_parsed")
    seen[zone] = moment.tm_hour if moment else None
    print(f"feedparser {feedparser.__version__}: 09:00 {zone or '(no zone)'} is {seen[zone]} o'clock UTC")
if seen != EXPECTED:
    sys.exit("It changed.")
PYTHON
