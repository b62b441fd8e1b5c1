"""The platform at Saltmere, with the morning train drawing in."""

from .buildings import clock
from .curves import Face, box, scaled, smooth
from .figures import walkers
from .land import hill, poplar, ridge
from .sky import cumulus, sky

EYE = (840, 590)
CAB = [(150, 1060), (130, 720), (154, 430), (220, 340), (520, 320), (606, 390), (610, 720), (610, 1060)]
WINDSCREEN = [(190, 660), (196, 480), (250, 424), (500, 416), (560, 470), (566, 656)]


def railway_station(plate):
    sky(plate, ["#4a8fa6", "#9cc6c4", "#f3e6c0", "#fbd59c"], 620)
    cumulus(plate, 420, 260, 640, "#fdf7e6", "#a3c6c8", 0.65)
    hill(plate, ridge(plate, 590, 110, 5), 640, "#8fae9c", "#6f9690")
    for index in range(7):
        poplar(plate, 60 + index * 64, 610, 130 - index * 8, "#4a7a66", "#8fae6a")
    plate.wash(box(0, 590, 2000, 743), ["#a99a86", "#7d6d68", "#4d4450"])
    _lineside(plate)
    _footbridge(plate)
    _track(plate)
    _train(plate)
    _platform(plate)
    _building(plate)
    _roof(plate)
    _waiting(plate)


def _far(point, near):
    """The point drawn in towards the eye: 1 leaves it, 0 is the vanishing point."""
    return EYE[0] + (point[0] - EYE[0]) * near, EYE[1] + (point[1] - EYE[1]) * near


def _lineside(plate):
    """The grass bank, its fence, and the signal that has let the train in."""
    bank = smooth([(-20, 690), (200, 650), (420, 612), (620, 596)]) + [(620, 600), (-20, 1040)]
    plate.shape(bank, "#8fa85c")
    plate.shade(bank, "#4f7a4c", "down", 0.8)
    for step in range(12):
        near = 1.3 / (1 + step * 0.45)
        x, y = _far((-620, 900), near)
        plate.rect(x - 7 * near, y - 96 * near, 14 * near, 96 * near, "#efe3c6")
    for level in (30, 66):
        plate.line([_far((-620, 900 - level), 1.3), _far((-620, 900 - level), 0.12)], 7, "#efe3c6")
    plate.rect(66, 300, 14, 480, "#30383f")
    plate.rect(42, 270, 62, 130, "#1d242b")
    for y, ink in ((304, "#5fd08a"), (364, "#5a2b2b")):
        plate.oval(73, y, 20, 20, ink)
    plate.glow(73, 304, 80, "#8ff0b0", 0.6)


def _footbridge(plate):
    plate.rect(560, 470, 520, 46, "#3f5f5a")
    for x in range(566, 1080, 30):
        plate.line([(x, 472), (x + 30, 514)], 4, "#7fa092")
        plate.line([(x + 30, 472), (x, 514)], 4, "#7fa092")
    for x in (580, 1040):
        plate.rect(x, 510, 22, 110, "#3f5f5a")
    plate.shape([(540, 474), (820, 430), (1100, 474)], "#5d6a70")


def _track(plate):
    bed = [_far((-700, 1500), 0.03), _far((1000, 1500), 0.03), (1000, 1500), (-700, 1500)]
    plate.wash(bed, ["#b3a48f", "#7a6a66", "#4a4250"])
    for step in range(40):
        near = 1.1 / (1 + step * 0.3)
        ends = [_far((-330, 1400), near), _far((640, 1400), near)]
        plate.line(ends, 40 * near, "#5b4640")
    for rail in (-160, 460):
        plate.shape(
            [_far((rail - 16, 1400), 0.02), _far((rail + 16, 1400), 0.02), (rail + 16, 1400), (rail - 16, 1400)],
            "#d9dcd6",
        )


def _train(plate):
    """A three-car train, its front towards us and its side running back to the eye."""
    right, top, foot = 610, 330, 1060
    side = Face((right, top), _far((right, top), 0.22), _far((right, foot), 0.22), (right, foot))
    plate.shape(side.corners, "#1f6a7a")
    plate.shape(side.patch(0, 0.66, 1, 0.78), "#f0b83c")
    plate.shape(side.patch(0, 0, 1, 0.07), "#d9dcd6")
    for index in range(14):
        u0, u1 = _along(index / 14), _along((index + 0.72) / 14)
        door = index in (1, 5, 6, 10)
        plate.shape(side.patch(u0, 0.16, u1, 0.86 if door else 0.5), "#f0b83c" if door else "#20303f")
        if door:
            plate.shape(side.patch(u0 + (u1 - u0) * 0.2, 0.2, u1 - (u1 - u0) * 0.2, 0.5), "#20303f")
    plate.shade(side.corners, "#0f3040", "down", 0.55)
    _cab(plate)


def _cab(plate):
    front = smooth(CAB, 8)
    plate.shape(front, "#f0b83c")
    plate.shade(front, "#a8672a", "left", 0.7)
    plate.shape(smooth(WINDSCREEN, 6), "#1c2c3c")
    plate.shape([(260, 430), (350, 428), (260, 658), (200, 658)], "#4d7384")
    plate.rect(366, 420, 14, 240, "#f0b83c")
    plate.shape([(136, 760), (610, 752), (610, 890), (146, 900)], "#1f6a7a")
    plate.rect(320, 352, 120, 40, "#16202c")
    plate.rect(160, 980, 440, 90, "#20242f")
    plate.rect(330, 960, 110, 60, "#3d4450")
    for x, tail in ((216, 280), (520, 456)):
        plate.oval(x, 826, 31, 31, "#20303f")
        plate.oval(x, 826, 23, 23, "#fff8da")
        plate.glow(x, 826, 150, "#fff3c0", 0.75)
        plate.oval(tail, 826, 15, 15, "#c8342f")


