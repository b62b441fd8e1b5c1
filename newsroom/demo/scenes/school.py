"""Wendside Primary, at the end of the school day."""

from .buildings import chimney, gable, house, railings, window, windows
from .curves import arch, box, lens
from .figures import walkers
from .land import hill, ridge, tree
from .sky import cumulus, sky
from .tone import darker


def school_gates(plate):
    sky(plate, ["#6fa8b8", "#b4d0c8", "#f4e3bb", "#f6cf98"], 900)
    cumulus(plate, 1560, 330, 620, "#fdf4e0", "#a7c3c1", 0.7)
    cumulus(plate, 300, 260, 520, "#fdf4e0", "#a7c3c1", 0.7)
    hill(plate, ridge(plate, 800, 130, 6), 970, "#a7b08a", "#7e9483")
    _school(plate)
    plate.wash(box(0, 960, 2000, 373), ["#d9bb92", "#c09a78", "#8f6c62"])
    plate.wash(box(0, 1010, 2000, 75), ["#cfae88", "#b58f72"])
    tree(plate, 1700, 1010, 760, ("#8c3f26", "#c9692b", "#f0ae45"), light=-1)
    tree(plate, 90, 990, 520, ("#7d4a28", "#bb7a2f", "#e9bb55"), light=-1)
    _gates(plate)
    _school_run(plate)


def _school(plate):
    brick, dark, slate, trim = "#b5573f", "#6a2f35", "#4a5164", "#f4e2bd"
    hall = house(plate, 420, 960, 1000, 330, brick, slate, 0.16, shade=dark)
    windows(plate, hall, 1, 7, "#3d6a7d", trim, gap=(0.45, 0.4))
    for x, width, height in ((300, 330, 400), (1130, 360, 420)):
        face = gable(plate, x, 960, width, height, brick, slate, 0.62, shade=dark)
        for u in (0.12, 0.4, 0.68):
            window(plate, face, (u, 0.08 if u == 0.4 else 0.2, u + 0.2, 0.62), "#3d6a7d", trim, arched=True)
        plate.oval(x + width / 2, 960 - height - 60, 30, 30, trim)
        plate.oval(x + width / 2, 960 - height - 60, 21, 21, "#3d6a7d")
        plate.rect(x, 960 - height * 0.28, width, 12, trim)
    chimney(plate, 1000, 500, 70, 110, brick)
    plate.rect(748, 380, 104, 110, trim)
    plate.shape(arch(772, 490, 56, 90), "#5b4a48")
    plate.oval(800, 452, 19, 22, "#d9a33c")
    plate.shape([(730, 384), (800, 250), (870, 384)], slate)
    plate.shape([(800, 250), (870, 384), (808, 384)], darker(slate, 0.4))
    plate.shape(arch(840, 960, 130, 210), trim)
    plate.shape(arch(856, 960, 98, 190), "#245a63")


def _gates(plate):
    iron = "#1f2c3a"
    for x in (640, 1100):
        plate.rect(x - 40, 770, 80, 330, "#c7674a")
        plate.shade(box(x - 40, 770, 80, 330), "#6a2f35", "right", 0.9)
        plate.rect(x - 52, 748, 104, 26, "#f4e2bd")
        plate.oval(x, 726, 28, 28, "#f4e2bd")
    for left, right in ((-10, 596), (1146, 2010)):
        plate.rect(left, 1046, right - left, 54, "#b5573f")
        plate.shade(box(left, 1046, right - left, 54), "#6a2f35", "down", 0.8)
        plate.rect(left, 1036, right - left, 14, "#f4e2bd")
        railings(plate, left + 16, right - 10, 1040, 216, iron, 30, 6)
    for hinge, swing in ((686, 74), (1054, -74)):
        for index in range(6):
            x = hinge + swing * index / 5
            plate.line([(x, 850 + abs(index) * 9), (x, 1092 + index * 7)], 6, iron)
        for level in (870, 1060):
            plate.line([(hinge, level), (hinge + swing, level + 40)], 8, iron)


FAMILIES = (
    (800, 1070, 150, "#20506b", 1, None, "#24506e"),
    (866, 1074, 100, "#d8573c", 1, "#f2c14e", "#24506e"),
    (960, 1062, 92, "#2f7f78", -1, "#b8432f", "#24506e"),
    (420, 1230, 280, "#6d3b52", 1, "#e3d5b8"),
    (540, 1240, 176, "#2f7f98", 1, "#f2c14e", "#24506e"),
    (640, 1246, 160, "#d8573c", 1, "#20506b", "#24506e"),
    (1330, 1220, 270, "#d99a2b", -1, None),
    (1220, 1232, 170, "#3f6b4a", -1, "#b8432f", "#24506e"),
)


def _school_run(plate):
    walkers(plate, FAMILIES, "#573a47", 1.0, 0.42)
    for _ in range(60):
        x, y = plate.rng.uniform(1150, 2000), plate.rng.uniform(1110, 1320)
        plate.shape(lens(x, y, 22, 9), plate.rng.choice(["#d9822f", "#f0ae45", "#a64b26"]))
