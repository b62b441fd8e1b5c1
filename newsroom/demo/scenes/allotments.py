"""The allotments on the edge of the town."""

from .buildings import church
from .curves import arc, box, lens, smooth
from .figures import person, shadow
from .land import blades, flowers, ground, hedge, hill, ridge
from .sky import cumulus, sky
from .tone import darker

HORIZON, FAR_X = 470, 1180
CROPS = ("leeks", "cabbages", "lettuces", "marigolds", "potatoes")


def allotments(plate):
    sky(plate, ["#4a9bb0", "#9dcbc4", "#f2e6bd", "#fbd79a"], 480)
    cumulus(plate, 520, 250, 620, "#fdf7e4", "#a5c9c6", 0.65)
    cumulus(plate, 1560, 210, 520, "#fdf7e4", "#a5c9c6", 0.65)
    hill(plate, ridge(plate, 480, 120, 5), 500, "#8fb09a", "#6f988e")
    church(plate, 1420, 462, 110, ("#b9a98c", "#8c8676", "#6d7c80", "#5a6870"))
    hill(plate, ridge(plate, 480, 46, 9), 520, "#5f8a66", "#41705a")
    ground(plate, box(0, 478, 2000, 855), "#9aae5c", "#5f8045", "down", 0.8)
    for left, right, kind in (
        (-1500, -900, "leeks"),
        (-800, -180, "cabbages"),
        (260, 900, "lettuces"),
        (1000, 1560, "cabbages"),
        (1700, 2500, "leeks"),
        (2600, 3300, "lettuces"),
    ):
        _plot(plate, left, right, kind)
    for left, right in ((-880, -820), (-160, 240), (1580, 1680), (2520, 2580)):
        plate.shape([_spot(left, 0.04), _spot(right, 0.04), _spot(right, 1), _spot(left, 1)], "#b8b96a")
        plate.shade([_spot(left, 0.04), _spot(right, 0.04), _spot(right, 1), _spot(left, 1)], "#6f8a45", "down", 0.7)
    _sheds(plate)
    for x, y, size in ((1210, 640, 170), (1330, 655, 180), (1480, 720, 260), (1690, 760, 300)):
        _wigwam(plate, x, y, size)
    _sunflowers(plate)
    _gardener(plate)
    hedge(plate, -40, 420, 1350, 90, "#2c5238", "#7fa64c")
    flowers(plate, 1255, 1330, ["#f2b83c", "#e2603f", "#f6ecd0"], 50, 13, 0, 420)


def _spot(x, near):
    """Where a place on the ground lands; `near` is 0 at the horizon, 1 at the foot."""
    return FAR_X + (x - FAR_X) * near, HORIZON + (1333 - HORIZON) * near


