"""Shapes of a map: places and the paper's outline in a drawing of fixed size.

The projection is equirectangular at the mean latitude of what is shown: x = longitude × cos(mean latitude) and
y = −latitude, both times 111.195 km a degree. Over the reach of a local paper, 100 km, it is wrong by less than 1 %.
Nothing is drawn across the 180th meridian.
"""

from dataclasses import dataclass, field
from math import cos, floor, hypot, log10, radians
from typing import NamedTuple

from common.area import Outline, Point

WIDE, HIGH = 320, 220  # of the drawing, in its own units
AROUND = 0.2  # of the drawing, free on each side of the places
LEAST_KM = 4  # that a drawing shows from left to right
KM_A_DEGREE, KM_A_MILE = 111.195, 1.609344
NEAREST = 0.6  # units between two points of a path
LONGEST_BAR = 80  # of the scale
EDGE = 6  # units outside of the drawing, where clipped areas are closed out of sight


class Place(NamedTuple):
    """`name` and `words` are HTML; without coordinates it is listed and not drawn."""

    name: str
    words: str
    latitude: float | None = None
    longitude: float | None = None

    @property
    def is_drawn(self) -> bool:
        return self.latitude is not None


class Mark(NamedTuple):
    number: int
    x: float
    y: float


class Bar(NamedTuple):
    length: float
    miles: str
    km: str


@dataclass(frozen=True)
class Drawing:
    """Paths as SVG writes them."""

    areas: str
    lines: str
    bar: Bar
    marks: list[Mark] = field(default_factory=list)


class View:
    """Which part of the earth the drawing shows."""

    def __init__(self, points: list[Point]):
        west, east = min(x for x, _y in points), max(x for x, _y in points)
        south, north = min(y for _x, y in points), max(y for _x, y in points)
        self.x, self.y = (west + east) / 2, (south + north) / 2
        self.squeeze = max(cos(radians(self.y)), 0.01)
        across = (east - west) * self.squeeze * KM_A_DEGREE
        down = (north - south) * KM_A_DEGREE * WIDE / HIGH
        self.a_km = WIDE * (1 - 2 * AROUND) / max(across, down, LEAST_KM * (1 - 2 * AROUND))

    def on(self, point: Point) -> Point:
        """Where a place is in the drawing."""
        scale = self.a_km * KM_A_DEGREE
        return WIDE / 2 + (point[0] - self.x) * self.squeeze * scale, HIGH / 2 - (point[1] - self.y) * scale


def drawing_of(places: list[Place], outline: Outline) -> Drawing | None:
    """The places on the outline, or the outline alone; nothing of a single place in the middle of nowhere."""
    spots = [(place.longitude, place.latitude) for place in places if place.is_drawn]
    if not (spots or outline):
        return None
    view = View(spots or outline.points)
    areas = "".join(_path(_clipped_area([view.on(point) for point in ring]), end="Z") for ring in outline.areas)
    lines = "".join(_path(part) for line in outline.lines for part in _clipped_line([view.on(p) for p in line]))
    if len(spots) < 2 and not (areas or lines):
        return None
    marks = [Mark(number, *_rounded(view.on(spot))) for number, spot in _numbered(places)]
    return Drawing(areas, lines, _bar(view.a_km), marks)


def _numbered(places):
    return [(n, (place.longitude, place.latitude)) for n, place in enumerate(places, 1) if place.is_drawn]


def _rounded(point):
    return round(point[0], 1), round(point[1], 1)


def _bar(a_km):
    """The longest of 1, 2 and 5 miles, their tenths and their tens, that there is room for."""
    most = LONGEST_BAR / (a_km * KM_A_MILE)
    power = 10 ** floor(log10(most))
    miles = next(step * power for step in (5, 2, 1) if step * power <= most)
    km = float(f"{miles * KM_A_MILE:.2g}")
    return Bar(round(miles * KM_A_MILE * a_km, 1), f"{miles:g}", f"{km:g}")


def _path(points, end=""):
    """Without points that nobody could tell from the one before."""
    kept = []
    for point in points:
        if not kept or hypot(point[0] - kept[-1][0], point[1] - kept[-1][1]) >= NEAREST:
            kept.append(point)
    written = " ".join(f"{x:.1f},{y:.1f}" for x, y in kept)
    return f"M{written}{end}" if len(kept) > (2 if end else 1) else ""


SIDES = ((0, -EDGE, 1), (0, WIDE + EDGE, -1), (1, -EDGE, 1), (1, HIGH + EDGE, -1))  # axis, where, which way is inside


def _clipped_area(ring):
    """What of a ring is in the drawing, by Sutherland and Hodgman."""
    for axis, edge, way in SIDES:
        kept, before = [], ring[-1] if ring else None
        for point in ring:
            is_in, was_in = (point[axis] - edge) * way >= 0, (before[axis] - edge) * way >= 0
            if is_in != was_in:
                kept.append(_crossing(before, point, axis, edge))
            if is_in:
                kept.append(point)
            before = point
        ring = kept
    return ring


def _crossing(one, other, axis, edge):
    share = (edge - one[axis]) / (other[axis] - one[axis])
    return one[0] + (other[0] - one[0]) * share, one[1] + (other[1] - one[1]) * share


def _clipped_line(line):
    """The parts of a line that are in the drawing."""
    parts = []
    for one, other in zip(line, line[1:], strict=False):
        piece = _clipped_piece(one, other)
        if piece and parts and parts[-1][-1] == piece[0]:
            parts[-1].append(piece[1])
        elif piece:
            parts.append(list(piece))
    return parts


def _clipped_piece(one, other):
    for axis, edge, way in SIDES:
        is_in = [(point[axis] - edge) * way >= 0 for point in (one, other)]
        if not any(is_in):
            return None
        if not all(is_in):
            crossing = _crossing(one, other, axis, edge)
            one, other = (one, crossing) if is_in[0] else (crossing, other)
    return one, other
