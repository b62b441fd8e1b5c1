"""Scenes of the harbour: the Fish Quay, the Wend Barrier, the lifeboat at sea."""

from .boats import fishing_boat, lifeboat, sailing_boat
from .buildings import church, gable, house, street_lamp, windows
from .curves import box, lens, smooth
from .figures import person
from .land import hill, ridge
from .sky import cumulus, gulls, rays, sky, streaks, sun
from .tone import darker, lighter
from .water import breaker, broken, cap, crest, glitter, reflect, ripples, spray, swell


def harbour_dawn(plate):
    sky(plate, ["#2f6577", "#6f9a94", "#e9c79a", "#f6b07c", "#f09068"], 640)
    rays(plate, 520, 585, 1500, "#fbd9a6", 22, 0.13)
    streaks(plate, "#f7caa0", 120, 480, 12)
    streaks(plate, "#c77a68", 330, 560, 9, 420)
    sun(plate, 520, 585, 62, "#fff3cf", "#ffd694")
    hill(plate, ridge(plate, 640, 85, 7), 650, "#8a6a70", "#5d5a6c")
    church(plate, 700, 634, 120, ("#5a5165", "#4a4459", "#453f55", "#4a4459"))
    _fish_quay(plate)
    plate.wash(box(0, 640, 2000, 693), ["#efa276", "#a98d84", "#4f7b82", "#235366", "#123647"])
    reflect(plate, 672, 330, "#2b5a68", 0.5, left=1130, right=2000)
    ripples(plate, 655, 1320, ["#1c4a5b", "#d69a7b", "#3d7380", "#f1b98f"], 210, 170)
    glitter(plate, 520, 650, 1250, "#ffe6b4", 70, 110)
    _quay_wall(plate)
    _moored(plate)
    gulls(plate, "#f8ead2", [(760, 260, 92), (930, 190, 60), (1040, 330, 46), (300, 330, 54)])
    gulls(plate, "#35424f", [(190, 800, 84)])


def _fish_quay(plate):
    walls = ("#5b4653", "#6d4b50", "#4c4456", "#74524f")
    spots = ((1190, 130, 150), (1315, 170, 185), (1480, 150, 150), (1625, 210, 225), (1830, 220, 190))
    for index, (x, width, height) in enumerate(spots):
        build = gable if index % 2 else house
        face = build(plate, x, 660, width, height, walls[index % 4], "#39344a", shade="#2c2a40")
        windows(plate, face, 3, 3, ["#e9a96c", "#3a3548", "#3a3548", "#ffcf86"], gap=(0.5, 0.5))
        plate.veil(box(x, 660 - height, 12, height), "#f7b987", "left", 0.9)


def _quay_wall(plate):
    wall = [(1120, 652), (2000, 640), (2000, 845), (1120, 700)]
    plate.wash(wall, ["#6b5560", "#3b3c4e", "#1d3040"])
    for row in range(1, 5):
        right = 640 + 205 * row / 5
        plate.line([(1120, 652 + 48 * row / 5), (2000, right)], 2, "#2a2f40")
    plate.shape([(1110, 645), (2000, 628), (2000, 646), (1110, 654)], "#d9a184")
    for x in (1260, 1450, 1700, 1930):
        plate.rect(x, 616 - (x - 1260) * 0.012, 18, 28, "#241f2d")
    for x, height in ((1400, 60), (1446, 57), (1800, 72)):
        person(plate, x, 642, height, "#2c3146", facing=-1, legs="#1f2230")
    street_lamp(plate, 1590, 640, 170, "#241f2d", "#ffe2a0")


def _moored(plate):
    for x, y, size, hull, facing in (
        (1330, 752, 300, "#2f6b62", -1),
        (1690, 888, 520, "#a8402f", -1),
        (960, 1010, 720, "#1c5a72", -1),
    ):
        broken(
            plate,
            x,
            y + size * 0.05,
            size * 0.95,
            size * 0.36,
            [darker(hull, 0.55), darker(hull, 0.4), hull, "#2b5868"],
            70,
        )
        fishing_boat(plate, x, y, size, hull, facing=facing)
        plate.shape(lens(x - size * 0.5, y + size * 0.05, size, 7), "#f0b98f")
    plate.line(smooth([(584, 862), (530, 930), (440, 1000)], 8), 3, "#26303c")
    sailing_boat(plate, 250, 668, 70, "#f3d3ad", "#3c3f52")


