"""Scenes of trade: the market square and Staithe Street."""

from .buildings import awning, chimney, church, gable, house, street_lamp, windows
from .curves import box, lens
from .figures import COATS, person, walkers
from .sky import cumulus, sky
from .tone import darker, lighter

FRUIT = (
    ("#d8432f", "#b8321f"),
    ("#f0a232", "#d9822f"),
    ("#7fa845", "#5d8a3a"),
    ("#f2d04a", "#e0b63a"),
    ("#7d3f6d", "#5d2f55"),
)


def market_square(plate):
    sky(plate, ["#4d9ab3", "#9ac9c9", "#e9e6c8", "#f9dfae"], 760)
    cumulus(plate, 420, 270, 700, "#fdf6e4", "#a3c6c8", 0.7)
    cumulus(plate, 1480, 210, 560, "#fdf6e4", "#a3c6c8", 0.7)
    church(plate, 1540, 760, 470, ("#d9c39a", "#8f7a70", "#6d6a78", "#4d5568"), spire=False)
    _square_houses(plate)
    plate.wash(box(0, 760, 2000, 573), ["#ecd2a0", "#d9b07c", "#b07f5c"])
    _cobbles(plate)
    for x, y, width, inks in (
        (330, 860, 300, ("#2f7f78", "#f8ecd0")),
        (760, 850, 280, ("#d99a2b", "#f8ecd0")),
        (1170, 855, 290, ("#a8402f", "#f8ecd0")),
        (1600, 865, 310, ("#20506b", "#f8ecd0")),
    ):
        _stall(plate, x, y, width, inks)
    _shoppers(
        plate,
        ((250, 940, 1.0), (690, 930, 0.95), (1090, 950, 1.0), (1140, 955, 0.7), (1520, 945, 1.0), (1920, 960, 1.05)),
        130,
    )
    _stall(plate, 80, 1200, 620, ("#c8432f", "#fbf0d6"))
    _stall(plate, 1190, 1230, 680, ("#24607a", "#fbf0d6"))
    for x, y, inks in ((120, 1290, FRUIT[1]), (250, 1300, FRUIT[2]), (1720, 1310, FRUIT[0]), (1580, 1316, FRUIT[3])):
        _crate(plate, x, y, 116, inks)
    _shoppers(
        plate, ((800, 1180, 1.0), (900, 1210, 1.05), (1090, 1290, 1.2), (620, 1290, 1.22), (1000, 1080, 0.8)), 240
    )


def _square_houses(plate):
    inks = ("#e9b48a", "#f0d8a4", "#c9785a", "#a9bda4", "#f3e3c0", "#d99a7a", "#b8c4b8")
    x = -60
    for index, (width, height) in enumerate(((270, 360), (230, 430), (250, 380), (210, 450), (260, 400), (240, 350))):
        build = gable if index in (1, 4) else house
        face = build(
            plate,
            x,
            790,
            width,
            height,
            inks[index],
            "#8a5148" if index % 2 else "#5d5566",
            0.3,
            shade=darker(inks[index], 0.3),
        )
        windows(plate, face.part(0, 0.04, 1, 0.7), 2, 3, "#46606d", "#fdf4dc", gap=(0.46, 0.34))
        chimney(plate, x + width * 0.7, 790 - height - width * 0.2, 40, 80, "#a85f48")
        x += width
    face = house(plate, 1890, 790, 220, 420, "#d99a7a", "#5d5566", 0.3, shade="#8a5148")
    windows(plate, face.part(0, 0.04, 1, 0.7), 2, 2, "#46606d", "#fdf4dc")


def _cobbles(plate):
    rng = plate.rng
    for _ in range(520):
        depth = rng.random()
        width = 10 + 44 * depth
        plate.shape(
            lens(rng.uniform(-20, 2000), 780 + 553 * depth, width, width * 0.26),
            rng.choice(["#e3c08c", "#c4946a", "#f2dcb0", "#b5845f"]),
        )