def _plot(plate, left, right, kind):
    rows = 5
    soil = [_spot(left - 40, 0.12), _spot(right + 40, 0.12), _spot(right + 40, 1), _spot(left - 40, 1)]
    ground(plate, soil, "#8a5d3f", "#57382f", "down", 0.8)
    for step in range(36, -1, -1):
        near = 1.05 / (1 + step * 0.19)
        crop = CROPS[(CROPS.index(kind) + step // 7) % len(CROPS)]
        for row in range(rows):
            x, y = _spot(left + (right - left) * (row + 0.5) / rows + plate.rng.uniform(-16, 16), near)
            if -80 < x < 2080:
                _plant(plate, crop, x, y, 84 * near * plate.rng.uniform(0.85, 1.12))


def _plant(plate, kind, x, y, size):
    plate.shape(lens(x - size, y + size * 0.06, size * 2.3, size * 0.3), "#4b302b")
    if kind == "leeks":
        blades(plate, x - size * 0.16, x + size * 0.16, y, size * 1.5, ["#4f8f5c", "#8fbf6c", "#3a7a5a"], 9, 0.05)
        return
    if kind in ("marigolds", "potatoes"):
        _bush(plate, x, y, size, ("#f0a232", "#f6c84a") if kind == "marigolds" else ("#f6ecd0",))
        return
    outer, inner = ("#3f7d6a", "#9cc4a0") if kind == "cabbages" else ("#6fa03f", "#c9d976")
    plate.oval(x, y - size * 0.24, size * 0.62, size * 0.36, darker(outer, 0.3))
    plate.oval(x - size * 0.08, y - size * 0.3, size * 0.52, size * 0.32, outer)
    plate.oval(x - size * 0.14, y - size * 0.38, size * 0.28, size * 0.2, inner)


def _bush(plate, x, y, size, blooms):
    for _ in range(9):
        px, py = x + plate.rng.uniform(-0.5, 0.5) * size, y - plate.rng.uniform(0.1, 0.62) * size
        plate.oval(px, py, size * 0.2, size * 0.15, plate.rng.choice(("#2f6b3d", "#4f8f47", "#3f7d42")))
    for _ in range(4):
        px, py = x + plate.rng.uniform(-0.45, 0.45) * size, y - plate.rng.uniform(0.3, 0.75) * size
        plate.oval(px, py, size * 0.09, size * 0.08, plate.rng.choice(blooms))


def _sunflowers(plate):
    for x, y, height in ((520, 800, 330), (575, 812, 270), (470, 806, 380), (420, 812, 300)):
        plate.line(smooth([(x, y), (x + 8, y - height * 0.5), (x - 4, y - height)], 5), 9, "#3f7040")
        for side, rise in ((-1, 0.35), (1, 0.5), (-1, 0.66)):
            plate.shape(lens(x + (side - 1) * 29, y - height * rise, 62, 24), "#4f8a45")
        for px, py in arc(x - 4, y - height, 34, 34, 0, 330, 11):
            plate.oval(px, py, 15, 15, "#f0b430")
        plate.oval(x - 4, y - height, 25, 25, "#5b3a22")


def _sheds(plate):
    for x, y, size, ink, roof in (
        (690, 560, 110, "#7fa0a4", "#4d5a66"),
        (900, 545, 84, "#c9835a", "#5d4a4a"),
        (1790, 600, 170, "#6f8f62", "#4d4a55"),
        (330, 790, 330, "#c9694a", "#4a4656"),
    ):
        _shed(plate, x, y, size, ink, roof)
    plate.rect(560, 690, 78, 104, "#2f5f6d")
    plate.shade(box(560, 690, 78, 104), "#16323d", "right", 0.9)
    plate.oval(599, 690, 39, 11, "#7fb0b4")


def _shed(plate, x, y, size, ink, roof):
    wall = box(x - size * 0.5, y - size * 0.72, size, size * 0.72)
    plate.veil(
        [(x - size * 0.5, y), (x + size * 0.5, y), (x + size * 1.1, y + size * 0.2), (x + size * 0.1, y + size * 0.2)],
        "#3a2a2e",
        "all",
        0.45,
    )
    plate.shape([*wall[2:], wall[0], (x, y - size * 1.12), wall[1]], ink)
    for board in range(1, 9):
        plate.rect(
            x - size * 0.5 + size * board / 9, y - size * 0.74, max(size * 0.012, 1), size * 0.74, darker(ink, 0.25)
        )
    plate.shade(wall, darker(ink, 0.5), "right", 0.6)
    plate.line(
        [(x - size * 0.6, y - size * 0.66), (x, y - size * 1.14), (x + size * 0.6, y - size * 0.66)], size * 0.07, roof
    )
    plate.rect(x - size * 0.36, y - size * 0.56, size * 0.26, size * 0.56, darker(ink, 0.5))
    plate.rect(x + size * 0.08, y - size * 0.56, size * 0.28, size * 0.24, "#f6ecd0")
    plate.rect(x + size * 0.1, y - size * 0.54, size * 0.24, size * 0.2, "#3d6470")


def _wigwam(plate, x, y, size):
    """Bean poles tied at the top, with leaves climbing and scarlet flowers."""
    for foot in (-0.34, -0.18, 0.02, 0.2, 0.36):
        plate.line([(x + foot * size, y), (x - foot * size * 0.12, y - size * 1.35)], max(size * 0.02, 2), "#6b4a33")
    for _ in range(90):
        rise = plate.rng.random()
        half = 0.36 * (1 - rise) + 0.05
        px, py = x + plate.rng.uniform(-half, half) * size, y - rise * size * 1.25
        ink = plate.rng.choice(("#2f6b3d", "#4f8f47", "#7fb252", "#2a5a3a"))
        plate.oval(px, py, size * 0.055, size * 0.04, ink)
        if plate.rng.random() < 0.16:
            plate.oval(px, py, size * 0.022, size * 0.022, "#e2492f")


def _gardener(plate):
    shadow(plate, 905, 1080, 330, "#3a2a2e", 70, 0.45)
    person(plate, 900, 1080, 330, "#20506b", 1, 0.09, "#5b4a3a", "#e3b95a")
    plate.line([(926, 900), (1010, 1070)], 11, "#d9b27c")
    plate.shape([(996, 1060), (1030, 1050), (1046, 1112), (1014, 1120)], "#8d98a0")
    x, y = 640, 1130
    plate.shape([(x - 120, y - 96), (x + 96, y - 100), (x + 56, y - 30), (x - 70, y - 30)], "#3f7a6a")
    plate.shade([(x - 120, y - 96), (x + 96, y - 100), (x + 56, y - 30), (x - 70, y - 30)], "#1d4a45", "down", 0.8)
    plate.line([(x + 40, y - 60), (x + 190, y - 92)], 9, "#6b4a33")
    plate.line([(x + 60, y - 40), (x + 84, y)], 9, "#39424a")
    plate.oval(x - 82, y - 16, 27, 27, "#262b33")
    plate.oval(x - 82, y - 16, 11, 11, "#8d98a0")
    for index, ink in enumerate(("#e2812f", "#d9a23c", "#7fae4a", "#e2812f", "#c8532f")):
        plate.oval(x - 86 + index * 38, y - 106, 27, 24, ink)
