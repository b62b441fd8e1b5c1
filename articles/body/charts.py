"""Shapes of a chart, in per cent of the room that they get. Every word of a chart is text beside them."""

from dataclasses import dataclass
from decimal import Decimal

from articles.body.figures import Figures, Series

PLACES = Decimal("0.01")
HIGH = 50  # of the drawing of lines, which is 100 wide


@dataclass(frozen=True)
class Bar:
    number: int  # of its series, from 1
    name: str
    cell: str
    start: Decimal | None = None  # None where there is no number to draw
    length: Decimal | None = None


@dataclass(frozen=True)
class Line:
    number: int
    name: str
    paths: list[str]  # a gap in the numbers parts them
    dots: list[tuple[Decimal, Decimal]]


def bars_of(figures: Figures) -> list[tuple[str, list[Bar]]]:
    """A group of bars for each row, all on one scale that has the nought in it."""
    low, high = range_of(figures.series, with_nought=True)
    return [
        (label, [_bar(place, each, row, low, high) for place, each in enumerate(figures.series, 1)])
        for row, label in enumerate(figures.labels)
    ]


def _bar(place, series, row, low, high):
    value = series.numbers[row]
    if value is None:
        return Bar(place, series.name, series.cells[row])
    start, end = sorted([_on(Decimal(0), low, high), _on(value, low, high)])
    return Bar(place, series.name, series.cells[row], start, end - start)


def lines_of(figures: Figures) -> list[Line]:
    """A line for each series, its points as far from each other as there are rows."""
    low, high = range_of(figures.series)
    return [_line(place, each, low, high) for place, each in enumerate(figures.series, 1)]


def _line(place, series, low, high):
    last = max(len(series.numbers) - 1, 1)
    paths, dots, is_open = [], [], False
    for row, value in enumerate(series.numbers):
        if value is None:
            is_open = False
            continue
        x = (Decimal(100 * row) / last).quantize(PLACES)
        y = ((100 - _on(value, low, high)) * HIGH / 100).quantize(PLACES)
        dots.append((x, y))
        if is_open:
            paths[-1] += f" {x},{y}"
        else:
            paths.append(f"{x},{y}")
        is_open = True
    return Line(place, series.name, [path for path in paths if " " in path], dots)


def shares_of(figures: Figures) -> list[tuple[str, Bar, Decimal]]:
    """The parts of the whole, one after the other, each with its per cent to one place."""
    (series,) = figures.series
    whole = sum(series.numbers)
    shares, before = [], Decimal(0)
    for place, (label, value, cell) in enumerate(zip(figures.labels, series.numbers, series.cells, strict=True), 1):
        start = (before * 100 / whole).quantize(PLACES)
        before += value
        length = (before * 100 / whole).quantize(PLACES) - start
        shares.append((label, Bar(place, label, cell, start, length), (value * 100 / whole).quantize(Decimal("0.1"))))
    return shares


def range_of(series: list[Series], *, with_nought: bool = False) -> tuple[Decimal, Decimal]:
    """The least and the most of all numbers, never the same."""
    numbers = [number for each in series for number in each.numbers if number is not None]
    numbers += [Decimal(0)] if with_nought or min(numbers) >= 0 else []
    low, high = min(numbers), max(numbers)
    return (low, high) if low < high else (low, low + 1)


def _on(value, low, high):
    return ((value - low) * 100 / (high - low)).quantize(PLACES)
