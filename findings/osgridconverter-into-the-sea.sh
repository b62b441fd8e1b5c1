#!/bin/sh
# OSGridConverter 0.1.3 moves St Davids 186 metres to the west, and takes it for rounding.
#
# Ordnance Survey's guide to coordinate systems in Great Britain (annexe C) gives the longitude as a series in the
# distance from 2° W. In the library one bracket of the formula stands below the line instead of above it, so the error
# grows with the cube of that distance: it is 32 m in Llandudno and 274 m in Great Yarmouth. The way back, from degrees
# to the grid, is right. The README shows the wrong longitude in its example and calls the difference rounding.
# Expected: what PROJ has, but for the few metres by which two changes of datum may differ.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --no-compile --disable-pip-version-check OSGridConverter==0.1.3 pyproj==3.7.2
"$folder/venv/bin/python" - <<'PYTHON'
import sys
from importlib.metadata import version

from OSGridConverter import grid2latlong, latlong2grid
from pyproj import Geod, Transformer

PLACES = {"TG 51409 13177": (651409, 313177), "SH 78500 77700": (278500, 377700), "SM 75400 25400": (175400, 225400)}

to_degrees = Transformer.from_crs("EPSG:27700", "EPSG:4326").transform
print(f"OSGridConverter {version('OSGridConverter')}, PROJ by pyproj {version('pyproj')}")
seen, back = [], []
for grid, metres in PLACES.items():
    place, (latitude, longitude) = grid2latlong(grid), to_degrees(*metres)
    seen.append(round(Geod(ellps="WGS84").inv(place.longitude, place.latitude, longitude, latitude)[2]))
    there = latlong2grid(latitude, longitude)
    back.append(max(abs(there.E - metres[0]), abs(there.N - metres[1])))
    print(f"  {grid}: {place.longitude:.5f}, PROJ {longitude:.5f}: {seen[-1]} m apart; back to the grid: {there}")
if seen != [274, 32, 186] or max(back) > 1:
    sys.exit("It changed.")
PYTHON