def _stall(plate, x, y, width, inks):
    """A market stall: produce below, a striped awning above, the trader between."""
    tall = width * 0.72
    plate.veil(
        [(x, y), (x + width, y), (x + width * 1.35, y + width * 0.16), (x + width * 0.3, y + width * 0.18)],
        "#5a3a3c",
        "all",
        0.45,
    )
    plate.rect(x + width * 0.02, y - tall * 0.72, width * 0.96, tall * 0.5, darker(inks[0], 0.62))
    person(plate, x + width * 0.55, y - tall * 0.02, tall * 0.66, "#f3e6c8", legs="#2c3446")
    for post in (0.0, 0.97):
        plate.rect(x + width * post, y - tall, width * 0.025, tall, "#6e4a34")
    counter = box(x, y - tall * 0.34, width, tall * 0.34)
    plate.shape(counter, darker(inks[0], 0.25))
    plate.shade(counter, darker(inks[0], 0.6), "down", 0.8)
    _produce(plate, x, y - tall * 0.34, width)
    awning(plate, x - width * 0.02, y - tall * 1.16, width * 1.04, tall * 0.42, inks, 11, 0.07)
    plate.rect(x - width * 0.03, y - tall * 1.18, width * 1.06, tall * 0.03, darker(inks[0], 0.4))


def _produce(plate, x, y, width):
    crate = width / 5
    for index, inks in enumerate(plate.rng.sample(FRUIT, 5)):
        left, radius = x + crate * index, crate * 0.1
        for row in range(3):
            for place in range(5 - row % 2):
                middle = left + crate * (0.14 + 0.18 * place + 0.09 * (row % 2))
                plate.oval(middle, y + crate * (0.0 - 0.15 * row), radius, radius, inks[(place + row) % 2])
                plate.oval(
                    middle - radius * 0.3,
                    y - crate * 0.15 * row - radius * 0.35,
                    radius * 0.28,
                    radius * 0.28,
                    lighter(inks[0], 0.5),
                )
        plate.rect(left + crate * 0.03, y, crate * 0.94, crate * 0.3, "#b98a58")
        plate.rect(left + crate * 0.03, y + crate * 0.13, crate * 0.94, crate * 0.035, "#7d5638")


def _crate(plate, x, y, width, inks):
    """A slatted box of fruit set down in front of a stall."""
    radius = width * 0.115
    for row in range(2):
        for place in range(4):
            middle = x + width * (0.14 + 0.24 * place)
            plate.oval(middle, y - width * (0.42 + 0.12 * row), radius, radius, inks[(place + row) % 2])
            plate.oval(
                middle - radius * 0.3,
                y - width * (0.45 + 0.12 * row),
                radius * 0.3,
                radius * 0.3,
                lighter(inks[0], 0.5),
            )
    plate.rect(x, y - width * 0.4, width, width * 0.4, "#b98a58")
    for slat in (0.12, 0.26):
        plate.rect(x, y - width * slat, width, width * 0.03, "#6d4a30")
    plate.shade(box(x, y - width * 0.4, width, width * 0.4), "#5a3a2a", "right", 0.6)


def _shoppers(plate, spots, height):
    bags = ("#b8432f", "#e3d5b8", None, "#3f6b4a", None)
    people = []
    for index, (x, y, size) in enumerate(spots):
        coat, hat = plate.rng.choice(COATS), ("#d99a2b", None, None)[index % 3]
        people.append((x, y, height * size, coat, (-1, 1)[index % 2], bags[index % 5], hat))
    walkers(plate, people, "#5a3a3c", strength=0.42)


def high_street(plate):
    sky(plate, ["#3f87a6", "#8fc0c6", "#f0e8c8"], 700)
    cumulus(plate, 1100, 200, 620, "#fdf6e4", "#9fc3c8", 0.65)
    cumulus(plate, 300, 150, 460, "#fdf6e4", "#9fc3c8", 0.65)
    shops = (
        (-60, 330, 560, "#d98a6a", ("#20506b", "#f8ecd0")),
        (270, 290, 680, "#f2dcae", ("#a8402f", "#f8ecd0")),
        (560, 360, 600, "#8fb0a4", ("#2f5d50", "#e9d9a8")),
        (920, 270, 720, "#c9705a", ("#d99a2b", "#f8ecd0")),
        (1190, 340, 620, "#f5ead0", ("#6d3b52", "#f3dfc8")),
        (1530, 300, 690, "#a9bcc4", ("#b8432f", "#f8ecd0")),
        (1830, 300, 590, "#e8b878", ("#2f7f78", "#f8ecd0")),
    )
    for index, (x, width, height, wall, inks) in enumerate(shops):
        _shop(plate, x, 1050, width, height, wall, inks, index)
    plate.wash(box(0, 1050, 2000, 283), ["#e3c79c", "#c9a27a", "#94705f"])
    for index in range(26):
        plate.line([(index * 90 - 120, 1052), (index * 130 - 600, 1333)], 2, "#b98f6a")
    for y in (1082, 1130, 1205):
        plate.line([(0, y), (2000, y)], 2, "#b98f6a")
    _bunting(plate)
    _passers(plate)


