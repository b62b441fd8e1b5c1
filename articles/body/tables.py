"""Which tables hold figures and which only place things on a page; and the rows of the former, each as wide."""

import re

from articles.body.markup import Element

MOST_ROWS = 200
MOST_SPANNED = 50


def rows_of(table: Element) -> list[Element]:
    """Its own rows that say anything, wherever they stand in it; of a table that is being written, all."""
    rows = [row for part in table.elements for row in ([part] if part.tag == "tr" else part.elements)]
    is_kept = is_written_here(table)
    return [row for row in rows if row.tag == "tr" and (is_kept or row.text.strip())]


def is_written_here(table: Element) -> bool:
    """Whether it is as the desk's editor writes tables: paragraphs in bare cells. Its empty rows wait for words."""
    bodies = table.elements
    rows = [row for body in bodies for row in body.elements]
    cells = [cell for row in rows for cell in row.elements]
    return (
        bool(cells)
        and [body.tag for body in bodies] == ["tbody"]
        and not any(part.attributes for part in (table, *bodies, *rows))
        and all(cell.tag in {"td", "th"} and not cell.attributes.keys() - {"colspan", "rowspan"} for cell in cells)
        and all(cell.elements and {part.tag for part in cell.elements} == {"p"} for cell in cells)
    )


def cells_of(row: Element) -> list[Element]:
    return [cell for cell in row.elements if cell.tag in {"td", "th"}]


def is_layout(table: Element) -> bool:
    """Whether it only places things: it is said so, it holds another table, or only one column says anything."""
    if table.attributes.get("role") in {"presentation", "none"} or table.first("table"):
        return True
    if is_written_here(table):
        return False
    return all(sum(bool(cell.text.strip()) for cell in cells_of(row)) < 2 for row in rows_of(table))


def spans_of(cell: Element) -> dict[str, int]:
    """How many columns and rows it takes, where that is more than one."""
    spans = {name: cell.attributes.get(name, "") for name in ("colspan", "rowspan")}
    return {name: int(n) for name, n in spans.items() if n.isascii() and n.isdecimal() and 1 < int(n) <= MOST_SPANNED}


def name_headers(table: Element) -> None:
    """Cells of the head are headers. Without a head, a first row that is all bold is one."""
    for part in table.elements:
        for cell in (cell for row in part.elements for cell in cells_of(row)) if part.tag == "thead" else ():
            cell.tag = "th"
    rows = rows_of(table)
    if len(rows) < 2 or any(cell.tag == "th" for row in rows for cell in cells_of(row)):
        return
    bold = {id(cell): _bold(cell) for cell in cells_of(rows[0]) if cell.text.strip()}
    if all(bold.values()) and not all(_bold(cell) for cell in cells_of(rows[1]) if cell.text.strip()):
        for cell in cells_of(rows[0]):
            if strong := bold.get(id(cell)):
                strong.tag = "span"
            cell.tag = "th"


def _bold(cell):
    """The element that makes all its words bold, if one does."""
    words, element = cell.text.strip(), cell
    while len(element.elements) == 1 and element.elements[0].text.strip() == words:
        element = element.elements[0]
        if element.tag in {"b", "strong"}:
            return element
    return None


def missing_cells(rows: list[list[dict[str, int]]]) -> list[int]:
    """How many cells each row lacks to be as wide as the widest, from the spans of the cells that it has."""
    taken, widths = {}, []
    for at, spans in enumerate(rows):
        width = taken.get(at, 0)
        for span in spans:
            columns = span.get("colspan", 1)
            width += columns
            for below in range(1, span.get("rowspan", 1)):
                taken[at + below] = taken.get(at + below, 0) + columns
        widths.append(width)
    widest = max(widths, default=0)
    return [widest - width for width in widths]


def with_scopes(table: str) -> str:
    """A cleaned table whose headers say what they head: those of the first row their columns, others their rows."""
    first, end, rest = table.partition("</tr>")
    first, rest = (re.sub(r"<th\b", f'<th scope="{of}"', part) for part, of in ((first, "col"), (rest, "row")))
    return first + end + rest
