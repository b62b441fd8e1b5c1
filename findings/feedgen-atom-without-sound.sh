#!/bin/sh
# feedgen 1.0.0 takes the sound from every entry of an Atom feed that it writes.
#
# By its documentation enclosure() becomes link rel="enclosure" in Atom. What is written is a link with its address alone,
# as of every other link of an entry: kind, type, length and language are gone. RFC 4287 (4.2.7.2) reads a link without
# `rel` as the page of the story, so that an entry has two pages and no episode. The RSS feed of the same generator is
# whole, and so are the links of the feed itself. Expected: rel="enclosure" type="audio/mpeg" length="123".
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check feedgen==1.0.0
"$folder/venv/bin/python" - <<'PYTHON'
import re
import sys
from importlib.metadata import version

from feedgen.feed import FeedGenerator

feed = FeedGenerator()
feed.id("https://coast.example/")
feed.title("Coast")
feed.description("News")
feed.link(href="https://coast.example/", rel="alternate")
entry = feed.add_entry()
entry.id("https://coast.example/1")
entry.title("Tide")
entry.link(href="https://coast.example/1")
entry.enclosure("https://coast.example/1.mp3", "123", "audio/mpeg")

seen = {}
for kind, text in (("Atom", feed.atom_str()), ("RSS", feed.rss_str())):
    seen[kind] = re.findall(r"<(?:link|enclosure) [^>]*>", text.decode())
    print(f"feedgen {version('feedgen')}, {kind}:", *seen[kind], sep="\n  ")
atom = ['<link href="https://coast.example/1"/>', '<link href="https://coast.example/1.mp3"/>']
if seen["Atom"][1:] != atom or 'type="audio/mpeg"' not in seen["RSS"][0]:
    sys.exit("It changed.")
PYTHON
