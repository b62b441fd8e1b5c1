"""Boxes, charts and maps in the stories of the demonstration paper: lines of text as the HTML that the editor stores.

The first line is `:: kind: heading`. Under it `- ` begins a point, `line | text` is an entry, and any other line is a
paragraph. Of a chart, `:: chart bar: heading`, each line is a row of cells, and `= ` says where the numbers are from.
Of a map each line is a place: `name | latitude, longitude | words`.
"""

import re
from collections.abc import Callable, Iterable
from itertools import groupby

FIRST = re.compile(r":: *(?P<kind>[a-z]+)(?: (?P<sort>[a-z]+))? *:(?P<title>.*)")


def box(part: str, inline: Callable[[str], str]) -> str:
    """The box that these lines are."""
    first, *lines = part.splitlines()
    kind, sort, title = FIRST.fullmatch(first.strip()).group("kind", "sort", "title")
    heading = f"<h3>{inline(title)}</h3>"
    if sort:
        return f'<section data-kind="{kind}" data-chart="{sort}">{heading}{_chart(lines, inline)}</section>'
    if kind == "map":
        return f'<section data-kind="map">{heading}<dl>{"".join(_place(line, inline) for line in lines)}</dl></section>'
    has_entries = any("|" in line for line in lines)
    inner = _entries(lines, inline) if has_entries else _text(lines, inline)
    return f'<section data-kind="{kind}">{heading}{inner}</section>'


def _text(lines: Iterable[str], inline):
    html = ""
    for is_list, group in groupby(lines, lambda line: line.startswith("- ")):
        if is_list:
            html += f"<ul>{''.join(f'<li><p>{inline(line[2:])}</p></li>' for line in group)}</ul>"
        else:
            html += "".join(f"<p>{inline(line)}</p>" for line in group)
    return html


def _entries(lines, inline):
    entries: list[tuple[str, list[str]]] = []
    for line in lines:
        words, bar, text = line.partition("|")
        if bar:
            entries.append((words.strip(), [text.strip()] if text.strip() else []))
        else:
            entries[-1][1].append(line)
    written = "".join(f"<dt>{inline(words)}</dt><dd>{_text(text, inline)}</dd>" for words, text in entries)
    return f"<dl>{written}</dl>"


def _place(line, inline):
    name, at, words = [*map(inline, line.split("|")), ""][:3]
    return f"<dt>{name}</dt><dd>{at}</dd><dd>{words}</dd>"


def _chart(lines, inline):
    rows = [[inline(cell) for cell in line.split("|")] for line in lines if not line.startswith("= ")]
    source = next((inline(line[2:]) for line in lines if line.startswith("= ")), "")
    drawn = [
        "".join(f"<{_tag(place, row)}><p>{cell}</p></{_tag(place, row)}>" for place, cell in enumerate(cells))
        for row, cells in enumerate(rows)
    ]
    table = f"<table><tbody>{''.join(f'<tr>{cells}</tr>' for cells in drawn)}</tbody></table>"
    return f"{table}<footer>{source}</footer>"


def _tag(place, row):
    return "td" if place and row else "th"
