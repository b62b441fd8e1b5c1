#!/bin/sh
# extruct 0.18.0 reads an empty date where a page says <time itemprop="startDate">2026-06-05</time>.
#
# The value of a <time> in microdata is its machine-readable one (HTML, 5.2.4): the attribute `datetime` or, without
# one, what the element holds (4.5.14), which is why the short form above is valid. The library, which by its README
# reads W3C's HTML Microdata, knows the attribute alone. The event is there with its name, and its day is "". <data> and
# <meta> have no short form and are read.
# Expected: 2026-06-05, as with the attribute.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --no-compile --disable-pip-version-check extruct==0.18.0
"$folder/venv/bin/python" -W ignore - <<'PYTHON'
import sys
from importlib.metadata import version

import extruct

EVENT = """<html><body><p itemscope itemtype="https://schema.org/Event"><span itemprop="name">Choir</span>
<time itemprop="startDate"{}>{}</time></p></body></html>"""

seen = {}
for attribute, words in (("", "2026-06-05"), (' datetime="2026-06-05"', "Friday")):
    (event,) = extruct.extract(EVENT.format(attribute, words), syntaxes=["microdata"])["microdata"]
    seen[words] = event["properties"]
    print(f"extruct {version('extruct')}, <time{attribute}>{words}</time>: {seen[words]}")
expected = {"2026-06-05": {"name": "Choir", "startDate": ""}, "Friday": {"name": "Choir", "startDate": "2026-06-05"}}
if seen != expected:
    sys.exit("It changed.")
PYTHON
