"""Three short silent films, painted with the same inks as the pictures."""

from math import cos, pi, sin
from random import Random

from . import harbour, marsh
from .boats import lifeboat
from .curves import box, lens, smooth
from .figures import curlew, wader
from .land import blades, ground, hill, ridge, tussocks
from .plate import Plate
from .sky import cumulus, gull, rays, sky, streaks, sun
from .water import breaker, broken, crest, swell
from .webm import webm

RATE, SECONDS, SIZE = 12, 7, (640, 360)


def film(slug, seconds=SECONDS):
    """The film of that name as the bytes of a WebM file."""
    units, backdrop, paint = FILMS[slug]
    # Twice the size of the film, as the pictures are, so that edges come out clean.
    plate = Plate(units, slug, scale=2 * SIZE[0] / units[0])
    backdrop(plate)
    return webm(_frames(plate, slug, paint, RATE * seconds), RATE)


def _frames(backdrop, slug, paint, count):
    for index in range(count):
        plate = backdrop.overlay(slug)
        paint(plate, index / RATE)
        yield plate.image.reduce(2)


def ease(time, start, end):
    """How far a movement has come between two times: slow, then quick, then slow."""
    place = min(max((time - start) / (end - start), 0), 1)
    return place * place * (3 - 2 * place)


def drifting(plate, time, top, bottom, inks, count=70):
    """Ripples that slide along, the near ones faster."""
    rng = plate.rng
    for _ in range(count):
        depth, start, ink = rng.random(), rng.random(), rng.choice(inks)
        x = (start * plate.width + time * (20 + 70 * depth)) % (plate.width + 240) - 240
        wide = 40 + 170 * depth
        plate.shape(
            lens(x, top + (bottom - top) * depth, wide, (2 + 8 * depth) * (0.6 + 0.4 * sin(time * 3 + start * 9))), ink
        )


def rolling(plate, time, waves):
    for y, height, length, phase, inks in waves:
        swell(plate, crest(plate.width, y, height, length, phase - time * 1.3), inks, "#eef0e4", 20)


# The barrier's monthly test


def barrier_backdrop(plate):
    sky(plate, ["#5d7a8c", "#8fa6ab", "#cdd1c2", "#f3e2b6"], 560)
    rays(plate, 420, 580, 1800, "#f6e3b4", 20, 0.12)
    hill(plate, ridge(plate, 570, 60, 8), 580, "#71858a", "#50687a")
    plate.wash(box(0, 570, 2000, 555), ["#b9bfae", "#7d9694", "#3d6672", "#1c4153"])


def barrier_test(plate, time):
    for x, y, width, pace in ((300, 230, 620, 9), (1250, 170, 700, 7), (820, 400, 420, 4)):
        cumulus(plate, x + time * pace, y, width, "#efeadb", "#8fa3ab", 0.5)
    drifting(plate, time, 590, 860, ["#a9b8ad", "#315b69", "#dfe0cc"], 60)
    _span(plate, 0.62, 560, 1020, 745, ease(time, 0.2, 4.6))
    _span(plate, 1.08, 1020, 1790, 880, ease(time, 0.8, 5.8))
    for x, y, size in ((560, 745, 0.62), (1020, 880, 1.08), (1790, 905, 1.22)):
        harbour.pier(plate, x, y, size)
        if int(time * 2.5) % 2:
            plate.glow(x, y - 365 * size, 150 * size, "#ffb84a", 0.9)
    gull(plate, 1500 - time * 120, 330 + 24 * sin(time * 2), 90, "#fbf4e3", 0.35 + 0.25 * sin(time * 7))
    gull(plate, 1640 - time * 112, 390 + 18 * sin(time * 2 + 1), 62, "#fbf4e3", 0.35 + 0.25 * sin(time * 7 + 2))
    rolling(
        plate,
        time,
        (
            (955, 20, 620, 0.5, ("#2f5e6b", "#1c4353", "#8fb0ac")),
            (1045, 32, 840, 2.2, ("#204c5c", "#113141", "#6f9a9c")),
        ),
    )


