"""Boxes of words beside a story: a heading, and under it either text or entries of a short line and a text.

Stored as `<section data-kind="…"><h3>heading</h3>` and paragraphs and lists, or `<dl>` with a `<dt>` and a `<dd>` for
each entry. Every box has its heading, if an empty one, because the editor has a line for it.
"""

import re
from typing import NamedTuple

from django.template.loader import render_to_string

from articles.body.html_blocks import Block, blocks_inside, inside
from articles.body.inline import Piece, paragraphs_of
from articles.body.kind import Draw, Kind, Safe, Writer
from articles.body.markup import Element

HEADINGS = {"h2", "h3"}
FLOW = ("section", "h3", "p", "ul", "ol", "li")
ENTRIES = (*FLOW, "dl", "dt", "dd")
BLANK = "<p></p>"  # the line that the editor leaves to write on


class Entry(NamedTuple):
    line: str  # HTML, as the text is
    text: str


class Box(NamedTuple):
    """A box as it was stored, without what is blank in it."""

    title: str
    text: str
    entries: list[Entry]


def text_box(name: str, extension: str) -> Kind:
    """A kind of box that holds text under its heading."""
    return Kind(name, extension, FLOW, lambda element, writer: clean_text_box(name, element, writer), drawn_as(name))


def entries_box(name: str, extension: str, *, exactly: int = 0) -> Kind:
    """A kind of box that holds entries: any number of them, or so many."""

    def clean(element, writer):
        return clean_entries_box(name, element, writer, exactly)

    return Kind(name, extension, ENTRIES, clean, drawn_as(name))


def clean_text_box(name: str, element: Element, writer: Writer) -> str:
    """The box as the editor writes it; nothing where it says nothing."""
    title, rest = _parts(element)
    text = writer.flow(Element("div", {}, rest))
    return f'<section data-kind="{name}"><h3>{title}</h3>{text or BLANK}</section>' if title or text else ""


def clean_entries_box(name: str, element: Element, writer: Writer, exactly: int = 0) -> str:
    """The same of a box with entries. What stands outside of any entry belongs to the one before it."""
    title, rest = _parts(element)
    entries = [(line_of(term), writer.flow(Element("div", {}, text))) for term, text in _pairs(rest)]
    if not title and not any(line or text for line, text in entries):
        return ""
    entries = _as_many(entries, exactly) if exactly else entries or [("", "")]
    written = "".join(f"<dt>{line}</dt><dd>{text or BLANK}</dd>" for line, text in entries)
    return f'<section data-kind="{name}"><h3>{title}</h3><dl>{written}</dl></section>'


def line_of(element: Element | None) -> str:
    """The words of a line that has no marks, as HTML."""
    lines = paragraphs_of([Piece(_spaced(element))]) if element else []
    return lines[0] if lines else ""


def _spaced(element):
    """Its words; elements that end a line part them."""
    parts = (child if isinstance(child, str) else _spaced(child) for child in element.children)
    return f" {''.join(parts)} " if element.tag in {"br", "p", "div", "li", "dt"} else "".join(parts)


def _parts(element):
    """The words of its heading, which is the first of its elements, and what else stands in it."""
    first = next(iter(element.elements), None)
    heading = first if first is not None and first.tag in HEADINGS else None
    return line_of(heading), [child for child in element.children if child is not heading]


def _pairs(children):
    pairs = []
    for child in children:
        if isinstance(child, str) and not child.strip():
            continue
        is_list = isinstance(child, Element) and child.tag == "dl"
        for part in child.children if is_list else [child]:
            if isinstance(part, Element) and part.tag == "dt":
                pairs.append((part, []))
            elif isinstance(part, Element) or part.strip():
                pairs = pairs or [(None, [])]
                is_text = isinstance(part, Element) and part.tag == "dd"
                pairs[-1][1].append(Element("div", {}, part.children) if is_text else part)
    return pairs


def _as_many(entries, exactly):
    """Filled up with empty ones; what is too much stands in the last, its line as a paragraph."""
    entries = [*entries, *[("", "")] * (exactly - len(entries))]
    more = "".join(f"<p>{line}</p>{text}" if line else text for line, text in entries[exactly:])
    line, text = entries[exactly - 1]
    return [*entries[: exactly - 1], (line, text + more)]


def read_box(block: Block) -> Box:
    """A stored box. What stands in it that no box has is left out."""
    title, texts, entries = "", [], []
    for part in blocks_inside(block):
        if part.tag in HEADINGS and not title:
            title = inside(part)
        elif part.tag == "dl":
            entries += _entries(part)
        elif part.tag in {"p", "ul", "ol"} and says(part.html):
            texts.append(part.html.strip())
    return Box(title, "".join(texts), entries)


def _entries(stored):
    entries = []
    for part in blocks_inside(stored):
        words = inside(part) if says(part.html) else ""
        if part.tag == "dt":
            entries.append(Entry(words, ""))
        elif entries:
            entries[-1] = entries[-1]._replace(text=entries[-1].text + words)
    return [entry for entry in entries if entry.line or entry.text]


def says(html: str) -> bool:
    """Whether there is a word between its tags."""
    return bool(re.sub(r"<[^<>]*>|&nbsp;|\xa0", "", html).strip())


def drawn_as(name: str) -> dict[str, Draw]:
    """How a box is drawn: by one template for the page and for the text edition, and as it is stored elsewhere."""
    template = f"kinds/{name}.html"

    def page(block: Block, safe: Safe) -> str:
        return _filled(template, block, safe, "box")

    def text(block: Block, safe: Safe) -> str:
        return _filled(template, block, safe, "")

    return {"page": page, "text": text, "plain": plain}


def plain(block: Block, safe: Safe) -> str:
    """The stored box: a heading and text or a list of terms, which any program can read."""
    return safe(block.html.strip()) if says(block.html) else ""


def _filled(template, block, safe, style):
    box = read_box(block)
    if not (box.text or box.entries):
        return ""
    entries = [Entry(safe(line), safe(text)) for line, text in box.entries]
    return render_to_string(
        template, {"title": safe(box.title), "text": safe(box.text), "entries": entries, "style": style}
    )
