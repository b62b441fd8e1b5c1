"""The Saltings: curlews in the creeks of the marsh."""

from .buildings import church
from .curves import box, lens, smooth
from .figures import curlew, wader
from .land import blades, ground, hill, ridge, tufts, tussocks
from .sky import sky, streaks, sun
from .water import broken


def saltmarsh_curlews(plate):
    sky(plate, ["#7fa3ad", "#b9c8bd", "#f0dcab", "#f7c98b"], 560)
    streaks(plate, "#f9e8c4", 90, 420, 16, 1000)
    streaks(plate, "#d9a98c", 330, 530, 10, 620)
    sun(plate, 1790, 470, 60, "#fff6d8", "#ffe3a5", 0.8)
    hill(plate, ridge(plate, 566, 46, 9), 575, "#8b9a95", "#6b8086")
    church(plate, 640, 556, 84, ("#6b7d84", "#5c6f78", "#586b75", "#5c6f78"))
    ground(plate, box(0, 560, 2400, 790), "#b8a35e", "#6f6a3c", "down", 0.75)
    tussocks(plate, 570, 860, ["#a08f4e", "#c9b56c", "#8a7c94", "#7d8650"], 300, 150)
    creeks(plate, ["#f6dcab", "#c9cdb9", "#86aab0", "#4f7f8f"])
    _glints(plate)
    tufts(plate, 880, 1300, ["#5f6136", "#8d7f45", "#83709a", "#4c5631"], 60, 90, 0, 760)
    tufts(plate, 900, 1340, ["#5f6136", "#8d7f45", "#83709a", "#4c5631"], 50, 90, 1960, 2400)
    blades(plate, 0, 640, 1360, 300, ["#3b4427", "#5f6136", "#7a6f3d", "#2f3a26"], 170)
    blades(plate, 2080, 2400, 1360, 240, ["#3b4427", "#5f6136", "#7a6f3d"], 90)
    for index in range(26):
        spread = index * 31
        wader(
            plate,
            700 + spread * 1.1 + plate.rng.uniform(-26, 26),
            250 + plate.rng.gauss(0, 46) - spread * 0.08,
            plate.rng.uniform(46, 66),
            "#4b4a4c",
            plate.rng.uniform(-0.8, 1),
        )
    _curlews(plate)


def creeks(plate, bright):
    """Two tidal creeks winding out of the marsh, washed with the colours of the sky."""
    banks = (
        smooth([(1640, 585), (1450, 625), (1700, 680), (1420, 760), (960, 850), (820, 980), (1010, 1130), (760, 1350)]),
        smooth(
            [(2180, 1350), (1860, 1120), (1560, 1010), (1660, 880), (1950, 770), (1900, 690), (1590, 628), (1680, 585)]
        ),
    )
    creek = [*banks[0], *banks[1]]
    plate.shape([(x - 14, y + 2) for x, y in banks[0]] + [(x + 14, y + 2) for x, y in banks[1]], "#5b4a3c")
    plate.wash(creek, bright)
    side = smooth([(0, 800), (300, 770), (520, 720), (380, 670), (620, 640)])
    back = smooth([(640, 644), (470, 680), (640, 730), (360, 810), (0, 870)])
    plate.wash([*side, *back], bright)


def _glints(plate):
    for _ in range(70):
        y = plate.rng.uniform(640, 1340)
        x = 1560 - (y - 640) * 0.5 + plate.rng.gauss(0, 30 + (y - 640) * 0.28)
        inside = 980 < x < 1560 and y > 860
        if inside:
            plate.shape(
                lens(x, y, 40 + (y - 640) * 0.2, 4 + (y - 640) * 0.008),
                plate.rng.choice(["#fbeac4", "#5d8b98", "#a9c0b8"]),
            )


def _curlews(plate):
    for x, y, height, facing, stoop in (
        (1830, 900, 110, -1, 1),
        (1120, 880, 96, 1, 0),
        (1260, 905, 104, -1, 1),
        (1780, 1240, 400, -1, 0),
        (1330, 1190, 290, 1, 1),
    ):
        broken(plate, x, y + 2, height * 0.55, height * 0.3, ["#6d5a46", "#8f7f62"], 14)
        curlew(plate, x, y, height, ("#8a6a48", "#e9d3a8"), facing, stoop)
