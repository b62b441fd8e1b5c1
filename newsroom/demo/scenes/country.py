"""Scenes inland: the allotments, the lane to church in snow, and the river path."""

from .buildings import church
from .curves import arc, box, lens, scaled, smooth
from .figures import cyclist, person, shadow
from .land import bare_tree, blades, flowers, ground, hill, poplar, ridge, tree, tufts
from .sky import cumulus, sky, snowfall, streaks, sun
from .water import glitter, ripples

DOG = [
    (-0.5, -0.62),
    (-0.36, -0.52),
    (0.22, -0.5),
    (0.36, -0.82),
    (0.52, -0.84),
    (0.66, -0.7),
    (0.46, -0.6),
    (0.36, -0.3),
]
DOG += [(0.34, 0), (0.24, 0), (0.2, -0.28), (-0.24, -0.28), (-0.3, 0), (-0.4, 0), (-0.38, -0.4)]
LEAF = ("#2f5d3a", "#4f8a45", "#8fb552")


def snow_lane(plate):
    sky(plate, ["#6f8fb5", "#a9b4cf", "#e3c6cc", "#f8d9bd", "#fbe6c4"], 700)
    streaks(plate, "#f4d0c8", 180, 560, 12, 760)
    sun(plate, 1490, 560, 56, "#fff7e0", "#ffe3b5", 0.75)
    hill(plate, ridge(plate, 640, 120, 5), 760, "#c3cbe0", "#93a5c8")
    for x in range(60, 2000, 74):
        poplar(plate, x + plate.rng.uniform(-30, 30), 655, plate.rng.uniform(30, 80), "#7f8db0")
    brow = smooth([(0, 700), (500, 670), (1000, 610), (1300, 612), (1700, 660), (2000, 650)])
    hill(plate, brow, 900, "#e6e8f0", "#aebbd8", "left", 0.6)
    _snowy_church(plate)
    field = smooth([(0, 790), (420, 760), (900, 700), (1400, 720), (2000, 700)])
    hill(plate, field, 1333, "#eef0f4", "#a3b5d8", "down", 0.65)
    _lane(plate)
    for x, y, height in ((240, 1120, 1080), (1810, 1060, 820)):
        bare_tree(plate, x, y, height, "#3a3550")
        drift = scaled([(-1, 0.07), (-0.3, -0.14), (0.25, -0.1), (1, 0.07)], x, y, height * 0.18)
        plate.shape(smooth(drift, 6), "#f6f6f8")
    _walker(plate)
    snowfall(plate, "#ffffff", 260)


def _snowy_church(plate):
    church(plate, 1080, 640, 300, ("#a98f86", "#5f5870", "#58597a", "#ffd98a"))
    plate.shape([(1115, 540), (1138, 474), (1290, 474), (1312, 540)], "#f2f2f4")
    for x, height in ((930, 190), (1370, 220), (1440, 150)):
        bare_tree(plate, x, 650, height, "#4d4a66")


def _lane(plate):
    left = smooth([(1085, 660), (1000, 700), (1130, 760), (960, 850), (700, 980), (480, 1140), (290, 1330), (90, 1560)])
    right = smooth(
        [(1700, 1560), (1500, 1330), (1330, 1140), (1240, 980), (1240, 860), (1260, 770), (1090, 700), (1130, 660)]
    )
    plate.wash([*left, *right], ["#e6dde4", "#cfd3e6", "#b6c2de"])
    for start, bend, end in (((1075, 690), (1130, 860), (760, 1340)), ((1110, 690), (1200, 860), (1120, 1340))):
        track = smooth([start, (bend[0] + 60, 765), bend, ((bend[0] + end[0]) / 2, 1060), end])
        half = [4 + 20 * (index / len(track)) for index in range(len(track))]
        edge = [(x + w, y) for (x, y), w in zip(track, half, strict=True)]
        plate.shape([*track, *reversed(edge)], "#97a6cc")
    for side in (left, [*reversed(right)]):
        _banks(plate, side, -1 if side is left else 1)


def _banks(plate, side, way):
    """A low dark hedge with snow along its top, growing towards the viewer."""
    top = [(x + way * (10 + 60 * _near(y)), y - 16 - 84 * _near(y)) for x, y in side]
    plate.shape([*side, *reversed(top)], "#5d5870")
    plate.shade([*side, *reversed(top)], "#2f2d48", "down", 0.8)
    snow = [(x + way * (6 + 40 * _near(y)), y - 10 - 46 * _near(y)) for x, y in top]
    plate.shape([*top, *reversed(snow)], "#fbfaf8")
    for x, y in top[::2]:
        plate.oval(x, y, 8 + 26 * _near(y), 5 + 11 * _near(y), "#fbfaf8")


def _near(y):
    return max((y - 660) / 680, 0)