def _span(plate, size, left, right, foot, lift):
    """The gate between two piers, risen by `lift`, water pouring from it."""
    top = foot + 10 * size - 235 * size * lift
    plate.rect(left, foot - 345 * size, right - left, 26 * size, "#24404f")
    plate.wash(box(left, top, right - left, foot + 20 * size - top), ["#d8662f", "#b5451f", "#6f2a1e"])
    for step in range(1, 9):
        plate.rect(left + (right - left) * step / 9, top, 5 * size, foot + 16 * size - top, "#8c3720")
    plate.rect(left, top, right - left, 10 * size, "#f6c27a")
    rng = Random(round(lift * 60))
    pouring = 4 * lift * (1 - lift)
    for _ in range(round(50 * pouring)):
        x, fall = rng.uniform(left, right), rng.uniform(0.3, 1) * (foot - top)
        plate.veil(box(x, top + rng.uniform(0, 20), rng.uniform(5, 20) * size, max(fall, 6)), "#eef2ea", "down", 0.8)
    plate.shape(lens(left - 20, foot + 14 * size, right - left + 40, (10 + 26 * pouring) * size), "#f2f4ea")
    broken(
        plate,
        (left + right) / 2,
        foot + 26 * size,
        (right - left) * 0.9,
        90 * size,
        ["#7c3b2a", "#4b5f62"],
        round(24 * lift),
    )


# The lifeboat goes down the slip


def launch_backdrop(plate):
    sky(plate, ["#3f7f9c", "#86b4bb", "#d9ddc6", "#f8dfae"], 620)
    hill(plate, ridge(plate, 620, 130, 6), 640, "#8fa99c", "#6b8d8c")
    plate.wash(box(0, 620, 2000, 505), ["#9fc0b8", "#5f95a0", "#2b6a80", "#174a63"])
    headland = smooth([(-10, 560), (160, 500), (380, 520), (560, 600), (700, 660), (760, 720)])
    ground(plate, [*headland, (-10, 760)], "#6f8d62", "#3a5a52", "down", 0.8)


def lifeboat_launch(plate, time):
    for x, y, width, pace in ((1500, 260, 640, 8), (820, 190, 460, 6)):
        cumulus(plate, x + time * pace, y, width, "#fdf6e6", "#9fbfc4", 0.65)
    drifting(plate, time, 650, 860, ["#cfe0d2", "#3f7d8e", "#8fbcbb"], 60)
    _boathouse(plate)
    _run(plate, time)
    gull(plate, 900 + time * 110, 330 + 20 * sin(time * 2), 84, "#fdf6e6", 0.35 + 0.25 * sin(time * 7))
    rolling(
        plate,
        time,
        (
            (925, 14, 700, 0.6, ("#2f7388", "#1b526b", "#8fbcbb")),
            (1000, 24, 860, 2.4, ("#235f77", "#123f57", "#7fb0b4")),
            (1075, 30, 1100, 4.0, ("#184c64", "#0d3147", "#6fa5ab")),
        ),
    )


def _boathouse(plate):
    for x in range(60, 900, 110):
        plate.rect(x, 560 + x * 0.33, 18, 420, "#4a4a50")
    deck = [(0, 560), (420, 560), (1090, 915), (1090, 950), (400, 600), (0, 600)]
    plate.shape(deck, "#a98a64")
    plate.shade(deck, "#5a4740", "down", 0.8)
    plate.line([(420, 560), (1090, 915)], 9, "#e9d9b4")
    plate.rect(-20, 300, 400, 262, "#c9583c")
    plate.shade(box(-20, 300, 400, 262), "#7a2f2f", "left", 0.7)
    plate.shape([(-60, 306), (60, 170), (330, 170), (420, 306)], "#4a5866")
    plate.shade([(-60, 306), (60, 170), (330, 170), (420, 306)], "#27333f", "down", 0.7)
    plate.rect(210, 356, 172, 206, "#1b2733")
    for x in (30, 116):
        plate.rect(x, 370, 56, 74, "#f6ecd0")
        plate.rect(x + 6, 376, 44, 62, "#35566b")


