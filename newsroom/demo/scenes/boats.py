"""Boats, side on: the fishing boats of Saltmere and its lifeboat."""

from .curves import arc, scaled, smooth
from .tone import darker, lighter

SHEER = [(-0.5, -0.1), (-0.25, -0.075), (0.05, -0.085), (0.3, -0.125), (0.53, -0.215)]
KEEL = [(0.42, 0.02), (0.38, 0.05), (-0.46, 0.05)]


class Drawing:
    """Draws outlines given in lengths of a thing, at its place, size and heading."""

    def __init__(self, plate, x, y, size, facing=1, pitch=0.0):
        self.plate, self.x, self.y, self.size, self.facing, self.pitch = plate, x, y, size, facing, pitch

    def place(self, points):
        # Pitch tilts the bow up without a full rotation: small angles only.
        tilted = [(px + py * self.pitch, py - px * self.pitch) for px, py in points]
        return scaled(tilted, self.x, self.y, self.size, self.facing)

    def shape(self, points, ink):
        self.plate.shape(self.place(points), ink)

    def line(self, points, width, ink):
        self.plate.line(self.place(points), max(width * self.size, 1), ink)

    def shade(self, points, ink, toward, strength):
        self.plate.shade(self.place(points), ink, toward, strength)

    def dot(self, x, y, radius, ink):
        [(px, py)] = self.place([(x, y)])
        self.plate.oval(px, py, radius * self.size, radius * self.size, ink)


def fishing_boat(plate, x, y, size, hull, trim="#f3e9d2", cabin="#f3e9d2", facing=1, night=False):
    """A small trawler: wheelhouse forward, gallows and nets aft. y is the water line."""
    boat = Drawing(plate, x, y, size, facing)
    _rigging(boat, "#2a2b33")
    _wheelhouse(boat, cabin, "#ffd98a" if night else "#31495c")
    _hull(boat, hull, trim)
    _deck_gear(boat)


def _hull(boat, hull, trim):
    sheer = smooth(SHEER, 6)
    body = [*sheer, *KEEL]
    boat.shape(body, hull)
    boat.shade(body, darker(hull, 0.5), "down", 0.9)
    boat.shape([*sheer, *[(px, py + 0.022) for px, py in reversed(sheer)]], trim)
    belt = [(px * 0.97, py * 0.3 + 0.012) for px, py in sheer]
    boat.shape([*belt, *[(px, py + 0.012) for px, py in reversed(belt)]], lighter(hull, 0.35))
    for px in (-0.36, -0.18, 0.02, 0.2):
        boat.dot(px, -0.02, 0.022, "#1d2027")
        boat.dot(px, -0.02, 0.011, darker(hull, 0.4))


def _wheelhouse(boat, cabin, glass):
    boat.shape([(0.02, -0.06), (0.02, -0.33), (0.24, -0.33), (0.27, -0.1)], cabin)
    boat.shade([(0.02, -0.06), (0.02, -0.33), (0.24, -0.33), (0.27, -0.1)], darker(cabin, 0.45), "left", 0.7)
    boat.shape([(0.0, -0.33), (0.0, -0.355), (0.28, -0.355), (0.265, -0.33)], darker(cabin, 0.55))
    for left in (0.045, 0.115, 0.185):
        boat.shape([(left, -0.3), (left + 0.05, -0.3), (left + 0.05, -0.235), (left, -0.235)], glass)


def _rigging(boat, ink):
    boat.line([(0.1, -0.3), (0.1, -0.78)], 0.014, ink)
    boat.line([(-0.34, -0.08), (-0.34, -0.52)], 0.014, ink)
    boat.line([(-0.44, -0.09), (-0.34, -0.5), (-0.24, -0.09)], 0.009, ink)
    boat.line([(0.1, -0.76), (0.5, -0.2)], 0.004, ink)
    boat.line([(0.1, -0.76), (-0.34, -0.5), (-0.5, -0.1)], 0.004, ink)
    boat.line([(0.1, -0.34), (-0.2, -0.6)], 0.008, ink)
    boat.line([(0.02, -0.64), (0.18, -0.64)], 0.009, ink)
    boat.shape([(0.1, -0.78), (0.02, -0.755), (0.1, -0.73)], "#d8573c")


def _deck_gear(boat):
    for index, ink in enumerate(("#e07a3f", "#f0b94d", "#c8553d", "#e9dcc0")):
        boat.dot(-0.12 + index * 0.037, -0.1 - (index % 2) * 0.014, 0.024, ink)
    boat.shape([(-0.46, -0.1), (-0.43, -0.16), (-0.34, -0.17), (-0.29, -0.085)], "#3f6b62")
    boat.line([(-0.44, -0.12), (-0.32, -0.14)], 0.006, "#6c978a")


