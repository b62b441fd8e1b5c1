"""Scenes after dark: Quayside under floodlights, and the Playhouse."""

from .buildings import column, window
from .curves import Face, arc, box, smooth
from .figures import person, player
from .sky import moon, sky, stars, streaks
from .water import reflect

FAR, NEAR = 640, 1333


def football_ground(plate):
    sky(plate, ["#0c1430", "#1b2a55", "#3a4a78", "#6d6488"], 660)
    stars(plate, "#dfe3f0", 320, 70)
    streaks(plate, "#2c3c6b", 120, 480, 12, 800)
    for x in (210, 1790):
        _pylon(plate, x, 560, 500)
    _far_stand(plate)
    _pitch(plate)
    _goal(plate)
    _players(plate)
    for x in (210, 1790):
        plate.veil(
            [(x - 60, 90), (x + 60, 90), (1500 if x < 1000 else 900, 1100), (300 if x < 1000 else -100, 1100)],
            "#e9f1ff",
            "up",
            0.2,
        )
        plate.glow(x, 96, 430, "#f3f7ff", 0.75)
        _lamps(plate, x, 96)
    _terrace(plate)


def _pylon(plate, x, top, height):
    for side in (-1, 1):
        plate.line([(x + side * 46, top + 60), (x + side * 20, top + 60 - height)], 8, "#0d1530")
    for step in range(9):
        y = top + 40 - step * height / 9
        half = 44 - step * 2.8
        plate.line([(x - half, y), (x + half, y - height / 9)], 4, "#0d1530")
        plate.line([(x + half, y), (x - half, y - height / 9)], 4, "#0d1530")


def _lamps(plate, x, y):
    plate.rect(x - 92, y - 60, 184, 116, "#0d1530")
    for row in range(3):
        for place in range(5):
            plate.oval(x - 72 + place * 36, y - 38 + row * 36, 14, 14, "#fffdf0")


def _far_stand(plate):
    seats = [(60, 470), (1940, 470), (2000, 650), (0, 650)]
    plate.wash(seats, ["#141c3c", "#24305c", "#33406e"])
    inks = ["#e9c9a4", "#c98d64", "#e2b83c", "#b8432f", "#f4ecd8", "#2f7f98", "#8a5a3c"]
    for row in range(10):
        y = 496 + row * 13
        for place in range(150):
            if plate.rng.random() < 0.8:
                x = 74 + place * 12.4 + plate.rng.uniform(-3, 3)
                plate.oval(x, y, 4.2, 4.6, plate.rng.choice(inks))
                plate.rect(x - 4.5, y + 4, 9, 7, plate.rng.choice(["#1f6a7a", "#f0c24a", "#22305a", "#31406e"]))
    roof = [(20, 420), (1980, 420), (1930, 470), (70, 470)]
    plate.shape(roof, "#0f1733")
    plate.shape([(20, 408), (1980, 408), (1980, 424), (20, 424)], "#f0c24a")
    for x in range(110, 1930, 182):
        plate.rect(x, 466, 9, 180, "#0f1733")
    plate.veil(box(0, 470, 2000, 60), "#080d22", "up", 0.7)
    for index in range(20):
        plate.rect(index * 100, 630, 98, 30, ("#f4ecd8", "#1f6a7a", "#f0c24a", "#b8432f")[index % 4])


def _pitch(plate):
    plate.wash(box(0, 658, 2000, 675), ["#4fa35c", "#3a8a50", "#256a45"])
    for index in range(-3, 9):
        x0, x1 = 1000 + (index - 3) * 250, 1000 + (index - 2) * 250
        if index % 2:
            plate.veil([_turf(x0, 0), _turf(x1, 0), _turf(x1, 1), _turf(x0, 1)], "#bfe08a", "all", 0.24)
    for ends in (((-400, 0.03), (2400, 0.03)), ((1000, 0.03), (1000, 1))):
        plate.line([_turf(*ends[0]), _turf(*ends[1])], 6, "#f2f4e6")
    circle = arc(1000, 885, 330, 112, 0, 360, 48)
    plate.line(circle, 6, "#f2f4e6")
    for points in (
        ((1560, 0.12), (1560, 0.62), (2200, 0.62)),
        ((1560, 0.12), (2200, 0.12)),
        ((1840, 0.22), (1840, 0.48), (2200, 0.48)),
        ((1840, 0.22), (2200, 0.22)),
    ):
        plate.line([_turf(*spot) for spot in points], 5, "#f2f4e6")
    plate.glow(1000, 900, 900, "#f3ffd0", 0.35, 0.4)


def _turf(x, near):
    return 1000 + (x - 1000) * (0.72 + 0.75 * near), 658 + 675 * near


