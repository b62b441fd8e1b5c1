"""Scenes of the open coast: the lighthouse, the wind farm, the beach huts."""

from math import cos, pi, sin

from .boats import fishing_boat, sailing_boat
from .curves import Face, box, lens, scaled, smooth
from .figures import person
from .land import ground, hill, tussocks
from .sky import cumulus, gulls, sky, streaks, sun
from .tone import between, darker, lighter
from .water import breaker, broken, crest, glitter, ripples, swell


def lighthouse_storm(plate):
    sky(plate, ["#1b2345", "#3c3f6b", "#7d5f83", "#d98a78", "#f3b884"], 1180)
    for x, y, width in ((260, 330, 900), (1330, 250, 820), (1250, 640, 520), (210, 800, 460)):
        cumulus(plate, x, y, width, "#5b5580", "#262a55", 0.85)
    streaks(plate, "#2c3158", 60, 620, 18, 900)
    streaks(plate, "#b96f7c", 560, 1120, 22, 620)
    streaks(plate, "#f6c796", 900, 1150, 9, 500)
    lamp = (1010, 535)
    for edge, high, low, toward in ((0, 250, 600, "right"), (1600, 330, 640, "left")):
        plate.veil([lamp, (edge, high), (edge, low)], "#ffe9ae", toward, 0.75)
    plate.wash(box(0, 1150, 1600, 850), ["#8f7088", "#4d5679", "#2b3d62", "#16233f"])
    for y, height, length, phase, inks in (
        (1200, 20, 420, 0.3, ("#6b6488", "#474f78", "#c08e8f")),
        (1290, 36, 640, 1.9, ("#4a5580", "#313f69", "#a27f90")),
    ):
        swell(plate, crest(1600, y, height, length, phase), inks, "#e9d3cb", 24)
    _rock(plate)
    _lighthouse(plate, 1010, 1270)
    breaker(plate, 610, 1560, 560, "#f2e4dc", "#6f7499", 0.12)
    breaker(plate, 360, 1600, 300, "#f2e4dc", "#6f7499", -0.25)
    breaker(plate, 1500, 1570, 330, "#f2e4dc", "#6f7499", 0.1)
    for y, height, length, phase, inks in (
        (1590, 78, 900, 0.9, ("#35507c", "#1d2f56", "#8490b0")),
        (1760, 110, 1300, 3.2, ("#22386a", "#0f1b3b", "#5d74a0")),
    ):
        swell(plate, crest(1600, y, height, length, phase), inks, "#f2e4dc", 34)
    gulls(plate, "#f3dfd2", [(420, 780, 90), (300, 900, 60), (560, 690, 52)])


def _rock(plate):
    rock = [(430, 1660), (520, 1530), (600, 1500), (650, 1420), (760, 1385), (820, 1310), (900, 1268), (1130, 1262)]
    rock += [(1210, 1300), (1290, 1390), (1400, 1420), (1470, 1510), (1560, 1560), (1640, 1680)]
    ground(plate, rock, "#332d4c", "#15162b", "right", 0.95)
    for ink, face in (
        ("#a5707f", [(820, 1310), (900, 1268), (960, 1300), (880, 1400), (770, 1430), (760, 1385)]),
        ("#8f647c", [(520, 1530), (600, 1500), (650, 1420), (720, 1450), (640, 1590), (480, 1640)]),
        ("#6a4c6c", [(980, 1330), (1090, 1290), (1180, 1330), (1090, 1440), (960, 1420)]),
        ("#5d4566", [(840, 1480), (960, 1450), (1040, 1520), (960, 1640), (800, 1640)]),
        ("#453a5c", [(1240, 1400), (1300, 1410), (1400, 1440), (1380, 1560), (1260, 1600), (1200, 1480)]),
    ):
        ground(plate, face, ink, "#332d4c", "right", 0.9)


def _lighthouse(plate, x, y):
    bands = ("#f4e9dc", "#c2453a")
    height, base, top = 660, 105, 66
    for index in range(5):
        low, high = index / 5, (index + 1) / 5
        wide, narrow = base + (top - base) * low, base + (top - base) * high
        band = [
            (x - wide, y - height * low),
            (x - narrow, y - height * high),
            (x + narrow, y - height * high),
            (x + wide, y - height * low),
        ]
        plate.shape(band, bands[index % 2])
        plate.shade(band, darker(bands[index % 2], 0.7), "right", 1.0)
    for level in (0.16, 0.5, 0.84):
        plate.rect(x - 24, y - height * level - 22, 22, 42, "#ffd98a")
    _lantern(plate, x, y - height)