def _along(place):
    """Where along a receding side an evenly spaced thing falls."""
    return place * 4.2 / (1 + 3.2 * place)


def _platform(plate):
    edge = [_far((700, 1333), 0.06), (700, 1333), (2000, 1333), (2000, 830), _far((2000, 830), 0.06)]
    plate.wash(edge, ["#e9cf9f", "#cfa97d", "#9c755f"])
    face = [_far((700, 1333), 0.06), _far((640, 1400), 0.06), (640, 1400), (700, 1333)]
    plate.shape(face, "#5d4a4c")
    for offset, wide, ink in ((716, 34, "#fbf3dc"), (816, 24, "#f0b83c")):
        plate.shape(
            [_far((offset, 1333), 0.06), _far((offset + wide, 1333), 0.06), (offset + wide, 1333), (offset, 1333)], ink
        )
    for step in range(16):
        near = 1 / (1 + step * 0.34)
        plate.line([_far((860, 1333), near), _far((3400, 1333), near)], 2, "#b58d68")
    plate.veil(
        [_far((1100, 1333), 0.08), (1100, 1333), (2000, 1333), (2000, 830), _far((2000, 830), 0.06)],
        "#4a3548",
        "all",
        0.28,
    )


def _building(plate):
    wall = Face(_far((2000, 200), 0.14), (2000, 200), (2000, 980), _far((2000, 980), 0.14))
    plate.shape(wall.corners, "#b8654a")
    plate.shade(wall.corners, "#5a2c38", "right", 0.6)
    for index in range(7):
        u0, u1 = 1 - _along((index + 0.75) / 7), 1 - _along((index + 0.2) / 7)
        door = index % 3 == 1
        plate.shape(wall.arched(u0, 0.34, u1, 1.0 if door else 0.8), "#f6e6c0")
        inset = (u1 - u0) * 0.12
        plate.shape(wall.arched(u0 + inset, 0.37, u1 - inset, 1.0 if door else 0.78), "#24505a" if door else "#ffdf9a")
    plate.shape(wall.patch(0, 0.86, 1, 0.89), "#8a4638")


def _roof(plate):
    """The canopy, seen from beneath, with the clock that hangs from it."""
    under = [_far((1010, 60), 0.12), (1010, 60), (1010, -80), (2100, -80), (2100, 260), _far((2000, 240), 0.12)]
    plate.shape(under, "#3f5f5a")
    plate.shade(under, "#1f3a3c", "right", 0.7)
    for step in range(14):
        near = 1 / (1 + step * 0.3)
        plate.line([_far((1010, 60), near), _far((2000, 200), near)], 12 * near, "#7fa092")
    for step in range(60):
        _tooth(plate, 1.05 / (1 + step * 0.06), 1.05 / (1 + (step + 0.8) * 0.06))
    for near in (0.24, 0.34, 0.52, 0.92):
        _iron_column(plate, near)
    clock(plate, 1136, 420, 52, "#fdf6e0", "#24463f", ((0.5, 0.3), (0.0, 0.72)))
    plate.rect(1131, 300, 10, 62, "#24463f")


def _tooth(plate, near, after):
    """One pointed board of the valance along the edge of the canopy."""
    (x0, y0), (x1, y1) = _far((1010, 40), near), _far((1010, 40), after)
    board = [(x0, y0), (x1, y1), (x1, y1 + 62 * after), ((x0 + x1) / 2, y0 + 110 * near), (x0, y0 + 62 * near)]
    plate.shape(board, "#fbf0d4")


def _iron_column(plate, near):
    x, y = _far((1240, 1230), near)
    head = _far((1240, 80), near)[1]
    plate.rect(x - 17 * near, head, 34 * near, y - head, "#2f5a54")
    plate.rect(x - 6 * near, head, 8 * near, y - head, "#7fa092")
    plate.rect(x - 32 * near, y - 44 * near, 64 * near, 44 * near, "#24463f")
    for side in (-1, 1):
        bracket = scaled([(0, 190), (70, 90), (190, 40)], x, head, near, side)
        plate.line(smooth(bracket, 6), 16 * near, "#2f5a54")


PASSENGERS = (
    (905, 690, 112, "#20506b", -1, None),
    (950, 716, 132, "#b8432f", -1, "#e3d5b8"),
    (1000, 760, 178, "#4a5d3a", -1, None),
    (1090, 800, 206, "#d99a2b", -1, "#6d3b52"),
    (1000, 1010, 400, "#2c3446", -1, "#b8432f"),
    (1500, 1130, 470, "#6d3b52", -1, "#d9a25a"),
    (1640, 1150, 290, "#2f7f98", -1, None),
)


def _waiting(plate):
    walkers(plate, PASSENGERS, "#3d2a3a", 0.8, 0.4, 0.06)
    plate.rect(1700, 1010, 300, 18, "#2f5a54")
    plate.rect(1700, 930, 300, 14, "#2f5a54")
    plate.rect(1700, 964, 300, 14, "#2f5a54")
    plate.rect(1730, 1020, 14, 90, "#24463f")