def _goal(plate):
    x, y = 1790, 900
    ink = "#fbfbf2"
    for step in range(9):
        plate.line([(x + step * 16, y - 150 + step * 3), (x + 40 + step * 16, y - 30 + step * 8)], 2, "#b9c9c4")
        plate.line([(x + step * 4, y - 150 + step * 16), (x + 150 + step * 3, y - 130 + step * 20)], 2, "#b9c9c4")
    plate.line([(x, y), (x, y - 160), (x + 140, y - 132), (x + 140, y + 60)], 9, ink)


def _players(plate):
    home, away = "#f0c24a", "#b8342f"
    for x, y, height, shirt, facing, stride in (
        (560, 800, 96, away, 1, 0.16),
        (760, 770, 88, home, 1, 0.14),
        (1180, 790, 92, away, 1, 0.1),
        (1480, 830, 104, home, 1, 0.2),
        (1560, 842, 108, away, -1, 0.14),
        (1760, 880, 112, "#3f9a7a", -1, 0.05),
        (880, 985, 150, away, 1, 0.2),
        (1150, 1010, 160, home, 1, 0.24),
        (380, 1000, 150, home, 1, 0.12),
    ):
        for lean in (-1.1, 0.9):
            plate.veil(
                [
                    (x - 12, y),
                    (x + 12, y),
                    (x + height * lean + 10, y + height * 0.2),
                    (x + height * lean - 10, y + height * 0.2),
                ],
                "#0f3327",
                "all",
                0.45,
            )
        player(plate, x, y, height * 1.12, shirt, "#f2efe2" if shirt == home else "#1d2547", facing, stride)
    plate.oval(1260, 1008, 13, 13, "#fdfdf6")
    plate.oval(1264, 1013, 6, 5, "#9aa6a6")


def _terrace(plate):
    """The near crowd, from behind: heads, raised arms and scarves."""
    plate.shape([(0, 1270), (2000, 1270), (2000, 1333), (0, 1333)], "#0a1026")
    for index in range(25):
        x, y = index * 84 + plate.rng.uniform(-16, 16), 1262 + plate.rng.uniform(-24, 22)
        ink = plate.rng.choice(["#0d1530", "#121c3e", "#172449"])
        plate.shape(smooth([(x - 70, 1345), (x - 56, y + 44), (x, y + 22), (x + 56, y + 44), (x + 70, 1345)], 5), ink)
        plate.oval(x, y, 29, 33, ink)
        if index in (3, 11, 17, 22):
            plate.line([(x - 44, y + 56), (x - 62, y - 64)], 22, ink)
            plate.line([(x + 44, y + 56), (x + 62, y - 64)], 22, ink)
            for stripe in range(6):
                plate.rect(x - 72 + stripe * 24, y - 92, 24, 34, ("#f0c24a", "#1f6a7a")[stripe % 2])


def theatre(plate):
    sky(plate, ["#141031", "#2c1f52", "#57356b", "#8f4f72"], 1010)
    stars(plate, "#f3e3d6", 420, 80)
    moon(plate, 1660, 210, 62, "#fdf0cf", "#c9a0b4")
    for x, width, height, ink in (
        (-20, 330, 560, "#231c44"),
        (270, 210, 470, "#2b2250"),
        (1500, 260, 540, "#2b2250"),
        (1740, 300, 620, "#231c44"),
    ):
        plate.rect(x, 1010 - height, width, height, ink)
        face = Face.upright(x, 1010 - height, width, height)
        for row in range(4):
            for place in range(3):
                lit = plate.rng.random() < 0.3
                window(
                    plate,
                    face,
                    (0.14 + place * 0.27, 0.08 + row * 0.22, 0.3 + place * 0.27, 0.2 + row * 0.22),
                    "#f0b567" if lit else "#191436",
                )
    _playhouse(plate)
    _canopy(plate)
    plate.wash(box(0, 1010, 2000, 323), ["#6d3f5d", "#3a2750", "#1a1438"])
    reflect(plate, 1012, 321, "#2c1f4c", 0.38, ripple=9)
    plate.veil([(520, 1012), (1480, 1012), (1800, 1333), (200, 1333)], "#ffc870", "up", 0.4)
    plate.rect(0, 1006, 2000, 10, "#c98a6a")
    _audience(plate)


