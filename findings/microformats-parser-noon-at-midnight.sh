#!/bin/sh
# microformats-parser 2.0.6 (npm) has a lunch that begins at 12pm begin at midnight.
#
# Pages tell machines the hour of an event in parts, a day and "12:30pm" as people read it (microformats' value class
# pattern, on times: 12-hour clock with am or pm). The parser of the format's own community adds twelve hours to every
# hour with "pm" and none to one with "am": noon is "24:00", which ISO 8601 has for the end of the day, half an hour
# later is "24:30", which nothing has, and half past midnight is half past noon. mf2py 2.0.2, the parser of the same
# community for Python, has all of them right.
# Expected: 12:00, 12:30 and 00:30.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --no-compile --disable-pip-version-check mf2py==2.0.2
npm install --silent --no-audit --no-fund --prefix "$folder" microformats-parser@2.0.6 >/dev/null
cd "$folder"
cat > read.mjs <<'JAVASCRIPT'
import { mf2 } from "microformats-parser"

const { items } = mf2(process.argv[2], { baseUrl: "https://coast.example/" })
console.log(items[0].properties.start[0])
JAVASCRIPT
cat > read.py <<'PYTHON'
import sys

import mf2py

print(mf2py.parse(doc=sys.argv[1])["items"][0]["properties"]["start"][0])
PYTHON
seen=
for hour in 11am 12pm 12:30pm 1pm 12:30am; do
  page="<div class=\"h-event\"><p class=\"p-name\">Lunch</p>
<p class=\"dt-start\"><time class=\"value\">2026-06-05</time> at <span class=\"value\">$hour</span></p></div>"
  npm=$(node read.mjs "$page")
  pypi=$(venv/bin/python read.py "$page")
  printf '%s\n  microformats-parser 2.0.6: %s\n  mf2py 2.0.2: %s\n' "$hour" "$npm" "$pypi"
  seen="$seen ${npm#2026-06-05 }|${pypi#2026-06-05 }"
done
expected=" 11:00|11:00 24:00|12:00 24:30|12:30 13:00|13:00 12:30|00:30"
[ "$seen" = "$expected" ] || { echo "It changed."; exit 1; }
