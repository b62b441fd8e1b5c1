"""Inks and the gradients between them."""

from functools import cache

from PIL import Image, ImageColor


@cache
def rgb(ink):
    """Red, green and blue of an ink, given as '#rrggbb' or already as three numbers."""
    return ImageColor.getrgb(ink) if isinstance(ink, str) else ink


def mix(first, second, amount):
    """The ink that lies `amount` (0 to 1) of the way from the first to the second."""
    return tuple(round(a + (b - a) * amount) for a, b in zip(rgb(first), rgb(second), strict=True))


def lighter(ink, amount=0.2):
    return mix(ink, "#fff6e4", amount)


def darker(ink, amount=0.25):
    return mix(ink, "#101828", amount)


def between(stops, place):
    """The ink at `place` (0 to 1) along evenly spaced stops."""
    span = min(max(place, 0), 0.9999) * (len(stops) - 1)
    index = int(span)
    return mix(stops[index], stops[index + 1], span - index)


def column(stops, height):
    """A strip one pixel wide that runs through the stops from top to bottom."""
    strip = Image.new("RGB", (1, height))
    strip.putdata([between(stops, row / max(height - 1, 1)) for row in range(height)])
    return strip
