"""Water: ripples, the sun's path, reflections, rolling swell and spray."""

from math import pi, sin

from PIL import Image, ImageChops

from .curves import lens, smooth
from .tone import rgb


def ripples(plate, top, bottom, inks, count=160, length=150, left=0, right=None):
    """Strokes that grow from hairlines at the horizon to broad marks near the viewer."""
    rng = plate.rng
    right = plate.width if right is None else right
    for _ in range(count):
        depth = rng.random() ** 1.4
        width = length * (0.15 + depth) * rng.uniform(0.5, 1.4)
        x = rng.uniform(left - width / 2, right - width / 2)
        plate.shape(
            lens(x, top + (bottom - top) * depth, width, 1.5 + 9 * depth * rng.uniform(0.5, 1)), rng.choice(inks)
        )


def glitter(plate, x, top, bottom, ink, spread=60, count=90):
    """The broken path of light that runs from the horizon towards the viewer."""
    rng = plate.rng
    for _ in range(count):
        depth = rng.random() ** 1.2
        reach = spread * (0.5 + 1.8 * depth)
        width = (26 + 120 * depth) * rng.uniform(0.4, 1.2) * spread / 60
        middle = x + rng.gauss(0, 0.45) * reach
        y = top + (bottom - top) * depth
        plate.shape(lens(middle - width / 2, y, width, 2 + 8 * depth), ink)


def reflect(plate, line, depth, tint, amount=0.45, left=0, right=None, ripple=7):
    """Mirror what stands above the water line, tinted, and broken sideways by ripples."""
    scale = plate.scale
    right = plate.width if right is None else right
    x0, x1, y = round(left * scale), round(right * scale), round(line * scale)
    tall = min(round(depth * scale), y, plate.image.height - y)
    above = plate.image.crop((x0, y - tall, x1, y)).transpose(Image.Transpose.FLIP_TOP_BOTTOM)
    above = Image.blend(above, Image.new("RGB", above.size, rgb(tint)), amount)
    fade = _fade(above.size, round(40 * scale) if left else 1)
    step = max(round(2 * scale), 2)
    for row in range(0, tall, step):
        near = row / tall
        phase = row / scale / (5 + 9 * near)
        shift = round(scale * ripple * (0.25 + near) * sin(phase * pi / 2) * plate.rng.uniform(-0.1, 1.3))
        band = (0, row, above.width, min(row + step, tall))
        plate.image.paste(above.crop(band), (x0 + shift, y + row), fade.crop(band))


def _fade(size, edge):
    """A mask strong at the water line, gone at its far end, soft at the left."""
    down = Image.linear_gradient("L").transpose(Image.Transpose.FLIP_TOP_BOTTOM)
    down = down.point(lambda v: min(v * 2, 255)).resize(size)
    side = Image.new("L", size, 255)
    side.paste(Image.linear_gradient("L").transpose(Image.Transpose.ROTATE_90).resize((edge, size[1])))
    return ImageChops.multiply(down, side)


def crest(width, y, height, length, phase, step=20):
    """The outline of a swell: steep before each peak, long behind it."""
    points = []
    for x in range(-step, width + 2 * step, step):
        turn = 2 * pi * (x / length) + phase
        points.append((x, y - height * (0.62 * sin(turn) + 0.26 * sin(2 * turn + 0.9) + 0.12 * sin(5 * turn))))
    return points


def swell(plate, ridge, inks, foam=None, streaks=26):
    """A wave from its ridge to the foot of the picture, with scooped marks and foam."""
    body, shadow, light = inks
    rng = plate.rng
    outline = [*ridge, (ridge[-1][0], plate.height), (ridge[0][0], plate.height)]
    top = min(y for _, y in ridge)
    stencil = plate.cut(outline)
    plate.press(stencil, body)
    plate.shade(stencil, shadow, "down", 0.85)
    for _ in range(streaks):
        x, y = rng.choice(ridge)
        fall, run = rng.uniform(14, 200), rng.uniform(70, 300)
        hollow = run * 0.07
        upper = smooth([(x, y + fall), (x + run * 0.5, y + fall + hollow), (x + run, y + fall - hollow * 0.3)], 6)
        lower = smooth([(x + run, y + fall - hollow * 0.3), (x + run * 0.5, y + fall + hollow * 1.7), (x, y + fall)], 6)
        plate.shape([*upper, *lower], light if fall < 110 else shadow)
    if foam:
        cap(plate, ridge, foam, top)


