"""A tree of HTML from anywhere, written as the blocks that a story may hold and in the editor's own way."""

import re

from django.utils.html import escape

from articles.body import footnotes, passages
from articles.body.inline import Mark, Piece, paragraphs_of, with_mark
from articles.body.links import resolve_address
from articles.body.markup import Element
from articles.body.omissions import LeftOut
from articles.body.paste_rules import BLOCKS, LINKS, MARKS
from articles.body.registry import KINDS
from articles.body.tables import cells_of, is_layout, missing_cells, name_headers, rows_of, spans_of

LIST_TYPES = {
    "lower-alpha": "a",
    "lower-latin": "a",
    "upper-alpha": "A",
    "upper-latin": "A",
    "lower-roman": "i",
    "upper-roman": "I",
}
OF_EMBEDS = ("data-embed", "data-id", "data-role")


class Composer:
    """Collects the blocks of one place: the story itself, an item, a cell, a quotation.

    `holds` is what may stand there: blocks of all kinds, those of an item of a list, or paragraphs alone.
    """

    def __init__(self, left_out: LeftOut, holds: str = "all", tag: str = "p"):
        self.left_out, self.holds, self.tag = left_out, holds, tag
        self.blocks: list[str] = []
        self._run: list[Piece] = []
        self._is_preformatted = False

    @property
    def html(self) -> str:
        self.end_paragraph()
        return "".join(self.blocks)

    def end_paragraph(self) -> None:
        self.blocks += [f"<{self.tag}>{words}</{self.tag}>" for words in paragraphs_of(self._run)]
        self._run = []

    def add(self, parent: Element, marks: tuple[Mark, ...] = ()) -> None:
        """All that stands in an element."""
        for child in parent.children:
            if isinstance(child, str):
                self._add_text(child, marks)
            else:
                self._add_element(child, marks)

    def _add_text(self, words, marks):
        lines = re.split(r"\r\n|\r|\n", words) if self._is_preformatted else [words]
        for place, line in enumerate(lines):
            self._run += [Piece(None, marks)] if place else []
            self._run.append(Piece(line, marks))

    def _add_element(self, element, marks):
        tag = element.tag
        if tag == "br":
            is_end_of_line = element.attributes.get("role") == "presentation"  # of a PDF's page, not of a sentence
            self._run.append(Piece(" ", marks) if is_end_of_line else Piece(None, marks))
        elif tag == "hr":
            self._run += [Piece(None, marks)] * 2
        elif tag == "a":
            self.add(element, self._linked(element, marks))
        elif tag == footnotes.TAG and footnotes.ATTRIBUTE in element.attributes:
            self._add_in(element, with_mark(marks, Mark(tag)))
        elif tag == passages.TAG and (lang := passages.language_in(element.attributes)):
            self._add_in(element, with_mark(marks, Mark(tag, lang=lang)))
        elif tag in MARKS:
            self._add_in(element, with_mark(marks, Mark(MARKS[tag])))
        elif tag in BLOCKS:
            self._add_block(element, marks)
        else:
            self._add_in(element, marks)

    def _add_in(self, element, marks):
        """What stands in an element whose own line ends may count."""
        before = self._is_preformatted
        if element.tag == "pre" or element.style.get("white-space", "").startswith("pre"):
            self._is_preformatted = True
        self.add(element, marks)
        self._is_preformatted = before

    def _linked(self, link, marks):
        href = link.attributes.get("href", "")
        address = resolve_address(href)
        if address.href:
            return with_mark(marks, Mark("a", address.href, link.attributes.get("title", "").strip()))
        if "href" in link.attributes and link.text.strip() and not re.match(LINKS["notes"], href, re.I):
            self.left_out.links += 1
        return marks

    def _add_block(self, element, marks):
        self.end_paragraph()
        draw = {
            "ul": self._list,
            "ol": self._list,
            "menu": self._list,
            "dir": self._list,
            "li": self._orphan,
            "blockquote": self._quotation,
            "h2": self._heading,
            "h3": self._heading,
            "table": self._table,
            "figure": self._figure,
            "div": self._embed,
            "section": self._kind,
        }.get(element.tag)
        if not (draw and self.holds != "text" and draw(element, marks)):
            self._add_in(element, marks)
        self.end_paragraph()

    def _inside(self, element, marks, holds="all", tag="p"):
        inner = Composer(self.left_out, holds, tag)
        inner._is_preformatted = self._is_preformatted
        inner.add(element, marks)
        return inner.html

    def _heading(self, element, marks):
        if self.holds == "all":
            self.blocks.append(self._inside(element, marks, "text", element.tag))
        return self.holds == "all"

    def _quotation(self, element, marks):
        if self.holds != "all":
            return False
        words = self._inside(element, marks)
        self.blocks += [f"<blockquote>{words}</blockquote>"] if words else []
        return True

    def _orphan(self, item, marks):
        """An item outside of any list."""
        return self._list(Element("ul", {}, [item]), marks)

    def _list(self, element, marks):
        items = []
        join_lists(element)
        for child in element.children:
            if isinstance(child, str) and not child.strip():
                continue
            is_item = isinstance(child, Element) and child.tag == "li"
            html = self._inside(child if is_item else Element("li", {}, [child]), marks, "item")
            if items and isinstance(child, Element) and child.tag in {"ul", "ol"}:
                items[-1] += html  # a list that stands beside its item, not in it
            elif html:
                items.append(html if html.startswith("<p>") else f"<p></p>{html}")
        if items:
            tag = "ol" if element.tag == "ol" else "ul"
            entries = "".join(f"<li>{html}</li>" for html in items)
            self.blocks.append(f"<{tag}{_numbering(element) if tag == 'ol' else ''}>{entries}</{tag}>")
        return True

    def _table(self, table, marks):
        if self.holds != "all" or is_layout(table):
            return False
        for caption in (part for part in table.elements if part.tag == "caption"):
            self._add_block(caption, marks)
        name_headers(table)
        self.blocks.append(self._drawn_table(table, marks))
        return True

    def _drawn_table(self, table, marks):
        rows = [cells_of(row) for row in rows_of(table)]
        missing = missing_cells([[spans_of(cell) for cell in cells] for cells in rows])
        drawn = [
            "".join(self._cell(cell, marks) for cell in cells) + "<td><p></p></td>" * lacks
            for cells, lacks in zip(rows, missing, strict=True)
        ]
        return f"<table><tbody>{''.join(f'<tr>{row}</tr>' for row in drawn)}</tbody></table>"

    def _cell(self, cell, marks):
        spans = "".join(f' {name}="{count}"' for name, count in spans_of(cell).items())
        words = self._inside(cell, marks, "text") or "<p></p>"
        return f"<{cell.tag}{spans}>{words}</{cell.tag}>"

    def _figure(self, figure, marks):
        """Our own figures as they are; of any other its words."""
        if self.holds != "all":
            return False
        if html := own_figure(figure, lambda part: self._line(part, marks)):
            self.blocks.append(html)
        return bool(html)

    def _line(self, element, marks):
        """The words of an element that has no paragraphs."""
        inner = Composer(self.left_out, "text")
        inner.add(element, marks)
        inner.end_paragraph()
        return " ".join(block[3:-4].replace("<br>", " ") for block in inner.blocks)

    def _kind(self, element, marks):
        """What is of a placed kind, as its kind writes it; where that says nothing, or of a kind unknown, its words."""
        kind = KINDS.get(element.attributes.get("data-kind", ""))
        if kind is None or self.holds != "all":
            return False
        written = kind.clean(element, Inside(self, marks))
        self.blocks += [written] if written else []
        return bool(written)

    def _embed(self, element, marks):
        if "data-embed" not in element.attributes or self.holds != "all":
            return False
        named = [(name, element.attributes[name]) for name in OF_EMBEDS if name in element.attributes]
        attributes = "".join(f' {name}="{escape(value)}"' for name, value in named)
        self.blocks.append(f"<div{attributes}></div>")
        self.add(element, marks)
        return True