def _walker(plate):
    shadow(plate, 1010, 1010, -190, "#6d80b0", 46, 0.4)
    person(plate, 1010, 1010, 200, "#b8342f", 1, 0.1, hat="#e9b83c")
    plate.shape(scaled(DOG, 1128, 1020, 84), "#3a2f35")
    plate.line([(1036, 920), (1150, 962)], 2.5, "#3a2f35")
    for step in range(9):
        y = 1040 + step * 32
        plate.oval(1000 - step * 14 + (step % 2) * 26, y, 9 + step * 0.9, 4 + step * 0.4, "#8fa0c8")


def cycle_path(plate):
    sky(plate, ["#3f90a8", "#8cc4c0", "#eee9c0", "#fbdd9e"], 560)
    cumulus(plate, 620, 270, 760, "#fdf8e6", "#9fc8c4", 0.65)
    cumulus(plate, 1560, 190, 560, "#fdf8e6", "#9fc8c4", 0.65)
    hill(plate, ridge(plate, 560, 150, 5), 600, "#8fb39a", "#6f9a92")
    hill(plate, ridge(plate, 575, 60, 7), 620, "#6a9670", "#4a7a66")
    for index in range(9):
        poplar(plate, 1130 + index * 62, 600 - index * 2, 150 + index * 9, "#2f6650", "#7fae58", -1)
    ground(plate, box(0, 585, 2000, 748), "#8fb052", "#4f8048", "down", 0.8)
    _river(plate)
    _path(plate)
    tree(plate, 1560, 740, 330, LEAF, light=-1)
    tufts(plate, 760, 1330, ["#3f7040", "#6f9a45", "#a9bf5c"], 60, 110, 1350, 2000)
    flowers(plate, 800, 1320, ["#f6ecd0", "#f2b83c", "#d8573c"], 110, 11, 1400, 2000)
    tree(plate, 1830, 960, 760, LEAF, light=-1)
    shadow(plate, 1000, 1150, 300, "#4a3a3c", 200, 0.35)
    cyclist(plate, 1010, 1150, 400, "#d8573c", -1, "#20506b")
    cyclist(plate, 1085, 742, 96, "#24607a", 1, "#d99a2b")
    blades(plate, 0, 460, 1350, 330, ["#2c5a3c", "#4a7d40", "#7f9f48", "#24493a"], 150)
    for x, y in ((90, 1090), (210, 1040), (320, 1120)):
        plate.line([(x, 1340), (x + 14, y)], 5, "#3f6a3c")
        plate.line([(x + 14, y + 10), (x + 18, y - 70)], 17, "#6b4128")


def _river(plate):
    bank = smooth([(900, 604), (700, 640), (560, 690), (690, 770), (830, 880), (800, 1040), (640, 1200), (520, 1340)])
    far = [(0, 1340), (0, 760), *smooth([(0, 760), (210, 700), (420, 650), (640, 622), (860, 600)])]
    plate.shape([(x + 16, y) for x, y in bank] + far, "#5d6b3a")
    plate.wash([*bank, *far], ["#f4e2b0", "#a9cfc0", "#5fa3ac", "#2c708a"])
    _bridge(plate)
    ripples(plate, 690, 1330, ["#d9ead0", "#3f8496", "#8fc4be"], 70, 150, 0, 560)
    glitter(plate, 380, 680, 1180, "#fdf4d2", 60, 46)


def _bridge(plate):
    """A stone bridge of three arches where the river leaves the picture."""
    deck = smooth([(380, 600), (560, 566), (740, 556), (920, 570), (1060, 600)])
    plate.shape([*deck, (1060, 640), (380, 640)], "#d9c08f")
    plate.shade([*deck, (1060, 640), (380, 640)], "#8f7458", "down", 0.8)
    for x, radius in ((520, 42), (680, 56), (840, 48)):
        plate.shape(arc(x, 642, radius, radius * 1.05, 180, 360), "#f0dfae")
        plate.shape(arc(x, 642, radius * 0.86, radius * 0.92, 180, 360), "#4f8a90")
    plate.line([(x, y - 3) for x, y in deck], 8, "#f2e2b8")


def _path(plate):
    left = smooth([(1050, 640), (1010, 690), (1030, 770), (1010, 900), (860, 1080), (690, 1340)])
    right = smooth([(1540, 1340), (1380, 1080), (1240, 900), (1130, 770), (1060, 690), (1070, 640)])
    plate.wash([*left, *right], ["#f3dfae", "#e6c692", "#c99f70"])
    plate.shade([*left, *right], "#a97a55", "right", 0.5)
    for _ in range(50):
        y = plate.rng.uniform(900, 1320)
        plate.shape(lens(plate.rng.uniform(960, 1260), y, 40, 5), plate.rng.choice(["#d9b580", "#f6e6bd"]))