def _run(plate, time):
    """The boat waits, goes down the slip, strikes the water, and makes for sea."""
    slide = min(max((time - 0.7) / 2.0, 0), 1) ** 2
    afloat = max(time - 2.7, 0)
    x = 330 + 800 * slide + 340 * (1 - 2.718 ** (-afloat * 0.8)) + afloat * 50
    y = 548 + 372 * slide + (14 * sin(afloat * 2.6) + 26) * min(afloat * 2, 1)
    level = ease(afloat, 0, 0.7)
    pitch = -0.5 * min(slide * 8, 1) * (1 - level) + level * 0.16 * sin(afloat * 2.6 + 0.9)
    lifeboat(plate, x, y - 20, 520, pitch=pitch)
    burst = sin(pi * min(max((time - 2.5) / 1.9, 0), 1)) ** 0.7
    if burst > 0.05:
        plate.rng = Random(int(time * RATE) // 2)
        for side, reach in ((300, 330), (170, 230), (-150, 190)):
            breaker(plate, x + side, 935, reach * burst, "#fbf8ec", "#8fb8c0", 0.25 if side > 0 else -0.25)
    if afloat:
        for index in range(9):
            plate.shape(lens(x - 330 - index * 26, 915 + 7 * (index % 3), 190, 9), "#eef2ea")


# The curlews come in to roost


def roost_backdrop(plate):
    sky(plate, ["#2f3d63", "#6d5f83", "#c97f78", "#f3ab6c", "#fbd08a"], 565)
    streaks(plate, "#8a6480", 80, 380, 14, 1000)
    streaks(plate, "#fbc98a", 360, 540, 9, 700)
    sun(plate, 1690, 545, 66, "#fff0c4", "#ffc878", 0.85)
    hill(plate, ridge(plate, 566, 46, 9), 575, "#5d5570", "#463f60")
    ground(plate, box(0, 560, 2400, 790), "#7a5f52", "#33273c", "down", 0.9)
    tussocks(plate, 575, 1340, ["#7f6156", "#5d4650", "#86685a", "#6d5568"], 320, 110)
    marsh.creeks(plate, ["#f9c98a", "#d98f7a", "#8a6a88", "#3f4470"])


def curlew_roost(plate, time):
    _sparkle(plate, time)
    for bird in range(120):
        _on_the_wing(plate, bird, time)
    for x, y, height, facing, phase in (
        (1800, 1210, 330, -1, 0.0),
        (1450, 1100, 190, 1, 2.1),
        (1140, 930, 110, 1, 1.1),
    ):
        curlew(plate, x, y, height, ("#3b2b3d", "#8a6058"), facing, stoop=ease(sin(time * 1.1 + phase), 0.1, 0.6))
    sway = 0.2 + 0.05 * sin(time * 1.5)
    plate.rng = Random(3)  # the same reeds in every frame
    blades(plate, 0, 560, 1360, 300, ["#1f1a30", "#2c2438", "#3a2c3c"], 120, sway)
    blades(plate, 2080, 2400, 1360, 240, ["#1f1a30", "#2c2438"], 60, sway)


def _sparkle(plate, time):
    """The last light, coming and going on the creek."""
    rng = Random(5)
    for _ in range(26):
        y = rng.uniform(640, 1300)
        x = 1500 - (y - 640) * 0.45 + rng.uniform(-120, 120)
        wide = (30 + (y - 640) * 0.1) * (0.6 + 0.5 * sin(time * 2.4 + y))
        plate.shape(lens(x, y, wide, 3 + (y - 640) * 0.006), "#ffe3b0")


def _on_the_wing(plate, bird, time):
    """One bird of a flock that wheels along a curve, opening and closing."""
    rng = Random(bird)
    along, across, depth = rng.gauss(0, 1), rng.gauss(0, 1), rng.uniform(0.55, 1.15)
    when = time * 0.62 + along * 0.16
    x = 1180 - 720 * cos(when) + across * 70 * sin(when * 1.7) + along * 60
    y = 330 + 130 * sin(when * 1.9) + across * (46 + 26 * cos(when * 2.3)) + rng.gauss(0, 12)
    facing = 1 if sin(when) > 0 else -1
    wader(plate, x, y, 64 * depth, "#2a2238", sin(time * 15 + bird * 1.7), facing)


FILMS = {
    "barrier-test": ((2000, 1125), barrier_backdrop, barrier_test),
    "lifeboat-launch": ((2000, 1125), launch_backdrop, lifeboat_launch),
    "curlew-roost": ((2400, 1350), roost_backdrop, curlew_roost),
}