def _playhouse(plate):
    front = box(480, 330, 1040, 680)
    plate.glow(1000, 800, 1000, "#f28a5a", 0.45)
    plate.shape(front, "#c9705a")
    plate.shade(front, "#4f2449", "up", 0.95)
    crown = [
        (480, 340),
        (480, 300),
        (700, 290),
        *arc(1000, 290, 210, 150, 180, 360),
        (1300, 290),
        (1520, 300),
        (1520, 340),
    ]
    plate.shape(crown, "#e9a77a")
    plate.shade(crown, "#7a3a58", "up", 0.8)
    plate.rect(456, 330, 1088, 26, "#f6cf9a")
    for x in (480, 1440):
        plate.rect(x, 230, 80, 80, "#d98a68")
        plate.shape([(x - 8, 232), (x + 40, 150), (x + 88, 232)], "#5f3a6a")
        plate.oval(x + 40, 146, 9, 9, "#ffd98a")
    _masks(plate, 1000, 236)
    face = Face(*front)
    for index in range(5):
        u = 0.09 + index * 0.17
        window(plate, face, (u, 0.12, u + 0.12, 0.52), "#ffd27a", "#f6cf9a", arched=True)
    for x in (520, 730, 907, 1084, 1261, 1470):
        column(plate, x, 720, 34, 340, "#f3bd8c", "#8a4560")
    plate.rect(470, 716, 1060, 24, "#f6cf9a")


def _masks(plate, x, y):
    """Comedy and tragedy, gilded, in the arch of the pediment."""
    for side, bend, ink in ((-62, 1, "#ffd98a"), (62, -1, "#f4b565")):
        middle = x + side
        plate.shape(
            smooth(
                [
                    (middle - 54, y - 50),
                    (middle, y - 62),
                    (middle + 54, y - 50),
                    (middle + 44, y + 26),
                    (middle, y + 62),
                    (middle - 44, y + 26),
                    (middle - 54, y - 50),
                ],
                6,
            ),
            ink,
        )
        for eye in (-22, 22):
            plate.shape(arc(middle + eye, y - 14, 12, 9, 180, 360, 8), "#4f2449")
        mouth = [(middle - 28, y + 18), (middle, y + 18 + bend * 22), (middle + 28, y + 18)]
        plate.line(smooth(mouth, 6), 9, "#4f2449")


def _canopy(plate):
    plate.glow(1000, 880, 760, "#ffcf7d", 0.6, 0.5)
    hall = Face.upright(540, 800, 920, 212)
    plate.wash(hall.corners, ["#ffe9b4", "#ffc46b"])
    for index in range(6):
        u = 0.03 + index * 0.163
        plate.shape(hall.patch(u, 0.08, u + 0.125, 1), "#8f2f3a")
        for pane in (0.01, 0.068):
            plate.shape(hall.patch(u + pane, 0.14, u + pane + 0.047, 0.92), "#ffdf9a")
            plate.shape(hall.patch(u + pane + 0.04, 0.5, u + pane + 0.047, 0.62), "#8f2f3a")
    for x in (492, 1470):
        plate.rect(x, 820, 44, 150, "#f6cf9a")
        plate.wash(box(x + 5, 826, 34, 138), ["#2f7f98", "#f0b567"])
    lip = [(430, 738), (1570, 738), (1610, 800), (390, 800)]
    plate.shape(lip, "#9c2f3c")
    plate.shade(lip, "#571a35", "down", 0.8)
    plate.rect(386, 796, 1228, 16, "#f6cf9a")
    for index in range(36):
        for y in (742, 804):
            x = 444 + index * 32 if y == 742 else 402 + index * 34.2
            plate.oval(x, y, 8, 8, "#fff6d4")
    for x in (640, 880, 1120, 1360):
        plate.glow(x, 815, 120, "#fff0bd", 0.6)


def _audience(plate):
    for x, y, height, coat, facing, bag in (
        (600, 1050, 170, "#20506b", 1, None),
        (660, 1054, 160, "#b8432f", 1, "#e3d5b8"),
        (800, 1040, 164, "#2c3446", 1, None),
        (960, 1034, 158, "#6d3b52", 1, None),
        (1020, 1038, 164, "#3f7f7a", -1, None),
        (1220, 1046, 170, "#d99a2b", -1, None),
        (1290, 1050, 120, "#b8432f", -1, None),
        (330, 1120, 240, "#d99a2b", 1, "#6d3b52"),
        (430, 1126, 246, "#2c3446", 1, None),
        (1530, 1150, 260, "#8f2f3a", -1, "#f3dfb0"),
    ):
        plate.veil(
            [
                (x - height * 0.12, y),
                (x + height * 0.12, y),
                (x + height * 0.16, y + height * 0.7),
                (x - height * 0.16, y + height * 0.7),
            ],
            "#120c2c",
            "up",
            0.7,
        )
        person(plate, x, y, height, coat, facing, 0.11, bag=bag)
