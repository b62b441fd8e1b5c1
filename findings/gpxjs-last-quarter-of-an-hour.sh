#!/bin/sh
# @we-gold/gpxjs 1.2.0 (npm) says that a walk of half an hour lasted 15 minutes, and that nobody moved.
#
# By its README `duration` is the total and the moving time of a track, in seconds. The last point is left out, so that
# the time since the point before it is missing: a walk of two points ends in the second in which it begins. Moving is
# judged by the ten seconds before a point, and a watch that saves a point only where the way turns has none in them:
# the walker stood still all the way. Where a track is in two parts, which GPX 1.1 (trksegType) has for a recorder that
# was switched off, the drive between them is counted as walked. gpxpy 1.6.2 has 2.2 km in 1,800 s both times.
# Expected: 1,800 s, and 2.2 km.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --no-compile --disable-pip-version-check gpxpy==1.6.2
npm install --silent --no-audit --no-fund --prefix "$folder" @we-gold/gpxjs@1.2.0 xmldom-qsa@1.1.3 >/dev/null
cd "$folder"
cat > read.mjs <<'JAVASCRIPT'
import { readFileSync } from "node:fs"

import { parseGPXWithCustomParser } from "@we-gold/gpxjs"
import { DOMParser } from "xmldom-qsa"

const read = (text) => new DOMParser().parseFromString(text, "text/xml")
const [gpx, error] = parseGPXWithCustomParser(readFileSync(process.argv[2], "utf8"), read)
if (error) throw error
const { distance, duration } = gpx.tracks[0]
console.log(`${distance.total.toFixed(0)} m, ${duration.totalDuration} s, ${duration.movingDuration} s of them moving`)
JAVASCRIPT
cat > read.py <<'PYTHON'
import sys

import gpxpy

with open(sys.argv[1]) as file:
    gpx = gpxpy.parse(file)
moving = gpx.get_moving_data().moving_time
print(f"{gpx.length_2d():.0f} m, {gpx.get_duration():.0f} s, {moving:.0f} s of them moving")
PYTHON
point() {
  printf '<trkpt lat="%s" lon="-3.83"><time>2026-06-05T%s:00Z</time></trkpt>' "$1" "$2"
}
seen=
read_walk() {
  printf '<gpx xmlns="http://www.topografix.com/GPX/1/1" version="1.1" creator="watch"><trk>%s</trk></gpx>' \
    "$2" > walk.gpx
  npm=$(node read.mjs walk.gpx)
  pypi=$(venv/bin/python read.py walk.gpx)
  printf '%s\n  gpxjs 1.2.0: %s\n  gpxpy 1.6.2: %s\n' "$1" "$npm" "$pypi"
  seen="$seen|$npm|$pypi"
}
read_walk "in one part" "<trkseg>$(point 53.30 09:00)$(point 53.31 09:15)$(point 53.32 09:30)</trkseg>"
read_walk "in two parts" "<trkseg>$(point 53.30 09:00)$(point 53.31 09:15)</trkseg>\
<trkseg>$(point 53.51 10:00)$(point 53.52 10:15)</trkseg>"
read_walk "of two points" "<trkseg>$(point 53.30 09:00)$(point 53.31 09:15)</trkseg>"
expected="|2224 m, 900 s, 0 s of them moving|2226 m, 1800 s, 1800 s of them moving\
|24463 m, 3600 s, 0 s of them moving|2226 m, 1800 s, 1800 s of them moving\
|1112 m, 0 s, 0 s of them moving|1113 m, 900 s, 900 s of them moving"
[ "$seen" = "$expected" ] || { echo "It changed."; exit 1; }