def cap(plate, ridge, foam, top, reach=60):
    """White water along the highest parts of a ridge, sliding down its back."""
    rng = plate.rng
    thick = 0.0
    for (x0, y0), (x1, y1) in zip(ridge, ridge[1:], strict=False):
        near = max(1 - (y0 - top) / reach, 0)
        after = near * rng.uniform(3, 15) if near > 0.12 else 0.0
        if thick or after:
            plate.shape([(x0, y0 - 1), (x1, y1 - 1), (x1, y1 + after), (x0, y0 + thick)], foam)
        thick = after
        if rng.random() < 0.4 * near:
            plate.shape(lens(x0, y0 + rng.uniform(10, 36), rng.uniform(30, 110), 4), foam)
        if near:
            plate.oval(x0 + rng.gauss(0, 18), y0 - abs(rng.gauss(0, 8)), *[rng.uniform(0.8, 2.6)] * 2, foam)


def spray(plate, x, y, reach, ink, count=240, lean=0.0):
    """Drops thrown up from where water strikes, scattered towards the top."""
    rng = plate.rng
    for _ in range(count):
        rise = rng.random() ** 1.5
        drift = rng.gauss(0, 0.18 + 0.2 * rise) + lean * rise
        size = rng.choice([1, 1.3, 1.8, 2.6]) * (1.4 - rise * 0.7) * max(reach / 300, 0.6)
        plate.oval(x + drift * reach, y - rise * reach, size, size, ink)


def breaker(plate, x, y, reach, light, shade, lean=0.0):
    """A wave bursting: jets of drops thrown up from a mound of foam."""
    for ink, count, height in ((shade, 46, 1.0), (light, 70, 0.97), (shade, 20, 0.55), (light, 40, 0.5)):
        for _ in range(count):
            _jet(plate, x, y, reach * height, lean, ink)
    rng = plate.rng
    mound = plate.stencil(x - reach, y - reach * 0.5, reach * 2, reach * 0.7)
    for _ in range(40):
        side = rng.uniform(-0.75, 0.75)
        radius = reach * rng.uniform(0.04, 0.11) * (1.15 - abs(side))
        mound.oval(x + side * reach, y - radius * 0.4, radius * 1.7, radius)
    plate.press(mound, light)
    plate.shade(mound, shade, "down", 0.6)


def _jet(plate, x, y, reach, lean, ink):
    """One jet along the arc it is thrown: a stream at its foot, drops at its tip."""
    rng = plate.rng
    throw = max(min(rng.gauss(lean, 0.36), 0.9), -0.9)
    rise = 2.1 * rng.uniform(0.55, 1) * (1 - 0.4 * throw * throw)
    foot, life, thick = x + throw * reach * 0.5, rng.uniform(0.55, 1.2), reach * rng.uniform(0.03, 0.075)
    steps = 18
    for step in range(steps):
        time = life * (step / steps) ** 0.9
        spent = step / steps
        size = thick * (1 - spent) ** 1.3 + 1.2
        stray = rng.gauss(0, 0.018) * reach * spent
        across = foot + throw * reach * time * 0.6 + stray
        plate.oval(across, y - reach * (rise * time - 1.1 * time * time) + stray, size * 0.85, size, ink)


def broken(plate, x, y, width, depth, inks, count=46):
    """The reflection of what stands on the water, broken into thinning strokes."""
    rng = plate.rng
    for _ in range(count):
        fall = rng.random() ** 1.3
        reach = width * (1 - fall * 0.65) * rng.uniform(0.35, 1)
        middle = x + rng.gauss(0, 0.12) * width
        ink = inks[min(int(fall * len(inks) + rng.random() * 0.8), len(inks) - 1)]
        plate.shape(lens(middle - reach / 2, y + fall * depth, reach, 5 + 10 * (1 - fall)), ink)
