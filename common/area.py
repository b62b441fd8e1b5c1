"""The paper's own outline of its area, on which maps are drawn: coasts, borders and rivers in degrees."""

from collections.abc import Callable
from dataclasses import dataclass, field

from django.db import Error

from common.site_version import remembered

Point = tuple[float, float]  # longitude and latitude, as GeoJSON has them


@dataclass(frozen=True)
class Outline:
    """`areas` are rings, of which one within another is a hole in it or an island; `lines` end anywhere."""

    areas: list[list[Point]] = field(default_factory=list)
    lines: list[list[Point]] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.areas or self.lines)

    @property
    def points(self) -> list[Point]:
        return [point for path in (*self.areas, *self.lines) for point in path]


# Set by the project: asks the database.
fetch: Callable[[], Outline] = Outline


def outline() -> Outline:
    """Remembered until the desk changes it; none while the database cannot be had."""
    try:
        return remembered("outline", ["paper"], lambda: fetch())
    except Error:
        return Outline()
