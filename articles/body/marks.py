"""Bold, struck, raised: marks as elements, however a program wrote them; and words for what only a mark said."""

import re

from articles.body.markup import Element
from articles.body.paste_rules import BLOCKS, HEADING_CLASSES, HEADINGS, MARKS, QUOTE_CLASSES, RAISED_CLASSES

QUOTES = ("“”", "‘’")
# Where bold is how the thing looks, not what a writer meant.
PLAIN = {*HEADINGS, "table", "tbody", "thead", "tr", "ul", "ol", "body"}
BOLD_ANYWAY = {*PLAIN, "th"}
HEAVY = re.compile(r"bold(er)?|[6-9]00|1000")
LIGHT = re.compile(r"normal|lighter|[1-5]00")


def mark_up(parent: Element, quotes: int = 0) -> None:
    """Turn styles and old elements in it into the marks and blocks that a story has."""
    children = []
    for child in parent.children:
        if isinstance(child, str):
            children.append(child)
            continue
        mark_up(child, quotes + (child.tag == "q"))
        children += _written(child, quotes)
    parent.children = children


def _written(element, quotes):
    if element.tag == "q":
        opening, closing = QUOTES[quotes % 2]
        return [opening, *element.children, closing]
    if element.tag in {"x-msup", "x-msub", "x-mfrac"}:
        return _formula(element)
    if element.tag == "rt":
        return ["(", *element.children, ")"] if element.text.strip() else []
    element.children = _marked(element)
    _rename(element)
    if is_undone(element):
        return element.children
    if element.tag == "p" and element.classes & set(QUOTE_CLASSES):
        return [Element("blockquote", children=[element])]
    return [element]


def _marked(element):
    """Its content, in the marks that its style or its class asks for."""
    children, style = element.children, element.style
    for tag in _marks_of(element, style):
        children = [Element(tag, children=children)]
    return children


def _marks_of(element, style):
    font = style.get("font", "")
    is_bold = HEAVY.fullmatch(style.get("font-weight", "")) or re.search(r"\bbold\b", font)
    if is_bold and MARKS.get(element.tag) != "strong" and element.tag not in BOLD_ANYWAY:
        yield "strong"
    is_slanted = re.match("italic|oblique", style.get("font-style", "")) or re.search(r"\bitalic\b", font)
    if is_slanted and MARKS.get(element.tag) != "em" and element.tag not in PLAIN:
        yield "em"
    if any(name.startswith("text-decoration") and "line-through" in value for name, value in style.items()):
        yield "s"
    if raised := _raised(element, style):
        yield raised


def _raised(element, style):
    if element.tag in {"sup", "sub", *BLOCKS}:
        return ""
    if element.classes & set(RAISED_CLASSES):
        return "" if element.first("sup") else "sup"
    by = style.get("mso-text-raise", "0")
    if style.get("vertical-align") == "super" or re.match("[1-9.]", by):
        return "sup"
    return "sub" if style.get("vertical-align") == "sub" or by.startswith("-") else ""


def _rename(element):
    level = element.attributes.get("aria-level", "2")
    if element.attributes.get("role") == "heading" or (element.tag == "p" and element.classes & set(HEADING_CLASSES)):
        element.tag = "h2" if level in {"1", "2"} else "h3"
    element.tag = HEADINGS.get(element.tag, element.tag)


def is_undone(element: Element) -> bool:
    """A bold or slanted element whose style says that it is neither: the wrapper of Google Docs is one."""
    mark, style = MARKS.get(element.tag), element.style
    if mark == "strong":
        return bool(LIGHT.fullmatch(style.get("font-weight", "")))
    return mark == "em" and style.get("font-style") == "normal"


def _formula(element):
    """A power or an index of a formula; a fraction gets its stroke."""
    parts = element.elements
    if len(parts) != 2:
        return element.children
    if element.tag == "x-mfrac":
        return [parts[0], "/", parts[1]]
    return [parts[0], Element(element.tag[3:], children=[parts[1]])]
