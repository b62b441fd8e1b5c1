"""Skies: gradients, sun and moon, clouds, stars, snow, and the gulls in them."""

from math import cos, pi, sin

from .curves import lens


def sky(plate, stops, bottom):
    """The whole width of the picture, from the top down to the horizon."""
    plate.wash([(0, 0), (plate.width, 0), (plate.width, bottom), (0, bottom)], stops)


def sun(plate, x, y, radius, ink, halo=None, strength=0.75):
    plate.glow(x, y, radius * 7, halo or ink, strength)
    plate.oval(x, y, radius, radius, ink)


def moon(plate, x, y, radius, ink, halo):
    plate.glow(x, y, radius * 6, halo, 0.5)
    plate.oval(x, y, radius, radius, ink)


def rays(plate, x, y, reach, ink, count=18, strength=0.16):
    """Broad sunbeams fanning out from a point, as old travel posters have them."""
    for index in range(count):
        start = 2 * pi * index / count
        end = start + pi / count
        tips = [(x + reach * cos(angle), y + reach * sin(angle)) for angle in (start, end)]
        plate.veil([(x, y), *tips], ink, "all", strength)


def cumulus(plate, x, y, width, light, shadow, depth=0.7):
    """A heaped cloud with a flat base at y, lit from above."""
    rng = plate.rng
    height = width * 0.42
    stencil = plate.stencil(x - width * 0.6, y - height * 1.35, width * 1.2, height * 1.35)
    puffs, peak = 11, rng.uniform(0.3, 0.7)
    base_lift = rng.uniform(0.85, 1.1)
    for index in range(puffs):
        place = index / (puffs - 1)
        # Puffs are tallest a little off the middle, so that no cloud is a dome.
        rise = (1 - abs(place - peak) * 1.75) * rng.uniform(0.66, 1.05) * base_lift
        radius = width * (0.07 + 0.105 * max(rise, 0))
        stencil.oval(x - width / 2 + width * place, y - max(rise, 0) * height * 0.72, radius, radius * 0.92)
    base = [
        (-0.5, -0.06),
        (peak - 0.72, -0.16),
        (peak - 0.5, -0.24),
        (peak - 0.26, -0.16),
        (0.5, -0.06),
        (0.46, 0),
        (-0.46, 0),
    ]
    stencil.shape([(x + px * width, y + py * width) for px, py in base])
    plate.press(stencil, light)
    plate.shade(stencil, shadow, "down", depth)


def streaks(plate, ink, top, bottom, count=12, length=520):
    """Long thin clouds lying across the sky, finer towards the horizon."""
    rng = plate.rng
    for _ in range(count):
        depth = rng.random()
        y = top + (bottom - top) * depth
        width = length * rng.uniform(0.4, 1.3)
        plate.shape(
            lens(rng.uniform(-0.1, 1) * plate.width, y, width, (4 + 16 * (1 - depth)) * rng.uniform(0.5, 1)), ink
        )


def stars(plate, ink, bottom, count=110):
    rng = plate.rng
    for _ in range(count):
        radius = rng.choice([0.9, 1.1, 1.4, 2.2])
        plate.oval(rng.uniform(0, plate.width), rng.uniform(0, bottom), radius, radius, ink)


def snowfall(plate, ink, count=420):
    rng = plate.rng
    for _ in range(count):
        radius = rng.choice([1.4, 1.8, 2.4, 3.4, 5])
        plate.oval(rng.uniform(0, plate.width), rng.uniform(0, plate.height), radius, radius, ink)


def gull(plate, x, y, span, ink, lift=0.35):
    """A gull on the wing: two curved strokes meeting at the body."""
    wing = span / 2
    left = [(x, y), (x - wing * 0.35, y - wing * lift * 1.2), (x - wing, y - wing * lift * 0.5)]
    right = [(x, y), (x + wing * 0.35, y - wing * lift * 1.2), (x + wing, y - wing * lift * 0.5)]
    for stroke in (left, right):
        (x0, y0), (x1, y1), (x2, y2) = stroke
        under = [(x2, y2), (x1, y1 + wing * 0.15), (x0, y0 + wing * 0.14)]
        plate.shape([(x0, y0), (x1, y1), (x2, y2), *under], ink)
    plate.oval(x, y + wing * 0.05, wing * 0.12, wing * 0.09, ink)


def gulls(plate, ink, spots):
    for x, y, span in spots:
        gull(plate, x, y, span, ink, plate.rng.uniform(0.2, 0.5))