def flood_barrier(plate):
    sky(plate, ["#5d7a8c", "#8fa6ab", "#c9cfc2", "#efe0b9"], 620)
    rays(plate, 520, 640, 1900, "#f6e3b4", 20, 0.12)
    for x, y, width in ((180, 250, 620), (960, 180, 700), (640, 430, 460)):
        cumulus(plate, x, y, width, "#efeadb", "#6b8594", 0.75)
    plate.veil(box(0, 0, 2000, 620), "#f6d48c", "down", 0.35)
    hill(plate, ridge(plate, 632, 60, 8), 640, "#71858a", "#50687a")
    plate.wash(box(0, 630, 2000, 703), ["#b9bfae", "#7d9694", "#466d76", "#234a5b", "#163445"])
    ripples(plate, 640, 1333, ["#a9b8ad", "#315b69", "#1d4152", "#dfe0cc"], 230, 200)
    # Nearest last: each pier stands in front of the gate beyond it.
    piers = [(330, 0.42), (560, 0.55), (905, 0.75), (1420, 1.08)]
    for (x, size), (nearer, larger) in zip(piers, [*piers[1:], (2190, 1.5)], strict=True):
        _gate(plate, (x, _foot(size), size), (nearer, _foot(larger), larger))
        pier(plate, x, _foot(size), size)
    _surge(plate)
    gulls(plate, "#fbf4e3", [(700, 300, 90), (840, 380, 56), (1230, 180, 70), (300, 420, 44)])


def _foot(size):
    return 590 + 330 * size


def _gate(plate, far, near):
    """A steel leaf between two piers, its lip just above the water behind it."""
    (x0, y0, s0), (x1, y1, s1) = far, near
    lip = [(x0, y0 - 118 * s0), (x1, y1 - 118 * s1)]
    leaf = [*lip, (x1, y1), (x0, y0)]
    plate.wash(leaf, ["#d8662f", "#b5451f", "#6f2a1e"])
    plate.shade(leaf, "#3c1d22", "down", 0.7)
    for step in range(1, 9):
        u = step / 9
        x, y, size = x0 + (x1 - x0) * u, y0 + (y1 - y0) * u, s0 + (s1 - s0) * u
        plate.line([(x, y - 114 * size), (x, y)], 4 * size, "#8c3720")
    plate.line([(x, y - 3) for x, y in lip], 9 * s1, "#f6c27a")
    for u in (0.2, 0.38, 0.7, 0.86):
        x, y, size = x0 + (x1 - x0) * u, y0 + (y1 - y0) * u, s0 + (s1 - s0) * u
        plate.veil(box(x, y - 116 * size, 26 * size, 128 * size), "#eef2ea", "down", 0.7)
    bridge = [(x0, y0 - 330 * s0), (x1, y1 - 330 * s1), (x1, y1 - 306 * s1), (x0, y0 - 306 * s0)]
    plate.shape(bridge, "#2e4858")
    plate.line(bridge[:2], 4 * s1, "#dfe3d6")
    broken(plate, (x0 + x1) / 2, (y0 + y1) / 2 + 8, (x1 - x0) * 0.9, 110 * s1, ["#7c3b2a", "#9c5336", "#4b5f62"], 46)


