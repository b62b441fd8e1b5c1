"""The bakery in Staithe Street, lit before the street is awake."""

from .buildings import awning
from .curves import arc, box, smooth
from .figures import person
from .tone import lighter


def bakery(plate):
    brick = "#2f5660"
    plate.wash(box(0, 0, 2000, 1333), ["#3a6370", "#2c4f5c", "#1d3843"])
    for row in range(34):
        for index in range(19):
            if plate.rng.random() < 0.5:
                plate.rect(
                    index * 110 - 55 * (row % 2), row * 40, 104, 35, lighter(brick, plate.rng.uniform(0.02, 0.12))
                )
    plate.rect(180, 210, 1640, 970, "#7a2f2a")
    plate.shade(box(180, 210, 1640, 970), "#40171d", "right", 0.6)
    plate.rect(150, 180, 1700, 40, "#a8493a")
    _shop_window(plate)
    _door(plate)
    awning(plate, 180, 225, 1640, 210, ("#c8432f", "#fbeccb"), 17, 0.035)
    plate.wash(box(0, 1180, 2000, 153), ["#7c7a78", "#454e58"])
    plate.veil([(250, 1180), (1760, 1180), (1980, 1333), (40, 1333)], "#ffcf85", "up", 0.7)
    plate.glow(760, 800, 1250, "#ffc870", 0.2, 0.75)
    person(plate, 1310, 1262, 520, "#24506e", -1, bag="#d9a25a", hat="#c8432f", stride=0.05)
    person(plate, 1490, 1275, 330, "#d99a2b", -1, stride=0.05)


def _shop_window(plate):
    view = box(260, 430, 980, 620)
    plate.wash(view, ["#b5622f", "#f0a850", "#ffdb8f"])
    for lamp in (430, 750, 1070):
        plate.glow(lamp, 560, 330, "#fff0c0", 0.85)
        plate.line([(lamp, 430), (lamp, 520)], 4, "#3a2320")
        plate.shape([(lamp - 56, 566), (lamp - 20, 516), (lamp + 20, 516), (lamp + 56, 566)], "#3f6b62")
        plate.oval(lamp, 570, 17, 13, "#fffbe6")
    _shelves(plate)
    _baker(plate, 740, 905)
    _loaves(plate)
    for x in (260, 578, 900, 1222):
        plate.rect(x - 8, 430, 20, 640, "#7a2f2a")
    plate.rect(240, 1050, 1020, 40, "#a8493a")
    plate.veil([(300, 430), (520, 430), (330, 1050), (300, 1050)], "#fff4da", "all", 0.12)
    plate.veil([(640, 430), (760, 430), (600, 1050), (590, 1050)], "#fff4da", "all", 0.12)


def _shelves(plate):
    for y in (690, 800):
        for left, right in ((276, 570), (914, 1214)):
            plate.rect(left, y, right - left, 14, "#7c4524")
            for x in range(left + 16, right - 50, 66):
                plate.oval(x + 26, y - 22, 31, 24, plate.rng.choice(["#8f4c22", "#a85c2a", "#7c3f1e"]))


def _baker(plate, x, y):
    plate.shape(
        smooth(
            [(x - 86, y), (x - 80, y - 150), (x - 36, y - 190), (x + 36, y - 190), (x + 80, y - 150), (x + 86, y)], 5
        ),
        "#fdf2da",
    )
    plate.shade(box(x - 86, y - 190, 172, 190), "#c98a4f", "right", 0.6)
    plate.oval(x, y - 226, 40, 46, "#c98d64")
    plate.shape(
        smooth(
            [
                (x - 46, y - 246),
                (x - 62, y - 300),
                (x - 20, y - 322),
                (x + 30, y - 322),
                (x + 62, y - 296),
                (x + 44, y - 246),
            ],
            5,
        ),
        "#fffaf0",
    )
    plate.rect(x - 44, y - 262, 88, 22, "#f3e2c2")


def _loaves(plate):
    """The window's display: round loaves, long loaves in baskets, buns on a board."""
    plate.rect(272, 900, 956, 26, "#8a5230")
    plate.rect(272, 1020, 956, 34, "#6d3d25")
    for x in range(330, 1220, 150):
        _cob(plate, x, 896, 66)
    for x, count in ((350, 5), (700, 5), (1060, 5)):
        for index in range(count):
            lean = (index - 2) * 24
            plate.line([(x + lean * 0.6, 1010), (x + lean * 1.6, 905)], 34, ("#c98240", "#b06a2f")[index % 2])
        plate.shape([(x - 96, 960), (x + 96, 960), (x + 76, 1024), (x - 76, 1024)], "#a9773f")
        for row in range(4):
            plate.line([(x - 92 + row * 4, 968 + row * 15), (x + 92 - row * 4, 968 + row * 15)], 4, "#7a4f28")
    for x in range(480, 640, 52):
        plate.oval(x, 1008, 28, 20, "#d99a4f")
        plate.oval(x - 6, 1000, 10, 6, "#f6d79a")
    for x in range(840, 990, 50):
        plate.shape(arc(x, 1018, 30, 34, 180, 360, 10), "#c47a35")


def _cob(plate, x, y, size):
    plate.shape(arc(x, y, size, size * 0.82, 180, 360, 18), "#c07a38")
    plate.shade(arc(x, y, size, size * 0.82, 180, 360, 18), "#6d3517", "right", 0.8)
    for slash in (-0.4, 0, 0.4):
        plate.line(
            smooth(
                [
                    (x + size * (slash - 0.1), y - size * 0.62),
                    (x + size * slash, y - size * 0.42),
                    (x + size * (slash + 0.16), y - size * 0.3),
                ],
                5,
            ),
            7,
            "#f6d9a4",
        )


def _door(plate):
    plate.rect(1330, 470, 400, 710, "#40171d")
    plate.rect(1360, 500, 340, 680, "#8f3a30")
    plate.wash(box(1405, 550, 250, 400), ["#c8743a", "#f6bd68", "#ffdf9c"])
    plate.rect(1522, 550, 12, 400, "#8f3a30")
    plate.rect(1405, 740, 250, 12, "#8f3a30")
    plate.rect(1405, 1000, 250, 130, "#7a2f2a")
    plate.oval(1675, 900, 12, 12, "#f0b83c")
