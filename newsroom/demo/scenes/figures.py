"""The living: townspeople, a cyclist, and the birds of the marsh."""

from operator import itemgetter

from .boats import Drawing
from .curves import arc, smooth
from .tone import darker, lighter

COATS = ("#b8432f", "#20506b", "#d99a2b", "#4a5d3a", "#6d3b52", "#2c3446", "#e3d5b8", "#3f7f7a")
SKINS = ("#e8b793", "#c98d64", "#8a5a3c", "#f0c9a8", "#5e3d2b")
CURLEW = [(-0.46, -0.42), (-0.25, -0.56), (0, -0.63), (0.18, -0.6), (0.2, -0.47), (0.05, -0.38), (-0.2, -0.37)]
CURLEW += CURLEW[:1]
FEEDING_NECK = ((0.02, -0.5), (0.16, -0.56), (0.3, -0.42), (0.36, -0.3))
HAIR = ("#2b211d", "#5b3a22", "#8a8580", "#b98a4a", "#1b1a1f")


def person(plate, x, y, height, coat=None, facing=1, stride=0.1, legs="#262a38", hat=None, bag=None):
    """Someone standing or walking; y is the ground under the feet."""
    rng = plate.rng
    coat, skin, hair = coat or rng.choice(COATS), rng.choice(SKINS), rng.choice(HAIR)
    body = Drawing(plate, x, y, height, facing)
    _legs(body, stride, legs)
    _arm(body, -stride * 0.7, darker(coat, 0.45), skin)
    torso = smooth(
        [
            (-0.085, -0.8),
            (0, -0.83),
            (0.085, -0.8),
            (0.095, -0.6),
            (0.115, -0.36),
            (-0.115, -0.36),
            (-0.1, -0.6),
            (-0.085, -0.8),
        ],
        4,
    )
    body.shape(torso, coat)
    body.shape([(0.025, -0.822), *torso[6:20], (0.035, -0.36)], darker(coat, 0.22))
    _head(body, skin, hair, hat, long_hair=rng.random() < 0.4)
    _arm(body, stride * 0.7 + 0.02, lighter(coat, 0.1), skin)
    if bag:
        hand = 0.05 + stride * 0.7
        body.line([(hand - 0.035, -0.4), (hand + 0.01, -0.46), (hand + 0.055, -0.4)], 0.012, darker(bag, 0.4))
        body.shape([(hand - 0.065, -0.4), (hand + 0.085, -0.4), (hand + 0.1, -0.22), (hand - 0.08, -0.22)], bag)


def seated(plate, x, y, size, away=False, coat=None):
    """Someone seated, head and shoulders, facing us or facing away."""
    rng = plate.rng
    coat, skin, hair = coat or rng.choice(COATS), rng.choice(SKINS), rng.choice(HAIR)
    chair = Drawing(plate, x, y, size)
    chair.shape(smooth([(-66, 60), (-62, -30), (-24, -62), (24, -62), (62, -30), (66, 60)], 5), coat)
    chair.shape(smooth([(10, 60), (14, -62), (24, -62), (62, -30), (66, 60)], 5), darker(coat, 0.28))
    chair.shape([(-14, -80), (14, -80), (18, -52), (-18, -52)], darker(skin, 0.25))
    if not away:
        chair.shape([(-18, -62), (18, -62), (0, -34)], "#fbf3dc")
    plate.oval(x, y - 104 * size, 31 * size, 38 * size, skin)
    if away:
        # From behind, hair down to the nape and only the ears beside it.
        for ear in (-32, 32):
            plate.oval(x + ear * size, y - 100 * size, 7 * size, 9 * size, skin)
        chair.shape(arc(0, -108, 34, 39, 0, 360), hair)
        return
    fringe = rng.choice(([(18, -128), (-20, -112)], [(20, -112), (-16, -130)], [(12, -124), (-12, -124)]))
    chair.shape([*arc(0, -112, 35, 36, 165, 375), *fringe], hair)
    if rng.random() < 0.4:
        for side in (-1, 1):
            chair.shape([(side * 34, -118), (side * 40, -62), (side * 22, -60), (side * 27, -104)], hair)