class Inside:
    """What a placed kind asks of the composer of the body that it stands in."""

    def __init__(self, composer: Composer, marks: tuple[Mark, ...]):
        self._composer, self._marks = composer, marks

    def flow(self, element: Element) -> str:
        """Its paragraphs and lists."""
        return self._composer._inside(element, self._marks, "item")

    def table(self, element: Element) -> str:
        """Its rows, each as wide; nothing where none of them says anything."""
        return self._composer._drawn_table(element, self._marks) if rows_of(element) else ""


def join_lists(parent: Element) -> None:
    """Move a list that an item begins with, before any word of it, to the item before: there it belongs."""
    before = None
    for item in [child for child in parent.elements if child.tag == "li"]:
        said = [child for child in item.children if not isinstance(child, str) or child.strip()]
        while before and said and isinstance(said[0], Element) and said[0].tag in {"ul", "ol"}:
            moved = said.pop(0)
            item.children.remove(moved)
            before.children.append(moved)
        before = item if item.text.strip() or before is None else before


def own_figure(figure: Element, line) -> str:
    """A figure of ours, a picture, a gallery or a pull quote, written by `line` for what it says; or nothing."""
    attributes = figure.attributes
    caption = next((part for part in figure.elements if part.tag == "figcaption"), Element("figcaption"))
    if "data-gallery" in attributes:
        parts = [own_figure(part, line) for part in figure.elements if "data-picture" in part.attributes]
        return f'<figure data-gallery="pictures">{"".join(parts)}</figure>' if any(parts) else ""
    if "data-picture" in attributes:
        number = escape(attributes["data-picture"])
        return f'<figure data-picture="{number}"><figcaption>{line(caption)}</figcaption></figure>'
    words = next((part for part in figure.elements if part.tag == "blockquote"), None)
    if "data-quote" in attributes and words:
        said, by = line(words), line(caption)
        return f'<figure data-quote="pull"><blockquote>{said}</blockquote><figcaption>{by}</figcaption></figure>'
    return ""


def _numbering(element):
    """Where a numbered list begins and with which signs, if not with 1."""
    first = next((item for item in element.elements if item.tag == "li"), Element("li"))
    start = element.attributes.get("start") or first.attributes.get("value", "")
    kind = element.attributes.get("type") or first.attributes.get("type", "")
    for style in (element.style, first.style):
        named = style.get("list-style-type") or style.get("list-style", "").partition(" ")[0]
        kind = kind or LIST_TYPES.get(named, "")
    numbered = f' start="{int(start)}"' if re.fullmatch("[0-9]{1,5}", start) and int(start) != 1 else ""
    return numbered + (f' type="{kind}"' if kind in set("aAiI") else "")
