"""Buildings: walls, windows, roofs, columns, steps, railings and lamps."""

from .curves import Face, arc, arch, box, scaled
from .tone import darker, lighter, rgb


def house(plate, x, y, width, height, wall, roof, pitch=0.35, shade=None):
    """A front with its eaves to the viewer; returns the wall, for windows."""
    plate.rect(x, y - height, width, height, wall)
    rise = width * pitch
    eaves = width * 0.03
    slope = [
        (x - eaves, y - height),
        (x + width * 0.06, y - height - rise),
        (x + width * 0.94, y - height - rise),
        (x + width + eaves, y - height),
    ]
    plate.shape(slope, roof)
    plate.shade(slope, darker(roof, 0.4), "down", 0.7)
    if shade:
        plate.shade(box(x, y - height, width, height), shade, "right", 0.7)
    return Face.upright(x, y - height, width, height)


def gable(plate, x, y, width, height, wall, roof, pitch=0.55, shade=None):
    """A front whose gable faces the viewer."""
    peak = (x + width / 2, y - height - width * pitch)
    front = [(x, y), (x, y - height), peak, (x + width, y - height), (x + width, y)]
    plate.shape(front, wall)
    if shade:
        plate.shade(front, shade, "right", 0.75)
    eaves, thick = width * 0.06, width * 0.055
    drop = eaves * pitch * 2
    for side in (x - eaves, x + width + eaves):
        foot = y - height + drop
        plate.shape([peak, (peak[0], peak[1] - thick * 1.5), (side, foot - thick), (side, foot + thick * 0.5)], roof)
    return Face.upright(x, y - height, width, height)


def windows(plate, face, rows, columns, glass, frame=None, gap=(0.4, 0.45), arched=False):
    """Rows of windows; `glass` may be a list to choose among, so that some are lit."""
    for row in range(rows):
        for column in range(columns):
            u, v = (column + gap[0] / 2) / columns, (row + gap[1] / 2) / rows
            corner = ((column + 1 - gap[0] / 2) / columns, (row + 1 - gap[1] / 2) / rows)
            window(plate, face, (u, v, *corner), glass, frame, arched)


def window(plate, face, corners, glass, frame=None, arched=False):
    u0, v0, u1, v1 = corners
    ink = plate.rng.choice(glass) if isinstance(glass, list) else glass
    rim_u, rim_v = (u1 - u0) * 0.12, (v1 - v0) * 0.07
    outline = face.arched if arched else face.patch
    if frame:
        plate.shape(outline(u0 - rim_u, v0 - rim_v, u1 + rim_u, v1 + rim_v), frame)
    plate.shape(outline(u0, v0, u1, v1), ink)
    depth = 0.35 if sum(rgb(ink)) < 420 else 0.1
    plate.shape(face.patch(u0, v0 if not arched else v0 + (v1 - v0) * 0.3, u0 + rim_u, v1), darker(ink, depth))
    if frame:
        bars(plate, face, corners, frame)


def bars(plate, face, corners, ink, across=2, down=2):
    """The glazing bars of a window."""
    u0, v0, u1, v1 = corners
    thick_u, thick_v = (u1 - u0) * 0.035, (v1 - v0) * 0.022
    for index in range(1, across):
        u = u0 + (u1 - u0) * index / across
        plate.shape(face.patch(u - thick_u, v0, u + thick_u, v1), ink)
    for index in range(1, down):
        v = v0 + (v1 - v0) * index / down
        plate.shape(face.patch(u0, v - thick_v, u1, v + thick_v), ink)


def chimney(plate, x, y, width, height, ink, pots=2):
    plate.rect(x, y - height, width, height, ink)
    plate.rect(x + width * 0.6, y - height, width * 0.4, height, darker(ink, 0.3))
    plate.rect(x - width * 0.1, y - height - width * 0.12, width * 1.2, width * 0.16, darker(ink, 0.2))
    for index in range(pots):
        plate.rect(
            x + width * (0.12 + index * 0.8 / pots), y - height - width * 0.5, width * 0.24, width * 0.4, "#b5623f"
        )


def column(plate, x, y, width, height, light, shadow):
    """A round column with a base and a capital, lit from the left."""
    shaft = [(x - width * 0.5, y), (x - width * 0.42, y - height), (x + width * 0.42, y - height), (x + width * 0.5, y)]
    plate.shape(shaft, light)
    plate.shade(shaft, shadow, "right", 1.0)
    for part, wide, tall in ((y, 0.68, 0.28), (y - height + width * 0.25, 0.66, 0.25)):
        plate.rect(x - width * wide, part - width * tall, width * wide * 2, width * tall, light)
        plate.rect(x + width * 0.2, part - width * tall, width * (wide - 0.2), width * tall, shadow)


def pediment(plate, x, y, width, height, light, shadow):
    """The triangle over a row of columns, with a recessed field."""
    plate.shape([(x, y), (x + width / 2, y - height), (x + width, y)], light)
    inner = [
        (x + width * 0.1, y - height * 0.12),
        (x + width / 2, y - height * 0.84),
        (x + width * 0.9, y - height * 0.12),
    ]
    plate.shape(inner, shadow)
    plate.shade(inner, darker(shadow, 0.3), "up", 0.6)