def _lantern(plate, x, y):
    iron = "#221f38"
    plate.rect(x - 96, y - 22, 192, 24, iron)
    for rail in range(-88, 89, 22):
        plate.rect(x + rail, y - 66, 4, 46, iron)
    plate.rect(x - 92, y - 68, 184, 6, iron)
    plate.glow(x, y - 80, 330, "#ffe9ae", 0.9)
    plate.rect(x - 46, y - 128, 92, 106, "#fff4c9")
    for bar in (-46, -17, 13, 41):
        plate.rect(x + bar, y - 128, 5, 106, iron)
    dome = scaled([(-60, -126), (-40, -172), (0, -192), (40, -172), (60, -126)], x, y, 1)
    plate.shape(smooth(dome, 5), "#a33a35")
    plate.rect(x - 3, y - 230, 6, 44, iron)


def wind_farm(plate):
    sky(plate, ["#2c4a6e", "#6d7f93", "#d79f83", "#f6b267", "#fbd184"], 820)
    streaks(plate, "#8e7c8c", 90, 460, 16, 900)
    streaks(plate, "#f9cf8e", 430, 760, 16, 700)
    sun(plate, 800, 770, 96, "#fff0bf", "#ffcf78", 0.85)
    plate.wash(box(0, 820, 2400, 530), ["#f3b06c", "#b57f74", "#5a6580", "#27456a", "#152c4c"])
    ripples(plate, 828, 1350, ["#f7c27d", "#3c547a", "#213f64", "#c48a74"], 260, 200)
    glitter(plate, 800, 826, 1330, "#fff0bf", 95, 130)
    rows = [(index * 180 + 60, 826, 150) for index in range(14)]
    rows += [(index * 300 + 190, 838, 250) for index in range(8)]
    rows += [(1080, 866, 440), (1520, 884, 560), (2060, 930, 840)]
    for x, y, height in rows:
        _turbine(plate, x, y, height)
    broken(plate, 380, 1085, 260, 90, ["#20304e", "#36496b", "#7a6670"], 40)
    fishing_boat(plate, 400, 1070, 270, "#c8452f", facing=-1)
    gulls(plate, "#24365a", [(620, 480, 70), (700, 530, 48), (1260, 300, 60)])


def _turbine(plate, x, y, height):
    far = 1 - min(height / 840, 1)
    ink, lit = between(["#1c2c4c", "#8c7884"], far), between(["#f4d3a4", "#e9b68c"], far)
    hub = (x, y - height * 0.62)
    foot, neck = height * 0.021, height * 0.011
    tower = [(x - foot, y), (x - neck, hub[1]), (x + neck, hub[1]), (x + foot, y)]
    plate.shape(tower, ink)
    plate.shape([tower[0], tower[1], (x - neck * 0.3, hub[1]), (x - foot * 0.3, y)], lit)
    plate.rect(x - foot * 1.8, y - height * 0.055, foot * 3.6, height * 0.055, "#d9a03a")
    turn = plate.rng.uniform(0, 2 * pi / 3)
    for blade in range(3):
        angle = turn + blade * 2 * pi / 3
        _blade(plate, hub, angle, height * 0.38, ink if blade else lit)
    plate.oval(*hub, height * 0.022, height * 0.022, ink)
    broken(plate, x, y + 3, foot * 5, height * 0.26, [ink, ink, "#5a5f78"], max(int(height / 14), 6))


def _blade(plate, hub, angle, reach, ink):
    along, across = (cos(angle), sin(angle)), (-sin(angle), cos(angle))

    def spot(out, side):
        return (
            hub[0] + along[0] * out * reach + across[0] * side * reach,
            hub[1] + along[1] * out * reach + across[1] * side * reach,
        )

    plate.shape([spot(0, -0.02), spot(0.2, -0.045), spot(1, 0), spot(0.15, 0.03), spot(0, 0.02)], ink)


def beach_huts(plate):
    sky(plate, ["#3f8fb0", "#84bcc4", "#cfe3d6", "#f6ecd0"], 700)
    cumulus(plate, 480, 330, 820, "#fdf8ea", "#8fb9c2", 0.7)
    cumulus(plate, 1330, 250, 560, "#fdf8ea", "#8fb9c2", 0.7)
    cumulus(plate, 150, 560, 420, "#fdf8ea", "#a5c8c9", 0.6)
    plate.wash(box(0, 690, 2000, 260), ["#4f9fae", "#2f7f98", "#79bdb8"])
    hill(plate, smooth([(760, 716), (880, 690), (1050, 640), (1400, 612), (2010, 560)]), 800, "#8fa878", "#5d8a6c")
    ripples(plate, 700, 850, ["#dff0e2", "#2a7590", "#8fcac4"], 70, 130, right=860)
    sailing_boat(plate, 300, 716, 90, "#fdf6e6", "#c8452f")
    sailing_boat(plate, 520, 706, 52, "#f2b84b", "#274760", -1)
    _sands(plate)
    inks = ("#d8573c", "#f2c14e", "#2f7f98", "#f4ead2", "#5d9a76", "#e58a8f", "#24506e", "#efe3c2", "#c8452f")
    spots = [
        (640, 0.34),
        (712, 0.40),
        (798, 0.47),
        (900, 0.56),
        (1022, 0.67),
        (1168, 0.8),
        (1342, 0.96),
        (1552, 1.15),
        (1806, 1.38),
    ]
    for (x, size), ink in zip(spots, inks, strict=True):
        _hut(plate, x, 752 + 250 * size, size, ink)
    _holidaymakers(plate)
    gulls(plate, "#fdf8ea", [(820, 420, 96), (960, 360, 60), (640, 500, 50)])
    gulls(plate, "#31586b", [(1080, 150, 80)])


