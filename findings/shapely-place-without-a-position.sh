#!/bin/sh
# shapely 2.2.0 loses every place of a map of which one place has no position.
#
# RFC 7946 (3.2) gives a feature that is not located the geometry null, and those who publish councils' data write such
# features. from_geojson then gives up the whole collection: an error of the JSON library below it, or None where one
# asks it to pass over what is not valid, though this is. Expected: the places that have a position.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check shapely==2.2.0
"$folder/venv/bin/python" - <<'PYTHON'
import json
import sys

import shapely

PLACES = [{"type": "Point", "coordinates": [-4.1, 53.2]}, {"type": "Point", "coordinates": [-4.2, 53.3]}]


def read(geometries, on_invalid):
    features = [{"type": "Feature", "properties": {}, "geometry": each} for each in geometries]
    text = json.dumps({"type": "FeatureCollection", "features": features})
    try:
        return str(shapely.from_geojson(text, on_invalid=on_invalid))
    except shapely.errors.GEOSException as error:
        return f"GEOSException: {error}"


located, strict, lax = read(PLACES, "raise"), read([*PLACES, None], "raise"), read([*PLACES, None], "ignore")
print(f"shapely {shapely.__version__}\n  all located: {located}\n  one null: {strict}\n  one null, ignore: {lax}")
if not located.startswith("GEOMETRYCOLLECTION (POINT") or not strict.startswith("GEOSException") or lax != "None":
    sys.exit("It changed.")
PYTHON