def steps(plate, x, y, width, height, count, light, shadow, flare=0.05):
    """A flight of steps; y is the ground, and each step is wider than the one above."""
    rise = height / count
    for index in range(count):
        grow = width * flare * (index + 1) / count
        top = y - height + rise * index
        plate.rect(x - grow, top, width + grow * 2, rise * 0.45, light)
        plate.rect(x - grow, top + rise * 0.45, width + grow * 2, rise * 0.6, shadow)


def clock(plate, x, y, radius, dial, ink, hands=((0.5, -0.25), (0.1, 0.75))):
    plate.oval(x, y, radius * 1.18, radius * 1.18, ink)
    plate.oval(x, y, radius, radius, dial)
    for px, py in arc(x, y, radius * 0.82, radius * 0.82, 0, 330, 11):
        plate.oval(px, py, radius * 0.06, radius * 0.06, ink)
    for across, up in hands:
        plate.line([(x, y), (x + radius * across, y - radius * up)], radius * 0.09, ink)


def railings(plate, left, right, y, height, ink, gap=26, thick=4):
    """Iron railings with spear heads."""
    x = left
    while x <= right:
        plate.rect(x - thick / 2, y - height, thick, height, ink)
        plate.shape([(x - thick * 1.3, y - height), (x, y - height - thick * 4), (x + thick * 1.3, y - height)], ink)
        x += gap
    for level in (0.12, 0.86):
        plate.rect(left, y - height * (1 - level), right - left, thick * 1.2, ink)


def street_lamp(plate, x, y, height, ink, light, strength=0.6):
    plate.rect(x - height * 0.012, y - height, height * 0.024, height, ink)
    plate.rect(x - height * 0.03, y - height * 0.1, height * 0.06, height * 0.1, ink)
    if strength:
        plate.glow(x, y - height * 1.04, height * 0.55, light, strength)
    head = [
        (x - height * 0.03, y - height),
        (x - height * 0.05, y - height * 1.1),
        (x + height * 0.05, y - height * 1.1),
        (x + height * 0.03, y - height),
    ]
    plate.shape(head, light)
    plate.shape(
        [(x - height * 0.06, y - height * 1.1), (x, y - height * 1.15), (x + height * 0.06, y - height * 1.1)], ink
    )


def awning(plate, x, y, width, drop, inks, stripes=9, flare=0.06):
    """A striped awning with a scalloped edge; y is where it meets the wall."""
    for index in range(stripes):
        ink = inks[index % len(inks)]
        top = [x + width * step / stripes for step in (index, index + 1)]
        low = [x - width * flare + width * (1 + 2 * flare) * step / stripes for step in (index, index + 1)]
        plate.shape([(top[0], y), (top[1], y), (low[1], y + drop), (low[0], y + drop)], ink)
        middle, half = sum(low) / 2, (low[1] - low[0]) / 2
        plate.shape(arc(middle, y + drop - 1, half, drop * 0.2, 0, 180, 8), darker(ink, 0.18))
    cloth = [(x, y), (x + width, y), (x + width * (1 + flare), y + drop), (x - width * flare, y + drop)]
    plate.veil(cloth, "#3b2a3a", "up", 0.3)


def church(plate, x, y, size, inks, spire=True):
    """A parish church: nave to the right of its tower."""
    wall, shadow, roof, glass = inks
    nave = box(x + size * 0.12, y - size * 0.34, size * 0.62, size * 0.34)
    plate.shape(nave, wall)
    plate.shade(nave, shadow, "down", 0.6)
    plate.shape(scaled([(0.12, -0.34), (0.2, -0.56), (0.7, -0.56), (0.77, -0.34)], x, y, size), roof)
    for index in range(4):
        plate.shape(arch(x + size * (0.2 + index * 0.13), y - size * 0.08, size * 0.055, size * 0.18), glass)
    tower = box(x - size * 0.1, y - size * 0.72, size * 0.24, size * 0.72)
    plate.shape(tower, wall)
    plate.shade(tower, shadow, "right", 0.95)
    plate.shape(arch(x - size * 0.015, y - size * 0.5, size * 0.07, size * 0.15), glass)
    if spire:
        plate.shape(scaled([(-0.11, -0.72), (0.02, -1.5), (0.15, -0.72)], x, y, size), roof)
        plate.shape(scaled([(-0.11, -0.72), (0.02, -1.5), (0, -0.72)], x, y, size), lighter(roof, 0.25))
    else:
        _battlements(plate, x, y - size * 0.72, size, wall)


def _battlements(plate, x, y, size, wall):
    for index in range(4):
        plate.rect(x - size * (0.12 - index * 0.07), y - size * 0.07, size * 0.045, size * 0.06, wall)
    plate.rect(x - size * 0.12, y - size * 0.025, size * 0.28, size * 0.04, lighter(wall, 0.2))
