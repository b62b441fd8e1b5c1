#!/bin/sh
# trafilatura 2.3.1 leaves the day out: "The council meets on at the town hall."
#
# HTML (4.5.14) has <time> for a date or an hour within a sentence, so that calendars can find it; what it holds is text
# like other text. The library drops the element with its words, in plain text, Markdown and XML alike, also where it is
# asked to lose as little as it can (favor_recall). <abbr>, <mark> and <data> keep theirs.
# Expected: the day.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --no-compile --disable-pip-version-check trafilatura==2.3.1
"$folder/venv/bin/python" -W ignore - <<'PYTHON'
import sys
from importlib.metadata import version

import trafilatura

LONG = "<p>The harbour wall held through the night as the tide came in at six, and nobody was hurt, they said.</p>" * 2
MEETS = '<p>The council meets on <{0} {1}="2026-06-02T19:00">Tuesday 2 June</{0}> at the town hall.</p>'

seen = {}
for tag, attribute in (("time", "datetime"), ("data", "value")):
    page = f"<html><body><article><h1>Wall</h1>{LONG}{MEETS.format(tag, attribute)}{LONG}</article></body></html>"
    for options in ({}, {"favor_recall": True}, {"output_format": "xml"}):
        text = trafilatura.extract(page, **options)
        sentence = " ".join(text.partition("The council")[2].partition("hall.")[0].split())
        seen.setdefault(tag, set()).add(sentence)
    print(f"trafilatura {version('trafilatura')}, <{tag}>: The council {sentence} hall.")
if seen != {"time": {"meets on at the town"}, "data": {"meets on Tuesday 2 June at the town"}}:
    sys.exit(f"It changed: {seen}")
PYTHON
