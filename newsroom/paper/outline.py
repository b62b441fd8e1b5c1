"""The outline of the paper's area, read from a GeoJSON file that somebody uploads and kept as small as maps need it."""

import json
from collections.abc import Iterator
from itertools import pairwise
from math import cos, hypot, radians

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from common.area import Outline, Point

MOST_BYTES = 5_000_000
MOST_READ = 200_000  # points of the file
MOST_KEPT = 4_000
MOST_PATHS = 500
PLACES = 5  # of a degree: a metre
FIRST_STEP = 0.0001  # of a degree between two points that are kept, if there are too many
AREAS, LINES = {"Polygon": 0, "MultiPolygon": 1}, {"LineString": 0, "MultiLineString": 1}
DEEPEST = 8  # collections in one another


def read_outline(content: bytes) -> dict:
    """What `Paper.outline` keeps of a file. Raises ValidationError."""
    if len(content) > MOST_BYTES:
        raise ValidationError(_("The file is larger than 5 MB: draw the outline with fewer points."))
    try:
        data = json.loads(content)
    except (ValueError, RecursionError):
        raise ValidationError(_("This is no GeoJSON: the file cannot be read as JSON.")) from None
    areas, lines = [], []
    for geometry in _geometries(data):
        _take(geometry, areas, lines)
    if not (areas or lines):
        raise ValidationError(_("The file holds no area and no line. Points alone are no outline."))
    return _kept(areas, lines)


def outline_from(stored: dict | None) -> Outline:
    """What maps are drawn on."""
    paths = {name: [[tuple(point) for point in path] for path in (stored or {}).get(name, ())] for name in KEYS}
    return Outline(**paths)


KEYS = ("areas", "lines")


def _geometries(data, depth=0) -> Iterator[dict]:
    kind = data.get("type") if isinstance(data, dict) and depth < DEEPEST else None
    if kind in AREAS or kind in LINES:
        yield data
    elif kind == "Feature":
        yield from _geometries(data["geometry"], depth + 1) if data.get("geometry") else ()
    elif kind in {"FeatureCollection", "GeometryCollection"}:
        parts = data.get("features" if kind == "FeatureCollection" else "geometries")
        for part in parts if isinstance(parts, list) else ():
            yield from _geometries(part, depth + 1)
    elif kind not in {"Point", "MultiPoint"}:
        raise ValidationError(_("This is no GeoJSON: it says nowhere that it is a Feature or a shape."))


def _take(geometry, areas, lines):
    kind, coordinates = geometry["type"], geometry.get("coordinates")
    shapes = coordinates if (AREAS | LINES)[kind] else [coordinates]
    try:
        paths = [path for shape in shapes for path in shape] if kind in AREAS else list(shapes)
        read = [[_point(point) for point in path] for path in paths]
    except (TypeError, IndexError):
        raise ValidationError(_("The coordinates of a %(kind)s cannot be read.") % {"kind": kind}) from None
    (areas if kind in AREAS else lines).extend(path for path in read if len(path) > 1)
    if sum(map(len, (*areas, *lines))) > MOST_READ:
        raise ValidationError(_("The outline has more than 200,000 points: draw it with fewer."))


def _point(point) -> Point:
    longitude, latitude = point[0], point[1]
    if isinstance(longitude, bool) or not all(isinstance(number, int | float) for number in (longitude, latitude)):
        raise TypeError
    if not (abs(longitude) <= 180 and abs(latitude) <= 90):
        message = _("%(x)s, %(y)s is no longitude and latitude in degrees: save the outline as WGS 84 (EPSG:4326).")
        raise ValidationError(message % {"x": longitude, "y": latitude})
    return round(longitude, PLACES), round(latitude, PLACES)


def _kept(areas, lines):
    """With as many points as maps show, the farthest apart; never fewer than the ends of each path."""
    if len(areas) + len(lines) > MOST_PATHS:
        raise ValidationError(_("The outline has more than 500 parts: leave out the smallest islands."))
    step = FIRST_STEP
    kept = {"areas": areas, "lines": lines}
    while sum(len(path) for paths in kept.values() for path in paths) > MOST_KEPT:
        kept = {name: [_thinned(path, step) for path in paths] for name, paths in kept.items()}
        step *= 2
    return kept


def _thinned(path, step):
    kept = [path[0]]
    for point, _next in pairwise(path[1:]):
        squeeze = cos(radians(point[1]))
        if hypot((point[0] - kept[-1][0]) * squeeze, point[1] - kept[-1][1]) >= step:
            kept.append(point)
    return [*kept, path[-1]]
