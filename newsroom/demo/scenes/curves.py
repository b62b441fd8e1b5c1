"""Outlines: smooth curves, lens strokes, arches, and walls seen in perspective."""

from dataclasses import dataclass
from math import cos, pi, sin


def lens(x, y, width, height):
    """A stroke as a gouge cuts it: pointed at both ends, fullest off the middle."""
    return [
        (x, y),
        (x + width * 0.25, y - height * 0.4),
        (x + width * 0.55, y - height * 0.5),
        (x + width, y),
        (x + width * 0.6, y + height * 0.5),
        (x + width * 0.3, y + height * 0.4),
    ]


def smooth(points, steps=10):
    """A curve through every point (Catmull-Rom)."""
    padded = [points[0], *points, points[-1]]
    curve = []
    for a, b, c, d in zip(padded, padded[1:], padded[2:], padded[3:], strict=False):
        curve += [_spline(a, b, c, d, step / steps) for step in range(steps)]
    return [*curve, points[-1]]


def _spline(a, b, c, d, t):
    return tuple(
        0.5 * (2 * q + (r - p) * t + (2 * p - 5 * q + 4 * r - s) * t**2 + (3 * q - p - 3 * r + s) * t**3)
        for p, q, r, s in zip(a, b, c, d, strict=True)
    )


def arc(x, y, rx, ry, start, end, steps=24):
    """Points along an ellipse between two angles in degrees; 0 is right, 90 down."""
    turns = [(start + (end - start) * step / steps) * pi / 180 for step in range(steps + 1)]
    return [(x + rx * cos(turn), y + ry * sin(turn)) for turn in turns]


def arch(x, y, width, height):
    """A round-headed opening standing on y, x at its left."""
    radius = width / 2
    return [(x, y), *arc(x + radius, y - height + radius, radius, radius, 180, 360), (x + width, y)]


def box(x, y, width, height):
    return [(x, y), (x + width, y), (x + width, y + height), (x, y + height)]


@dataclass(frozen=True)
class Face:
    """A wall or floor seen at an angle; u runs across and v down, both 0 to 1."""

    top_left: tuple
    top_right: tuple
    bottom_right: tuple
    bottom_left: tuple

    @classmethod
    def upright(cls, x, y, width, height):
        return cls(*box(x, y, width, height))

    def at(self, u, v):
        top = [a + (b - a) * u for a, b in zip(self.top_left, self.top_right, strict=True)]
        bottom = [a + (b - a) * u for a, b in zip(self.bottom_left, self.bottom_right, strict=True)]
        return tuple(a + (b - a) * v for a, b in zip(top, bottom, strict=True))

    def patch(self, u0, v0, u1, v1):
        return [self.at(u0, v0), self.at(u1, v0), self.at(u1, v1), self.at(u0, v1)]

    def part(self, u0, v0, u1, v1):
        return Face(*self.patch(u0, v0, u1, v1))

    def arched(self, u0, v0, u1, v1):
        """A round-headed opening between the two corners."""
        middle, half = (u0 + u1) / 2, (u1 - u0) / 2
        rise = min((v1 - v0) * 0.4, half * 1.5)
        head = [(middle + half * u, v0 + rise + rise * v) for u, v in arc(0, 0, 1, 1, 180, 360, 12)]
        return [self.at(u, v) for u, v in [(u0, v1), *head, (u1, v1)]]

    @property
    def corners(self):
        return [self.top_left, self.top_right, self.bottom_right, self.bottom_left]


def scaled(points, x, y, size, facing=1):
    """An outline drawn in small units, moved to a place, mirrored when facing is -1."""
    return [(x + px * size * facing, y + py * size) for px, py in points]
