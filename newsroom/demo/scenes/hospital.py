"""St Audrey's as the evening visitors leave."""

from .buildings import windows
from .curves import Face, box
from .figures import walkers
from .land import hill, ridge, tree
from .sky import sky, stars, streaks
from .tone import lighter

# Outlines in lengths and heights of the vehicle, from its tail on the ground.
AMBULANCE = [(0, 0.13), (0, 1), (0.7, 1), (0.72, 0.86), (0.86, 0.5), (1, 0.42), (1, 0.13)]
CAB_WINDOW = [(0.72, 0.8), (0.83, 0.5), (0.66, 0.5), (0.66, 0.8)]


VISITORS = (
    (1250, 1120, 150, "#e8dcc8", -1, None),
    (1310, 1126, 146, "#3f7f7a", -1, None),
    (1620, 1180, 190, "#6d3b52", -1, None),
)


def hospital(plate):
    sky(plate, ["#1c2450", "#40437a", "#8d6c93", "#eaa38c", "#f8c793"], 980)
    stars(plate, "#f4e6d4", 330, 60)
    streaks(plate, "#5d5488", 160, 620, 14, 800)
    streaks(plate, "#f6b99a", 560, 860, 10, 620)
    hill(plate, ridge(plate, 930, 150, 6), 1030, "#5d527c", "#423d69")
    _wards(plate)
    plate.wash(box(0, 1020, 2000, 313), ["#4d4a70", "#33365a", "#1d2240"])
    _entrance(plate)
    for x, height in ((110, 420), (330, 300), (1900, 470)):
        tree(plate, x, 1040, height, ("#1c2747", "#2a3a58", "#5d6a7d"))
    _ambulance(plate, 560, 1196, 440)
    walkers(plate, VISITORS, "#12152c", 1.0, 0.5)


def _wards(plate):
    lit = ["#ffd98a", "#ffe6ab", "#ffc46b", "#39406b", "#39406b", "#4a4c78", "#f3b868"]
    for x, top, width, columns, rows, wall in (
        (280, 560, 560, 8, 6, "#6f6a93"),
        (760, 300, 520, 6, 10, "#8a7f9f"),
        (1240, 620, 600, 9, 5, "#6a6490"),
    ):
        face = Face.upright(x, top, width, 1030 - top)
        plate.shape(face.corners, wall)
        plate.shade(face.corners, "#2c2c56", "right", 0.75)
        span = 0.7 if width == 520 else 0.97
        windows(plate, face.part(0.03, 0.03, span, 0.92), rows, columns, lit, gap=(0.34, 0.46))
        plate.rect(x - 10, top - 16, width + 20, 22, lighter(wall, 0.3))
        plate.veil(box(x, top, 18, 1030 - top), "#f8c793", "left", 0.7)
    for x, top, width, height in ((870, 236, 130, 50), (1040, 216, 90, 70), (1420, 566, 160, 42)):
        plate.rect(x, top, width, height, "#4c4a76")
    plate.rect(1095, 110, 5, 110, "#2c2c56")
    plate.oval(1097, 108, 7, 7, "#ff6b57")
    # The hospital's sign: a white cross on blue.
    plate.glow(1203, 385, 200, "#9fd0ff", 0.6)
    plate.rect(1142, 324, 122, 122, "#2563a8")
    for cross in (box(1188, 342, 30, 86), box(1160, 370, 86, 30)):
        plate.shape(cross, "#fdf6e6")


def _entrance(plate):
    plate.glow(1110, 1010, 620, "#ffc978", 0.75, 0.5)
    hall = Face.upright(880, 850, 460, 200)
    plate.shape(hall.corners, "#ffdf9c")
    plate.shade(hall.corners, "#f0a257", "up", 0.6)
    for u in (0.0, 0.17, 0.34, 0.5, 0.66, 0.83, 0.985):
        plate.shape(hall.patch(u, 0, u + 0.015, 1), "#3b3a63")
    plate.rect(840, 826, 560, 34, "#f4ede0")
    plate.rect(840, 856, 560, 12, "#3b3a63")
    for x in (858, 1370):
        plate.rect(x, 866, 14, 190, "#3b3a63")
    plate.veil([(880, 1050), (1340, 1050), (1640, 1333), (700, 1333)], "#ffcf85", "up", 0.75)


def _ambulance(plate, x, y, length):
    tall = length * 0.46
    plate.veil([(x, y), (x + length * 1.02, y), (x + length * 1.1, y + 30), (x - 20, y + 30)], "#0c1024", "all", 0.6)
    shell = [(x + across * length, y - up * tall) for across, up in AMBULANCE]
    plate.shape(shell, "#f6efdf")
    plate.shade(shell, "#8f88ab", "down", 0.7)
    plate.shape([(x + across * length, y - up * tall) for across, up in CAB_WINDOW], "#232a4d")
    for index in range(12):
        for row in (0, 1):
            ink = "#2f9a63" if (index + row) % 2 else "#f2d23c"
            plate.rect(x + index * length / 12, y - tall * 0.42 + row * 26, length / 12, 26, ink)
    for hub in (0.2, 0.8):
        plate.oval(x + length * hub, y - 20, 36, 36, "#14172a")
        plate.oval(x + length * hub, y - 20, 17, 17, "#8d8fa5")
    plate.rect(x + length * 0.5, y - tall - 16, 76, 18, "#5aa9ff")
    plate.glow(x + length * 0.58, y - tall - 10, 170, "#6db4ff", 0.75)
    plate.glow(x + length, y - tall * 0.25, 130, "#ffe6ab", 0.8)
