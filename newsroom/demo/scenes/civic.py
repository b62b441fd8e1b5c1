"""Scenes of public buildings: the town hall and the court house."""

from .buildings import chimney, clock, column, house, pediment, steps, street_lamp, window, windows
from .curves import Face, arch, box, lens, smooth
from .figures import walkers
from .land import tree
from .sky import cumulus, gulls, sky, streaks
from .tone import darker, lighter

STONE, STONE_SHADE = "#f2dfb8", "#a9805f"


def town_hall(plate):
    sky(plate, ["#1f5f86", "#4f96ad", "#a9cfc8", "#f3e4bd"], 1500)
    for x, y, width in ((330, 560, 900), (1330, 850, 860), (180, 1010, 560), (1280, 330, 520)):
        cumulus(plate, x, y, width, "#fcf5e2", "#8fb6bf", 0.75)
    gulls(plate, "#fdf6e6", [(1180, 420, 90), (1290, 500, 60), (350, 300, 64)])
    for x, width, height, wall in ((-40, 330, 400, "#c9745a"), (1330, 330, 440, "#d89a6a")):
        face = house(plate, x, 1610, width, height, wall, "#5d4a52", shade="#6d3f45")
        windows(plate, face, 3, 3, "#35566b", "#f7ead0")
        chimney(plate, x + 180, 1610 - height - 90, 56, 90, "#9c5a4a")
    _hall_front(plate)
    _clock_tower(plate, 800, 1010)
    _hall_square(plate)


def _hall_front(plate):
    face = Face.upright(230, 1010, 1140, 600)
    plate.shape(face.corners, STONE)
    plate.shade(face.corners, STONE_SHADE, "right", 0.8)
    plate.rect(210, 985, 1180, 34, lighter(STONE, 0.3))
    plate.rect(210, 1015, 1180, 10, STONE_SHADE)
    plate.rect(230, 1290, 1140, 18, lighter(STONE, 0.3))
    plate.rect(230, 1306, 1140, 8, STONE_SHADE)
    for u in (0.02, 0.116, 0.212, 0.308, 0.622, 0.718, 0.814, 0.91):
        window(plate, face, (u, 0.1, u + 0.07, 0.42), "#2f5068", "#fbf0d4", arched=True)
        window(plate, face, (u, 0.58, u + 0.07, 0.86), "#2f5068", "#fbf0d4")
    for x in (232, 333, 443, 552, 1032, 1141, 1250, 1354):
        plate.rect(x, 1025, 13, 585, lighter(STONE, 0.18))
    for index in range(20):
        plate.rect(226 + index * 58, 945, 14, 42, STONE)
    plate.rect(210, 938, 1180, 12, lighter(STONE, 0.3))


def _clock_tower(plate, x, y):
    tower = box(x - 130, y - 560, 260, 1160)
    plate.shape(tower, lighter(STONE, 0.15))
    plate.shade(tower, STONE_SHADE, "right", 1.0)
    for level in (-560, -230, 0, 290):
        plate.rect(x - 150, y + level - 26, 300, 30, lighter(STONE, 0.4))
        plate.rect(x - 150, y + level + 2, 300, 9, STONE_SHADE)
    clock(plate, x, y - 395, 104, "#fdf6e0", "#2b3a4c", ((0.42, 0.12), (-0.3, 0.66)))
    for left in (-88, 18):
        plate.shape(arch(x + left, y - 40, 70, 150), "#2f4a5c")
        for slat in range(4):
            plate.rect(x + left, y - 62 - slat * 24, 70, 5, "#7f97a0")
    _cupola(plate, x, y - 560)
    plate.shape(arch(x - 82, y + 600, 164, 270), "#fbf0d4")
    plate.shape(arch(x - 66, y + 600, 132, 250), "#24394b")
    plate.shade(arch(x - 66, y + 600, 132, 250), "#e8a95a", "down", 0.7)
    window(plate, Face.upright(x - 70, y + 50, 140, 200), (0.1, 0.05, 0.9, 0.95), "#2f5068", "#fbf0d4", arched=True)


def _cupola(plate, x, y):
    """A copper dome on a ring of small columns, with a gilded vane."""
    plate.rect(x - 84, y - 130, 168, 110, darker(STONE, 0.35))
    for left in (-84, -44, -4, 36, 70):
        plate.rect(x + left, y - 130, 14, 110, lighter(STONE, 0.3))
    plate.rect(x - 104, y - 148, 208, 24, lighter(STONE, 0.4))
    dome = smooth(
        [
            (x - 98, y - 146),
            (x - 84, y - 220),
            (x - 34, y - 276),
            (x, y - 320),
            (x + 34, y - 276),
            (x + 84, y - 220),
            (x + 98, y - 146),
        ]
    )
    plate.shape(dome, "#6fae9a")
    plate.shade(dome, "#1f4f57", "right", 1.0)
    for rib in (-48, 0, 48):
        plate.line(smooth([(x + rib, y - 148), (x + rib * 0.75, y - 220), (x, y - 310)], 6), 3, "#3d7d78")
    plate.rect(x - 3, y - 392, 6, 76, "#d9a33c")
    plate.shape([(x + 3, y - 388), (x + 66, y - 372), (x + 3, y - 352)], "#d8573c")


STROLLERS = (
    (560, 1720, 120, "#20506b", 1, None),
    (690, 1700, 104, "#b8432f", -1, None),
    (1010, 1760, 140, "#4a5d3a", -1, None),
    (1070, 1764, 132, "#d99a2b", -1, None),
    (330, 1850, 190, "#6d3b52", 1, "#8a4b32"),
    (1310, 1900, 216, "#2c3446", -1, "#8a4b32"),
)