def pier(plate, x, y, size):
    """A concrete pier carrying the steel hood of its machine house."""

    def spot(across, up):
        return x + across * 80 * size, y - up * 100 * size

    for ink, base in (("#efe3c6", (-1, 0.25)), ("#7f8584", (0.25, 1))):
        plate.shape(
            [spot(base[0], -0.25), spot(base[0] * 0.9, 3.3), spot(base[1] * 0.9, 3.3), spot(base[1], -0.25)], ink
        )
    plate.shade([spot(-1, -0.25), spot(-0.9, 1.4), spot(0.9, 1.4), spot(1, -0.25)], "#2f4b52", "down", 0.8)
    back = smooth([spot(-1.25, 3.4), spot(-1.2, 4.3), spot(-0.6, 5.3), spot(0.4, 5.95), spot(1.0, 6.0)], 8)
    plate.shape([*back, spot(1.2, 5.0), spot(1.25, 3.4)], "#47677a")
    plate.shape([*back, *smooth([spot(1.0, 6.0), spot(0.5, 5.0), spot(0.35, 3.4)], 8)], "#f6f2e4")
    plate.shade([*back, *smooth([spot(1.0, 6.0), spot(0.5, 5.0), spot(0.35, 3.4)], 8)], "#9fb4b8", "right", 0.8)
    for rib in (-0.75, -0.2):
        plate.line(smooth([spot(rib, 3.4), spot(rib + 0.15, 4.4), spot(rib + 0.75, 5.55)], 8), 3 * size, "#9aaeb2")
    plate.shape([spot(-1.4, 3.42), spot(1.4, 3.42), spot(1.4, 3.14), spot(-1.4, 3.14)], "#24404f")
    plate.shape([spot(-0.55, 2.7), spot(-0.2, 2.7), spot(-0.2, 1.9), spot(-0.55, 1.9)], "#24404f")
    plate.glow(*spot(0, 3.65), 90 * size, "#ffcf6a", 0.9)
    plate.oval(*spot(0, 3.65), 10 * size, 10 * size, "#fff3c8")
    broken(plate, x, y + 26 * size, 180 * size, 230 * size, ["#8f958c", "#d6d0ba", "#5d7a80"], 50)
    plate.shape(lens(x - 118 * size, y + 22 * size, 236 * size, 20 * size), "#f7f3e4")


def _surge(plate):
    for y, height, length, phase, inks in (
        (1090, 26, 620, 0.5, ("#2f5e6b", "#1c4353", "#8fb0ac")),
        (1215, 38, 840, 2.2, ("#204c5c", "#113141", "#6f9a9c")),
    ):
        swell(plate, crest(2000, y, height, length, phase), inks, "#e9ece0", 34)


def lifeboat_at_sea(plate):
    sky(plate, ["#3d5f78", "#7e9dab", "#cbd4cc", "#f3e2bb"], 640)
    for x, y, width in ((300, 250, 900), (1250, 190, 1000), (1800, 400, 760), (760, 440, 560)):
        cumulus(plate, x, y, width, "#e9e8dd", "#5f7f92", 0.75)
    plate.veil(box(0, 250, 2000, 400), "#f9dca0", "down", 0.5)
    plate.wash(box(0, 600, 2000, 733), ["#9fb6b0", "#5f8a93", "#2e6275", "#1a4258"])
    ripples(plate, 605, 800, ["#d6dcc9", "#3f7080"], 70, 200)
    for y, height, length, phase, inks in (
        (705, 30, 760, 0.4, ("#5d8b92", "#3a6a79", "#b8cbc2")),
        (800, 60, 1100, 1.6, ("#3f7685", "#245468", "#93b7b5")),
    ):
        swell(plate, crest(2000, y, height, length, phase), inks, "#f0efe2")
    _under_way(plate)
    near = crest(2000, 1090, 120, 1750, 4.0)
    swell(plate, near, ("#1f5268", "#0e2c40", "#5b97a2"), "#f6f3e6", 44)
    cap(plate, near, "#f6f3e6", min(y for _, y in near), 150)
    ripples(plate, 1130, 1333, ["#0f3247", "#2f6d80", "#3f8393"], 60, 260)
    gulls(plate, "#fdf6e6", [(420, 330, 120), (610, 250, 76), (1650, 240, 90), (300, 480, 60)])


def _under_way(plate):
    """The lifeboat shouldering through a crest, bow up, throwing white water."""
    breaker(plate, 1330, 905, 300, "#f8f5e8", "#7fa6ac", 0.25)
    lifeboat(plate, 900, 815, 900, pitch=0.2)
    wave = crest(2000, 900, 78, 1500, 2.75)
    swell(plate, wave, ("#2b6478", "#17435a", "#79aab0"), "#f6f3e6", 40)
    for x, reach in ((1290, 210), (1180, 130), (480, 150)):
        breaker(plate, x, 935, reach, "#f8f5e8", "#86abb0", 0.15)
    spray(plate, 1330, 900, 420, lighter("#f8f5e8"), 260, 0.35)
    for index in range(16):
        plate.shape(lens(250 + index * 62, 925 + 20 * (index % 3), 220, 13), "#eef0e4")
