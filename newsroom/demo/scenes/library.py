"""The reading room at Lowgate Library."""

from .buildings import window
from .curves import Face, box, smooth
from .figures import seated
from .tone import between, lighter

BOOKS = ("#a8402f", "#2f5f6d", "#d9a23c", "#4a6d4a", "#6d3b52", "#e3d0a4", "#8a4b32", "#24486a", "#c9705a")


def library(plate):
    plate.wash(box(0, 0, 2000, 1333), ["#6b4a3a", "#8a6044", "#5a3c34"])
    vault = Face((0, -260), (2000, -260), (1400, 190), (600, 190))
    plate.wash(vault.corners, ["#8f6a4c", "#dfc08a"])
    for index in range(7):
        u = index / 6
        plate.line([vault.at(u, 0), vault.at(u, 1)], 10, "#6b4a3a")
    _end_wall(plate)
    floor = Face((600, 850), (1400, 850), (2500, 1340), (-500, 1340))
    plate.wash(floor.corners, ["#d9a468", "#8f5a40", "#4f302c"])
    for index in range(17):
        plate.line([floor.at(index / 16, 0), floor.at(index / 16, 1)], 2, "#6f4434")
    _bookcase(plate, Face((-160, -60), (600, 250), (600, 850), (-160, 1310)))
    _bookcase(plate, Face((2160, -60), (1400, 250), (1400, 850), (2160, 1310)))
    for x in (720, 1000, 1280):
        slant = (x - 1000) * 0.5 - 220
        plate.veil(
            [(x - 100, 720), (x + 100, 720), (x + 220 + slant, 1180), (x - 150 + slant, 1180)], "#fff1c4", "up", 0.5
        )
        plate.veil(
            [(x - 110 + slant, 990), (x + 130 + slant, 990), (x + 190 + slant, 1180), (x - 140 + slant, 1180)],
            "#ffe6a8",
            "all",
            0.3,
        )
    _tables(plate)


def _end_wall(plate):
    plate.wash(box(600, 180, 800, 672), ["#e9cf9a", "#cfa672", "#a97a55"])
    face = Face.upright(600, 180, 800, 672)
    for u in (0.06, 0.375, 0.69):
        x, y = face.at(u + 0.125, 0.45)
        plate.glow(x, y, 360, "#fff6d4", 0.6)
        window(plate, face, (u, 0.08, u + 0.25, 0.8), "#cfe6e0", "#7a5440", arched=True)
        pane = face.arched(u, 0.08, u + 0.25, 0.8)
        plate.wash(pane, ["#8fc4cc", "#e3f0dc", "#fff3cf"])
        _view(plate, face, u)
        for bar in (1, 2, 3):
            plate.shape(face.patch(u + 0.25 * bar / 4 - 0.003, 0.1, u + 0.25 * bar / 4 + 0.003, 0.8), "#7a5440")
        for level in (0.3, 0.47, 0.64):
            plate.shape(face.patch(u, level, u + 0.25, level + 0.006), "#7a5440")
    plate.rect(600, 742, 800, 110, "#6b4634")
    for index in range(10):
        plate.rect(612 + index * 79, 756, 64, 84, "#80563e")


def _view(plate, face, u):
    plate.shape(face.patch(u, 0.66, u + 0.25, 0.8), "#9cc09a")
    for spot in (0.06, 0.17):
        x, y = face.at(u + spot, 0.68)
        plate.oval(x, y, 40, 44, "#7fae86")


def _bookcase(plate, face):
    """Shelves of books running away down the side of the room."""
    plate.shape(face.corners, "#4a2f2a")
    bays, shelves = 5, 6
    for bay in range(bays):
        # Bays crowd together with distance, as a row of equal bays does to the eye.
        u0, u1 = _recede(bay / bays), _recede((bay + 0.93) / bays)
        for shelf in range(shelves):
            v0, v1 = 0.06 + shelf * 0.152, 0.06 + (shelf + 0.86) * 0.152
            plate.shape(face.patch(u0, v0, u1, v1), "#2a1a1c")
            _books(plate, face, (u0, v0, u1, v1), bay)
        plate.shape(face.patch(u1, 0.0, _recede((bay + 1) / bays), 1), "#8a5c40")
    plate.shape(face.patch(0, 0, 1, 0.045), "#8a5c40")
    plate.shade(face.corners, "#2a1a24", "down", 0.45)


def _recede(place):
    return place * 1.62 / (1 + 0.62 * place)


def _books(plate, face, corners, bay):
    u0, v0, u1, v1 = corners
    u, rng = u0, plate.rng
    thin = (u1 - u0) / 15
    while u < u1 - thin * 0.5:
        wide = thin * rng.uniform(0.7, 1.5)
        top = v0 + (v1 - v0) * rng.uniform(0.08, 0.4)
        ink = between([rng.choice(BOOKS), "#e9c48a"], bay * 0.06)
        plate.shape(face.patch(u, top, min(u + wide * 0.9, u1), v1), ink)
        if rng.random() < 0.4:
            plate.shape(
                face.patch(u, top + (v1 - top) * 0.2, min(u + wide * 0.9, u1), top + (v1 - top) * 0.28),
                lighter(ink, 0.5),
            )
        u += wide


def _tables(plate):
    for x, y, size in (
        (860, 900, 0.42),
        (1160, 905, 0.42),
        (760, 985, 0.66),
        (1270, 990, 0.66),
        (560, 1130, 1.12),
        (1500, 1140, 1.12),
    ):
        side = -1 if x < 1000 else 1
        seated(plate, x - side * 90 * size, y - 96 * size, size)
        if size < 1.1 or x < 1000:
            seated(plate, x + side * 130 * size, y - 96 * size, size)
        plate.veil(box(x - 300 * size, y + 90 * size, 640 * size, 40 * size), "#2a1a24", "all", 0.4)
        plate.rect(x - 270 * size, y - 20 * size, 26 * size, 130 * size, "#3f2825")
        plate.rect(x + 244 * size, y - 20 * size, 26 * size, 130 * size, "#3f2825")
        top = [
            (x - 260 * size, y - 62 * size),
            (x + 260 * size, y - 62 * size),
            (x + 300 * size, y),
            (x - 300 * size, y),
        ]
        plate.wash(top, ["#d9985a", "#a8663c"])
        plate.rect(x - 300 * size, y, 600 * size, 26 * size, "#5f3a2c")
        _lamp(plate, x, y - 34 * size, size)
        for offset in (-170, 110):
            page = x + offset * size
            _book(plate, page, y - 14 * size, size)


def _book(plate, x, y, size):
    for side, ink in ((-1, "#fdf6e0"), (1, "#e9dab8")):
        plate.shape(
            [(x, y), (x, y - 26 * size), (x + side * 54 * size, y - 30 * size), (x + side * 62 * size, y - 4 * size)],
            ink,
        )


def _lamp(plate, x, y, size):
    plate.rect(x - 5 * size, y - 84 * size, 10 * size, 84 * size, "#c99a4a")
    plate.oval(x, y, 34 * size, 9 * size, "#c99a4a")
    plate.glow(x, y - 50 * size, 190 * size, "#fff0b4", 0.6)
    plate.shape(
        smooth(
            [
                (x - 64 * size, y - 70 * size),
                (x - 46 * size, y - 104 * size),
                (x + 46 * size, y - 104 * size),
                (x + 64 * size, y - 70 * size),
            ],
            5,
        ),
        "#2f7a5a",
    )
