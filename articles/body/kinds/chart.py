"""A chart: a heading, a small table and where its numbers are from. The page draws the table's numbers above it.

Stored as `<section data-kind="chart" data-chart="bar|line|share|table">` with `<h3>`, `<table>` and `<footer>`.
The table is the truth: what cannot be drawn by rule is shown as the table alone, and the desk is told why. `table` is
a table with a heading, of any words and without a drawing.
"""

import re
from html import unescape

from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from articles.body.boxes import HEADINGS, line_of, says
from articles.body.charts import HIGH, bars_of, lines_of, range_of, shares_of
from articles.body.figures import Figures, figures_of
from articles.body.html_blocks import Block, blocks_inside, inside
from articles.body.kind import Kind, Safe, Writer
from articles.body.markup import Element
from articles.body.tables import with_scopes

SORTS = ("bar", "line", "share", "table")
TAGS = ("section", "h3", "table", "tbody", "tr", "th", "td", "p", "footer")


def clean(element: Element, writer: Writer) -> str:
    """The chart as the editor writes it; nothing without a table that says anything."""
    heading = next((part for part in element.elements if part.tag in HEADINGS), None)
    source = next((part for part in element.elements if part.tag == "footer"), None)
    table = writer.table(found) if (found := element.first("table")) else ""
    if not table:
        return ""
    sort = element.attributes.get("data-chart", "")
    sort = sort if sort in SORTS else SORTS[0]
    return (
        f'<section data-kind="chart" data-chart="{sort}"><h3>{line_of(heading)}</h3>{table}'
        f"<footer>{line_of(source)}</footer></section>"
    )


def page(block: Block, safe: Safe) -> str:
    return _filled(block, safe, "box")


def text(block: Block, safe: Safe) -> str:
    return _filled(block, safe, "")


def plain(block: Block, safe: Safe) -> str:
    return safe(block.html.strip()) if _part(block, "table") else ""


def _filled(block, safe, style):
    table = _part(block, "table")
    if table is None or not says(table.html):
        return ""
    context = {name: safe(inside(part)) if part else "" for name, part in _around(block).items()}
    context |= {"table": safe(with_scopes(table.html.strip())), "style": style, "sort": _sort(block)}
    figures = figures_read(block)
    if style and figures.can_be_drawn:
        context |= _shapes(figures, _sort(block))
    return render_to_string("kinds/chart.html", context)


def _shapes(figures, sort):
    names = [(place, each.name) for place, each in enumerate(figures.series, 1)]
    context = {"names": names if len(names) > 1 else []}
    if sort == "share":
        return context | {"shares": shares_of(figures)}
    if sort == "bar":
        return context | {"groups": bars_of(figures)}
    low, high = range_of(figures.series)
    written = {number: cell for each in figures.series for number, cell in zip(each.numbers, each.cells, strict=True)}
    ends = {"first": figures.labels[0], "last": figures.labels[-1]}
    ends |= {"low": written.get(low, low), "high": written.get(high, high)}
    return context | ends | {"lines": lines_of(figures), "height": HIGH}


def figures_read(block: Block) -> Figures:
    """The figures of a stored chart; none of a table that is not to be drawn."""
    if _sort(block) == "table":
        return Figures()
    table = _part(block, "table")
    rows = [row for part in blocks_inside(table) for row in blocks_inside(part)] if table else []
    cells = [blocks_inside(row) for row in rows]
    if any({"colspan", "rowspan"} & cell.attributes.keys() for row in cells for cell in row):
        return Figures(problems=[_("cells that were merged cannot be drawn")])
    return figures_of([[_words(cell) for cell in row] for row in cells], _sort(block))


def _words(cell):
    return " ".join(unescape(re.sub(r"<[^<>]*>", " ", cell.html)).split())


def _sort(block):
    return block.attributes.get("data-chart", "")


def _around(block):
    return {"title": _part(block, "h3"), "source": _part(block, "footer")}


def _part(block, tag):
    return next((part for part in blocks_inside(block) if part.tag == tag), None)


def advice(block: Block) -> list[str]:
    """Each reason why the chart is not, or not wholly, drawn."""
    title = _around(block)["title"]
    name = _words(title) if title else ""
    told = [] if name else [_("A chart has no heading: say what it shows.")]
    message = _("The chart “%(name)s”: %(problem)s.") if name else _("The chart: %(problem)s.")
    return told + [message % {"name": name[:60], "problem": problem} for problem in figures_read(block).problems]


KIND = Kind("chart", "Chart", TAGS, clean, {"page": page, "text": text, "plain": plain}, ("data-chart",), advice)