def lifeboat(plate, x, y, size, facing=1, pitch=0.0):
    """The Patience Hallam: orange upper works on a dark blue hull."""
    boat = Drawing(plate, x, y, size, facing, pitch)
    sheer = smooth([(-0.5, -0.13), (-0.2, -0.12), (0.1, -0.13), (0.33, -0.165), (0.54, -0.24)], 6)
    foot = [(0.44, -0.02), (0.36, 0.06), (-0.2, 0.075), (-0.47, 0.06)]
    _lifeboat_cabin(boat)
    boat.shape([*sheer, *foot], "#1d3566")
    boat.shade([*sheer, *foot], "#0c1730", "down", 0.8)
    boat.shape([*sheer, *[(px - 0.005, py + 0.034) for px, py in reversed(sheer)]], "#f26a2e")
    belt = [(px * 0.98, py + 0.06) for px, py in sheer]
    boat.shape([*belt, *[(px, py + 0.013) for px, py in reversed(belt)]], "#f4ede0")
    boat.line([(-0.46, -0.19), (-0.2, -0.18)], 0.006, "#f4ede0")
    boat.line([(0.28, -0.22), (0.5, -0.3)], 0.006, "#f4ede0")
    for px in (-0.46, -0.37, -0.28, -0.2):
        boat.line([(px, -0.12), (px, -0.19)], 0.005, "#f4ede0")
    for px, top in ((0.28, -0.22), (0.39, -0.26), (0.5, -0.3)):
        boat.line([(px, top), (px, top + 0.08)], 0.005, "#f4ede0")


def _lifeboat_cabin(boat):
    cabin = [(-0.3, -0.1), (-0.27, -0.27), (0.1, -0.28), (0.19, -0.2), (0.27, -0.14)]
    boat.shape(cabin, "#f26a2e")
    boat.shade(cabin, "#9c3218", "left", 0.8)
    bridge = [(-0.2, -0.27), (-0.17, -0.36), (0.04, -0.37), (0.1, -0.28)]
    boat.shape(bridge, "#f58148")
    boat.shape([(-0.14, -0.345), (-0.05, -0.35), (-0.05, -0.295), (-0.14, -0.29)], "#15253f")
    boat.shape([(-0.035, -0.35), (0.035, -0.352), (0.07, -0.295), (-0.035, -0.295)], "#15253f")
    for left in (-0.22, -0.12, -0.02):
        boat.shape([(left, -0.235), (left + 0.06, -0.235), (left + 0.06, -0.185), (left, -0.185)], "#15253f")
    boat.line([(-0.12, -0.36), (-0.14, -0.62)], 0.012, "#e9e2d4")
    boat.line([(-0.21, -0.5), (-0.06, -0.5)], 0.016, "#e9e2d4")
    boat.line([(-0.14, -0.62), (-0.32, -0.26)], 0.004, "#e9e2d4")
    boat.dot(-0.14, -0.63, 0.014, "#6db4ff")
    crew(boat)


def crew(boat):
    """Two of the crew on the after deck, in yellow oilskins and white helmets."""
    for px, lean in ((-0.4, 0.0), (-0.335, 0.012)):
        boat.shape(
            [
                (px - 0.026, -0.12),
                (px - 0.027 + lean, -0.21),
                (px + lean, -0.226),
                (px + 0.027 + lean, -0.21),
                (px + 0.026, -0.12),
            ],
            "#f2c230",
        )
        boat.shape(
            [(px + 0.004, -0.12), (px + 0.008 + lean, -0.226), (px + 0.027 + lean, -0.21), (px + 0.026, -0.12)],
            "#c98a22",
        )
        boat.line([(px + lean, -0.205), (px + 0.028 + lean, -0.165), (px + 0.06, -0.18)], 0.018, "#e0a92a")
        boat.shape([(px - 0.028, -0.175), (px + 0.028, -0.175), (px + 0.028, -0.163), (px - 0.028, -0.163)], "#d8452f")
        boat.dot(px + 0.004 + lean, -0.245, 0.017, "#d9a27c")
        boat.shape(scaled(arc(0, 0, 0.021, 0.022, 175, 370, 10), px + lean + 0.002, -0.25, 1), "#fbf6ea")


def sailing_boat(plate, x, y, size, sail, hull, facing=1):
    boat = Drawing(plate, x, y, size, facing)
    boat.line([(0.02, -0.06), (0.02, -1.15)], 0.015, "#2a2b33")
    boat.shape(smooth([(0.04, -1.12), (0.3, -0.6), (0.48, -0.14)], 6) + [(0.04, -0.14)], sail)
    boat.shape(smooth([(0, -1.1), (-0.22, -0.6), (-0.44, -0.14)], 6) + [(0, -0.14)], lighter(sail, 0.3))
    boat.shape([(-0.45, -0.08), (0.5, -0.1), (0.36, 0.03), (-0.38, 0.03)], hull)