def player(plate, x, y, height, shirt, shorts, facing=1, stride=0.2):
    """A footballer at a run."""
    rng = plate.rng
    skin, hair = rng.choice(SKINS), rng.choice(HAIR)
    body = Drawing(plate, x, y, height, facing)
    back, front = (-stride * 1.2, -0.1), (stride * 0.9, -0.02)
    for knee, foot, ink in (((-0.04, -0.27), back, darker(skin, 0.25)), ((stride * 0.8, -0.3), front, skin)):
        body.line([(0, -0.46), knee, foot], 0.085, ink)
        body.line([((knee[0] + foot[0]) / 2, (knee[1] + foot[1]) / 2), foot], 0.085, darker(shirt, 0.1))
        body.line([foot, (foot[0] + 0.07, foot[1] + 0.01)], 0.05, "#16161c")
    body.shape([(-0.1, -0.52), (0.1, -0.52), (0.15, -0.34), (0.03, -0.36), (-0.03, -0.34), (-0.13, -0.37)], shorts)
    body.line([(0.0, -0.77), (-0.13, -0.64), (-0.05, -0.53)], 0.06, darker(skin, 0.2))
    torso = [(-0.09, -0.8), (0.04, -0.83), (0.12, -0.79), (0.11, -0.5), (-0.1, -0.5)]
    body.shape(torso, shirt)
    body.shape([(0.04, -0.83), (0.12, -0.79), (0.11, -0.5), (0.03, -0.5)], darker(shirt, 0.2))
    body.line([(0.05, -0.77), (0.14, -0.66), (0.24, -0.7)], 0.055, skin)
    body.line([(0.04, -0.78), (0.1, -0.7)], 0.075, lighter(shirt, 0.15))
    _head(body, skin, hair)


def _legs(body, stride, ink):
    for way, tone in ((-1, darker(ink, 0.25)), (1, ink)):
        foot = stride * way
        body.shape(
            [
                (-0.07, -0.42),
                (0.07, -0.42),
                (foot * 0.6 + 0.055, -0.2),
                (foot + 0.04, -0.01),
                (foot - 0.035, -0.01),
                (foot * 0.6 - 0.05, -0.2),
            ],
            tone,
        )
        body.shape(
            [(foot - 0.04, -0.03), (foot + 0.03, -0.032), (foot + 0.085, -0.012), (foot + 0.085, 0), (foot - 0.04, 0)],
            "#1a1a22",
        )


def _arm(body, swing, ink, skin):
    hand = (swing + 0.03, -0.455)
    body.dot(*hand, 0.024, skin)
    body.line([(0.0, -0.765), (swing * 0.4 - 0.02, -0.61), hand], 0.062, ink)
    body.dot(0.0, -0.765, 0.033, ink)


def _head(body, skin, hair, hat=None, long_hair=False):
    if long_hair:
        body.shape(
            smooth([(0.0, -0.99), (-0.08, -0.94), (-0.085, -0.84), (-0.06, -0.79), (0.01, -0.81), (0.0, -0.99)], 4),
            hair,
        )
    body.shape([(-0.03, -0.86), (0.03, -0.86), (0.035, -0.8), (-0.035, -0.8)], darker(skin, 0.22))
    body.dot(0.008, -0.908, 0.062, skin)
    body.shape([(0.058, -0.92), (0.083, -0.895), (0.058, -0.885)], skin)
    crown = arc(0, -0.918, 0.07, 0.07, 165, 330, 10)
    body.shape([*crown, (0.03, -0.935), (-0.012, -0.915), (-0.02, -0.88), (-0.055, -0.86)], hair)
    if hat:
        body.shape([*arc(0, -0.935, 0.076, 0.07, 175, 365, 10)], hat)
        body.shape([(-0.08, -0.945), (0.075, -0.945), (0.12, -0.925), (-0.08, -0.925)], darker(hat, 0.2))


def walkers(plate, people, tint, reach=1.1, strength=0.45, stride=0.1):
    """People out of doors, the nearest last.

    Each is (x, y, height, coat, facing, bag) and may add a hat. All the shadows are
    laid first, so that none falls across a neighbour's coat.
    """
    for x, y, height, *_ in people:
        shadow(plate, x, y, height * reach, tint, height * 0.24, strength)
    for x, y, height, coat, facing, bag, *hat in sorted(people, key=itemgetter(1)):
        person(plate, x, y, height, coat, facing, stride, hat=hat[0] if hat else None, bag=bag)


def shadow(plate, x, y, length, ink, width=34, strength=0.55):
    """A long shadow along the ground, from the feet to the right."""
    plate.veil(
        [
            (x - width * 0.4, y),
            (x + width * 0.4, y),
            (x + length, y + length * 0.22),
            (x + length * 0.92, y + length * 0.26),
        ],
        ink,
        "all",
        strength,
    )