def _shop(plate, x, y, width, height, wall, inks, index):
    build = gable if index in (1, 5) else house
    face = build(
        plate, x, y, width, height, wall, "#6b5560" if index % 2 else "#8a5148", 0.26, shade=darker(wall, 0.35)
    )
    upper = face.part(0, 0.04, 1, 0.56)
    windows(plate, upper, 2, 2 + index % 2, "#3d5c6c", "#fdf4dc", gap=(0.5, 0.36), arched=index in (2, 6))
    chimney(plate, x + width * 0.68, y - height - width * 0.18, 44, 90, "#a85f48")
    front = face.part(0.04, 0.6, 0.96, 1)
    plate.shape(front.corners, inks[0])
    plate.shape(front.patch(0.05, 0.2, 0.68, 0.86), "#ffe3a4")
    plate.shade(front.patch(0.05, 0.2, 0.68, 0.86), "#3d5c6c", "up", 0.75)
    _display(plate, front, index)
    plate.shape(front.patch(0.75, 0.2, 0.95, 1), darker(inks[0], 0.45))
    plate.shape(front.patch(0.79, 0.26, 0.91, 0.66), "#f3cf8c")
    plate.shape(front.patch(0.0, 0.0, 1, 0.12), lighter(inks[0], 0.2))
    awning(plate, x + width * 0.05, y - height * 0.39, width * 0.9, height * 0.1, inks, 11, 0.03)
    _hanging_sign(plate, x + width * 0.97, y - height * 0.5, inks[0], index)


def _display(plate, front, index):
    """Goods in the window: hats, vases, books or loaves, as plain shapes."""
    inks = ("#c8432f", "#20506b", "#d99a2b", "#4a6d4a", "#6d3b52")
    for place in range(5):
        u = 0.09 + place * 0.115
        tall = (0.22, 0.34, 0.16, 0.28, 0.2)[(place + index) % 5]
        plate.shape(front.patch(u, 0.84 - tall, u + 0.085, 0.84), inks[(place + index) % 5])
        if (place + index) % 2:
            x, y = front.at(u + 0.042, 0.84 - tall)
            plate.oval(x, y, 15, 15, inks[(place + index) % 5])


def _hanging_sign(plate, x, y, ink, index):
    plate.rect(x - 60, y, 66, 5, "#22262f")
    if index % 2:
        plate.oval(x - 34, y + 44, 36, 36, "#22262f")
        plate.oval(x - 34, y + 44, 31, 31, lighter(ink, 0.25))
        plate.oval(x - 34, y + 44, 13, 13, "#f8ecd0")
    else:
        plate.rect(x - 66, y + 10, 64, 70, "#22262f")
        plate.rect(x - 61, y + 15, 54, 60, lighter(ink, 0.25))
        plate.shape([(x - 34, y + 24), (x - 14, y + 44), (x - 34, y + 66), (x - 54, y + 44)], "#f8ecd0")


def _bunting(plate):
    inks = ("#d8432f", "#f8ecd0", "#24607a", "#f0b83c")
    for left, right, y, sag in ((-40, 1000, 330, 120), (900, 2060, 300, 130)):
        for index in range(26):
            place = index / 25
            x, drop = left + (right - left) * place, y + sag * 4 * place * (1 - place)
            plate.shape([(x - 16, drop), (x + 16, drop), (x, drop + 40)], inks[index % 4])
        plate.line(
            [(left + (right - left) * p / 30, y + sag * 4 * p / 30 * (1 - p / 30)) for p in range(31)], 3, "#3b3a44"
        )


PASSERS = (
    (160, 1110, 210, "#20506b", 1, "#b8432f"),
    (700, 1100, 200, "#b8432f", 1, None),
    (770, 1104, 190, "#4a5d3a", 1, "#e3d5b8"),
    (1120, 1130, 220, "#6d3b52", -1, "#d99a2b"),
    (1330, 1096, 196, "#2c3446", -1, None),
    (1720, 1150, 240, "#d99a2b", -1, "#2f7f78"),
    (1800, 1160, 150, "#b8432f", -1, None),
    (930, 1250, 290, "#2f5d6b", 1, "#f3dfb0"),
)


def _passers(plate):
    street_lamp(plate, 470, 1110, 430, "#22303c", "#fbf0d4", 0)
    street_lamp(plate, 1490, 1110, 430, "#22303c", "#fbf0d4", 0)
    walkers(plate, PASSERS, "#4f3542", stride=0.13)