def _sands(plate):
    plate.shape(
        smooth([(0, 830), (250, 812), (520, 790), (700, 770), (2000, 760)]) + [(2000, 1333), (0, 1333)], "#f0dcae"
    )
    sand = smooth([(0, 880), (300, 862), (620, 820), (900, 800)]) + [(2000, 800), (2000, 1333), (0, 1333)]
    ground(plate, sand, "#e8c98e", "#c79a5f", "down", 0.75)
    plate.shape(lens(-80, 838, 560, 12), "#fdf8ea")
    plate.shape(lens(180, 818, 420, 8), "#fdf8ea")
    tussocks(plate, 900, 1320, ["#d5ae70", "#f3deb0", "#c99f62"], 110, 190)


def _hut(plate, x, y, size, ink):
    """A hut on stilts, with a gabled roof, boarded walls, double doors and a deck."""
    wide, tall = 150 * size, 300 * size
    plate.veil(
        [(x, y), (x + wide, y), (x + wide * 2.1, y + tall * 0.22), (x + wide, y + tall * 0.24)], "#7a5a4a", "all", 0.5
    )
    side = [
        (x + wide, y - 30 * size),
        (x + wide * 1.24, y - 52 * size),
        (x + wide * 1.24, y - tall * 0.93),
        (x + wide, y - tall),
    ]
    plate.shape(side, darker(ink, 0.42))
    peak = (x + wide / 2, y - tall * 1.34)
    front = [(x, y - 30 * size), (x, y - tall), peak, (x + wide, y - tall), (x + wide, y - 30 * size)]
    plate.shape(front, ink)
    for board in range(1, 10):
        plate.rect(x, y - 30 * size - (tall - 30 * size) * board / 10, wide, 2.4 * size, darker(ink, 0.2))
    plate.shade(front, darker(ink, 0.4), "right", 0.5)
    back = (peak[0] + wide * 0.25, peak[1] + tall * 0.05)
    plate.shape([peak, back, (x + wide * 1.32, y - tall * 0.88), (x + wide * 1.08, y - tall * 0.93)], "#47454f")
    plate.line([(x - wide * 0.1, y - tall * 0.92), peak, (x + wide * 1.1, y - tall * 0.92)], 15 * size, "#fdf6e6")
    _hut_front(plate, x, y, size, ink)


def _hut_front(plate, x, y, size, ink):
    """The doors, the round light over them, and the deck."""
    wide, tall = 150 * size, 300 * size
    pale = ink == "#f4ead2"
    trim, leaf = ("#2f7f98", "#d8573c") if pale else ("#fdf6e6", lighter(ink, 0.3))
    door = Face.upright(x + wide * 0.24, y - tall * 0.76, wide * 0.52, tall * 0.66)
    plate.shape(door.patch(-0.1, -0.05, 1.1, 1), trim)
    for u in (0.0, 0.53):
        plate.shape(door.patch(u, 0.02, u + 0.47, 0.98), leaf)
    plate.oval(x + wide / 2, y - tall * 1.06, 13 * size, 13 * size, trim)
    plate.rect(x - 12 * size, y - 34 * size, wide * 1.2, 13 * size, "#a98258")
    for post in (0.04, 0.5, 0.96):
        plate.rect(x + wide * post, y - 24 * size, 8 * size, 30 * size, "#5e4636")
    for tread in range(3):
        plate.rect(x + wide * 0.26, y - (20 - tread * 10) * size, wide * 0.48, 6 * size, "#c79f6d")


def _holidaymakers(plate):
    stripes = ("#d8573c", "#fdf6e6")
    for index in range(8):
        plate.rect(330 + index * 34, 990, 34, 92, stripes[index % 2])
    for index in range(0, 9, 2):
        plate.rect(328 + index * 34, 975, 5, 118, "#6e5340")
    person(plate, 480, 1160, 230, "#24506e", hat="#f2c14e", legs="#d9a27c", bag="#d8573c")
    person(plate, 590, 1176, 140, "#d8573c", legs="#c98d64", stride=0.16)
    person(plate, 180, 930, 96, "#f2c14e", facing=-1)
    person(plate, 140, 928, 90, "#c8452f")
