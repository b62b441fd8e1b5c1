"""Land: hills, fields, trees in leaf and bare, hedges, reeds and grass."""

from math import cos, pi, sin

from .curves import lens, smooth


def ridge(plate, y, rise, bumps=5, left=0, right=None):
    """A line of hills across the picture, highest about `rise` above y."""
    rng = plate.rng
    right = plate.width if right is None else right
    span = (right - left) / bumps
    knots = [(left + span * index, y - rise * rng.uniform(0.15, 1)) for index in range(-1, bumps + 2)]
    return smooth(knots)


def hill(plate, outline, foot, ink, shadow=None, toward="down", strength=0.7):
    """Fill beneath a ridge down to `foot`, with stippled shadow."""
    stencil = plate.cut([*outline, (outline[-1][0], foot), (outline[0][0], foot)])
    plate.press(stencil, ink)
    if shadow:
        plate.shade(stencil, shadow, toward, strength)


def ground(plate, points, ink, shadow=None, toward="down", strength=0.7):
    stencil = plate.cut(points)
    plate.press(stencil, ink)
    if shadow:
        plate.shade(stencil, shadow, toward, strength)


def tree(plate, x, y, height, inks, trunk="#3a2b25", spread=0.62, light=-1):
    """A round-headed tree: dark leaf with lit clumps on the side of the light."""
    dark, mid, bright = inks
    rng = plate.rng
    width = height * spread
    plate.shape(
        [
            (x - height * 0.028, y),
            (x + height * 0.028, y),
            (x + height * 0.014, y - height * 0.5),
            (x - height * 0.014, y - height * 0.5),
        ],
        trunk,
    )
    clumps = []
    for _ in range(16):
        angle, reach = rng.uniform(0, 2 * pi), rng.random() ** 0.6
        clumps.append((x + cos(angle) * reach * width * 0.34, y - height * 0.64 + sin(angle) * reach * height * 0.22))
    for ink, radius, shift in ((dark, 0.17, 0), (mid, 0.12, 0.05), (bright, 0.06, 0.10)):
        stencil = plate.stencil(x - width, y - height * 1.1, width * 2, height)
        for cx, cy in clumps:
            size = height * radius * rng.uniform(0.75, 1.1)
            stencil.oval(cx + light * shift * width, cy - shift * height * 0.7, size, size * 0.82)
        if ink == bright:
            plate.shade(stencil, ink, "up", 1.0)
        else:
            plate.press(stencil, ink)


def poplar(plate, x, y, height, ink, bright=None, lean=1):
    """A tall narrow tree."""
    width = height * 0.11
    knots = [(0, 0), (-0.9, -0.2), (-1, -0.5), (-0.55, -0.85), (0, -1), (0.5, -0.82), (1, -0.5), (0.85, -0.2), (0, 0)]
    outline = smooth([(x + px * width, y + py * height) for px, py in knots], 5)
    plate.shape(outline, ink)
    if bright:
        plate.shade(outline, bright, "left" if lean < 0 else "right", 0.75)


def bare_tree(plate, x, y, height, ink, angle=-90.0, width=None, depth=7):
    """A leafless tree, each bough dividing into thinner ones."""
    rng = plate.rng
    width = width or height * 0.055
    reach = height * (0.3 if depth == 7 else 0.27)
    turn = angle * pi / 180
    tip = (x + cos(turn) * reach, y + sin(turn) * reach)
    half = (sin(turn) * width / 2, -cos(turn) * width / 2)
    thin = 0.68
    plate.shape(
        [
            (x - half[0], y - half[1]),
            (x + half[0], y + half[1]),
            (tip[0] + half[0] * thin, tip[1] + half[1] * thin),
            (tip[0] - half[0] * thin, tip[1] - half[1] * thin),
        ],
        ink,
    )
    if depth == 0:
        return
    for fork in (-1, 1) if depth < 6 else (-1, 0, 1):
        bend = fork * rng.uniform(14, 34) + rng.uniform(-7, 7)
        bare_tree(plate, *tip, height * rng.uniform(0.72, 0.86), ink, angle + bend, width * 0.68, depth - 1)


def hedge(plate, left, right, y, height, ink, bright=None):
    """A clipped but living hedge: a bumpy top above a straight foot."""
    rng = plate.rng
    stencil = plate.stencil(left - height, y - height * 1.6, right - left + height * 2, height * 1.6)
    stencil.shape([(left, y - height * 0.7), (right, y - height * 0.7), (right, y), (left, y)])
    x = left
    while x < right:
        size = height * rng.uniform(0.3, 0.5)
        stencil.oval(x, y - height * 0.72, size * 1.3, size)
        x += size * 0.9
    plate.press(stencil, ink)
    if bright:
        plate.shade(stencil, bright, "up", 0.75)


def blades(plate, left, right, y, height, inks, count=120, lean=0.2):
    """Grass or reeds standing along a line, each a curved blade."""
    rng = plate.rng
    for _ in range(count):
        x, tall = rng.uniform(left, right), height * rng.uniform(0.45, 1.1)
        tip = x + tall * rng.gauss(lean, 0.22)
        bend = (x + (tip - x) * 0.3, y - tall * 0.6)
        wide = max(tall * 0.03, 1.6)
        plate.shape([(x - wide, y), bend, (tip, y - tall), (bend[0] + wide, bend[1]), (x + wide, y)], rng.choice(inks))


def tussocks(plate, top, bottom, inks, count=150, size=70, left=0, right=None):
    """Low strokes of grass or sand over flat land, larger towards the viewer."""
    rng = plate.rng
    right = plate.width if right is None else right
    for depth in sorted(rng.random() ** 1.3 for _ in range(count)):
        width = size * (0.12 + depth) * rng.uniform(0.6, 1.5)
        x, y = rng.uniform(left - width, right), top + (bottom - top) * depth
        plate.shape(lens(x, y, width, min(width * 0.13, 14)), rng.choice(inks))


def tufts(plate, top, bottom, inks, count=90, size=60, left=0, right=None):
    """Clumps of grass, each a handful of blades, drawn from the far ones to the near."""
    rng = plate.rng
    right = plate.width if right is None else right
    for depth in sorted(rng.random() for _ in range(count)):
        x, tall = rng.uniform(left, right), size * (0.2 + 0.8 * depth)
        blades(plate, x - tall * 0.35, x + tall * 0.35, top + (bottom - top) * depth, tall, inks, 8)


def flowers(plate, top, bottom, inks, count=120, size=5, left=0, right=None):
    rng = plate.rng
    right = plate.width if right is None else right
    for depth in sorted(rng.random() for _ in range(count)):
        radius = size * (0.25 + depth)
        plate.oval(rng.uniform(left, right), top + (bottom - top) * depth, radius, radius * 0.8, rng.choice(inks))