def cyclist(plate, x, y, size, coat, facing=1, frame="#c8452f"):
    """A cyclist side on; size is the height of the rider above the path."""
    rider = Drawing(plate, x, y, size, facing)
    for hub in (-0.33, 0.33):
        wheel = [(hub + px, -0.25 + py) for px, py in arc(0, 0, 0.23, 0.23, 0, 360, 36)]
        rider.line(wheel, 0.026, "#1c2230")
        for spoke in wheel[::4]:
            rider.line([(hub, -0.25), spoke], 0.005, "#5c6474")
    rider.line([(-0.33, -0.25), (-0.06, -0.22), (0.24, -0.56), (-0.13, -0.53), (-0.33, -0.25)], 0.024, frame)
    rider.line([(-0.13, -0.6), (-0.06, -0.22)], 0.024, frame)
    rider.line([(0.33, -0.25), (0.24, -0.64), (0.32, -0.68)], 0.024, frame)
    rider.line([(-0.2, -0.62), (-0.06, -0.62)], 0.035, "#1c2230")
    _rider(rider, coat)


def _rider(rider, coat):
    rider.line([(-0.1, -0.66), (0.1, -0.48), (0.0, -0.16)], 0.085, "#2b3146")
    rider.line([(-0.1, -0.66), (0.04, -0.42), (-0.1, -0.12)], 0.07, "#20263a")
    rider.line([(0.0, -0.14), (0.08, -0.13)], 0.05, "#1a1a22")
    back = smooth([(-0.19, -0.68), (-0.13, -0.9), (0.06, -1.06), (0.15, -1.0), (0.08, -0.82), (-0.02, -0.66)], 5)
    rider.shape(back, coat)
    rider.shade(back, darker(coat, 0.5), "down", 0.8)
    rider.line([(0.08, -0.98), (0.17, -0.78), (0.31, -0.69)], 0.06, darker(coat, 0.15))
    rider.dot(0.16, -1.12, 0.075, "#d9a27c")
    rider.shape([(0.16 + px, -1.13 + py) for px, py in arc(-0.01, -0.01, 0.095, 0.085, 165, 365, 12)], "#f1e6cf")


def curlew(plate, x, y, height, inks, facing=1, stoop=0.0):
    """A curlew on long legs; stoop runs from standing tall (0) to feeding (1)."""
    back, belly = inks
    bird = Drawing(plate, x, y, height, facing)
    for foot in (-0.06, 0.05):
        bird.line([(foot * 0.6, -0.42), (foot * 1.3, -0.2), (foot, 0)], 0.016, darker(back, 0.45))
    body = smooth(CURLEW, 6)
    neck = _bent(((0.02, -0.5), (0.16, -0.62), (0.19, -0.78), (0.25, -0.92)), FEEDING_NECK, stoop)
    bird.line(smooth(neck, 6), 0.1, back)
    bird.shape(body, back)
    bird.shade(body, belly, "down", 0.85)
    for index in range(7):
        bird.line([(-0.3 + index * 0.065, -0.52), (-0.35 + index * 0.065, -0.47)], 0.012, darker(back, 0.45))
    bird.dot(*neck[-1], 0.062, back)
    _bill(bird, *neck[-1], stoop)


def _bill(bird, x, y, stoop):
    """The down-turned bill, as long as the bird's neck."""
    curve = _bent(((0.04, -0.01), (0.22, 0.03), (0.36, 0.16)), ((0.02, 0.03), (0.1, 0.16), (0.08, 0.31)), stoop)
    bird.line(smooth([(x + px, y + py) for px, py in curve], 6), 0.02, "#3a2a2b")
    bird.dot(x + 0.015, y - 0.015, 0.011, "#1b1518")


def _bent(upright, stooped, amount):
    """A line part of the way from one pose to another."""
    return [(a + (c - a) * amount, b + (d - b) * amount) for (a, b), (c, d) in zip(upright, stooped, strict=True)]


def wader(plate, x, y, span, ink, beat=0.5, facing=1):
    """A wader in flight; beat runs from wings down (-1) to wings up (1)."""
    bird = Drawing(plate, x, y, span, facing)
    bird.shape(smooth([(-0.22, 0.0), (-0.05, -0.045), (0.16, -0.02), (0.2, 0.01), (0, 0.045), (-0.22, 0.0)], 4), ink)
    bird.line(smooth([(0.18, -0.01), (0.3, 0.0), (0.37, 0.05)], 4), 0.016, ink)
    for reach, tone in ((0.9, darker(ink, 0.3)), (1.0, ink)):
        tip = (-0.14 * reach, -0.42 * beat * reach)
        bird.shape([(0.08, -0.02), (0.04, -0.24 * beat * reach), tip, (-0.06, -0.12 * beat), (-0.06, 0.0)], tone)