def _hall_square(plate):
    plate.wash(box(0, 1600, 1600, 400), ["#e9cfa0", "#d3a878", "#a97a5f"])
    for index in range(-12, 30):
        plate.line([(800 + (index * 110 - 900) * 0.6, 1612), (800 + (index * 110 - 900) * 1.9, 2000)], 2, "#c39a70")
    for y in (1640, 1680, 1735, 1810, 1905):
        plate.line([(0, y), (1600, y)], 2, "#c39a70")
    steps(plate, 650, 1650, 300, 52, 4, "#f7ead0", "#b58f6c", 0.12)
    plate.veil([(0, 1600), (560, 1600), (330, 2000), (0, 2000)], "#5b3f4e", "all", 0.25)
    for x, y in ((120, 1650), (1490, 1660)):
        tree(plate, x, y, 430, ("#2b5145", "#4c7a4c", "#a9b45e"))
    for x in (430, 1180):
        street_lamp(plate, x, 1680, 260, "#22323f", "#fbf0d4", 0)
    walkers(plate, STROLLERS, "#5b3f4e", 1.3, 0.55)
    for x, y in ((760, 1830), (810, 1850), (700, 1862), (860, 1822)):
        plate.shape(lens(x, y, 32, 15), "#59636e")
        plate.oval(x + 30, y - 7, 6, 6, "#3d4854")


ADVOCATES = (
    (1180, 1106, 118, "#20324c", -1, "#6b4430"),
    (1330, 1262, 190, "#b8432f", -1, None),
    (1420, 1270, 184, "#2c3446", -1, "#6b4430"),
)


def court_house(plate):
    sky(plate, ["#17355c", "#2f5f86", "#7fa3ad", "#f0cf9a"], 1100)
    streaks(plate, "#d9c3a4", 120, 700, 14, 900)
    for x, height in ((60, 520), (1930, 560)):
        tree(plate, x, 1130, height, ("#1f3d40", "#35594a", "#8a8f4a"))
    wings = (box(110, 640, 420, 470), box(1470, 640, 420, 470))
    for index, wing in enumerate(wings):
        plate.shape(wing, "#dcbf92" if index == 0 else "#b08b70")
        plate.shade(wing, "#6d4a52", "right", 0.75)
        face = Face(*wing)
        windows(plate, face, 2, 3, "#24394f", "#f6e3bd", gap=(0.5, 0.42))
        plate.rect(wing[0][0] - 14, 620, 448, 28, "#f3dcae")
    _portico(plate)
    plate.wash(box(0, 1090, 2000, 105), ["#8f8a5d", "#5f6a4a"])
    steps(plate, 500, 1190, 1000, 150, 7, "#f8e6c0", "#a37a63", 0.1)
    plate.wash(box(0, 1188, 2000, 145), ["#d9b285", "#9a7060"])
    plate.veil([(0, 1040), (700, 1190), (980, 1333), (0, 1333)], "#2a2546", "all", 0.5)
    for x in (330, 1670):
        street_lamp(plate, x, 1205, 330, "#1c2233", "#ffe5ae", 0.5)
    walkers(plate, ADVOCATES, "#3a2742", 1.2, 0.5)


def _portico(plate):
    back = box(540, 560, 920, 490)
    plate.shape(back, "#8a6458")
    plate.shade(back, "#2c2440", "up", 0.9)
    plate.shape(arch(905, 1050, 190, 370), "#f0d3a0")
    plate.wash(arch(925, 1050, 150, 345), ["#6b3a36", "#d98a45", "#ffd48a"])
    plate.glow(1000, 980, 260, "#ffc470", 0.5)
    plate.rect(996, 735, 8, 315, "#6b3a36")
    for x in (690, 1250):
        plate.shape(arch(x, 980, 90, 230), "#24283f")
    for index in range(6):
        x = 580 + index * 168
        # Each column throws its shadow on the wall behind it.
        if index < 5:
            plate.veil([(x + 34, 560), (x + 110, 600), (x + 110, 1050), (x + 34, 1050)], "#241c38", "all", 0.45)
        column(plate, x, 1050, 78, 500, "#fdeecb", "#8c6256")
    plate.rect(500, 500, 1000, 66, "#f8e3b8")
    plate.shade(box(500, 500, 1000, 66), "#9c7060", "right", 0.6)
    plate.rect(486, 486, 1028, 20, "#fff1d0")
    for index in range(42):
        plate.rect(506 + index * 24, 548, 12, 14, "#a87e66")
    pediment(plate, 470, 488, 1060, 250, "#fbe8c0", "#b98f70")
    _scales(plate, 1000, 440)


def _scales(plate, x, y):
    """The scales of justice, in relief on the pediment."""
    ink = "#fdf0cf"
    plate.rect(x - 5, y - 120, 10, 130, ink)
    plate.rect(x - 40, y + 4, 80, 12, ink)
    plate.oval(x, y - 124, 11, 11, ink)
    plate.line([(x - 130, y - 92), (x, y - 112), (x + 130, y - 92)], 8, ink)
    for side in (-130, 130):
        for string in (-42, 42):
            plate.line([(x + side, y - 92), (x + side + string, y - 26)], 4, ink)
        plate.shape(smooth([(x + side - 52, y - 28), (x + side, y - 2), (x + side + 52, y - 28)], 6), ink)
