#!/bin/sh
# feedparser 6.0.14 hands out the item in which a feed was cut off as one that has a headline and no words.
#
# A feed whose connection broke off ends in the middle of an item. The strict parser gives up there, and the entry that it
# had begun stays in the list: with its id and its title, without the description that was coming. Nothing at the entry
# says so, so whoever keeps entries by their id takes the words from a story that they had. Expected: the entry left out.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check feedparser==6.0.14
"$folder/venv/bin/python" -W ignore - <<'PYTHON'
import sys

import feedparser

FEED = b"""<rss version="2.0"><channel><title>Coast</title><link>https://coast.example/</link><description>News</description>
<item><guid isPermaLink="false">1</guid><title>Tide</title><description>It came at six.</description></item>
<item><guid isPermaLink="false">2</guid><title>Wall</title><description>It held. Nobody was hu"""

read = feedparser.parse(FEED)
last = read.entries[-1]
print(f"feedparser {feedparser.__version__}: {len(read.entries)} entries; the last is {last.id!r}: {last.get('summary')!r}")
print(f"  of the whole feed: bozo {bool(read.bozo)}; at the entry: {sorted(last.keys())}")
if (len(read.entries), last.title, last.get("summary"), bool(read.bozo)) != (2, "Wall", None, True):
    sys.exit("It changed.")
PYTHON
