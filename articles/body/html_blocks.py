"""Cut clean HTML into its top-level blocks, so that things can be put between and in place of them."""

import re
from html.parser import HTMLParser
from typing import NamedTuple

VOID = {"br", "hr", "img", "wbr"}
OPENING = re.compile(r'\s*<\w+(?:[^>"]|"[^"]*")*>')


class Block(NamedTuple):
    tag: str  # "" for text that stands outside any element
    attributes: dict[str, str]
    html: str


class _Splitter(HTMLParser):
    def __init__(self, html: str):
        super().__init__(convert_charrefs=False)
        self.blocks: list[Block] = []
        self._html = html
        # The parser counts lines by \n alone, whatever else Unicode calls a line end.
        self._lines = [0, *(position + 1 for position, sign in enumerate(html) if sign == "\n")]
        self._depth = 0
        self._start = 0
        self._opening: tuple[str, dict[str, str]] = ("", {})
        self.feed(html)
        self.close()
        self._close_block(len(html))

    @property
    def _here(self):
        line, column = self.getpos()
        return self._lines[line - 1] + column

    def _close_block(self, end):
        source = self._html[self._start : end]
        if source.strip():
            self.blocks.append(Block(*self._opening, source))
        self._start, self._opening = end, ("", {})

    def handle_starttag(self, tag, attrs) -> None:
        if self._depth == 0:
            self._close_block(self._here)
            self._opening = (tag, {name: value or "" for name, value in attrs})
        if tag in VOID:
            if self._depth == 0:
                self._close_block(self._here + len(self.get_starttag_text()))
        else:
            self._depth += 1

    def handle_endtag(self, tag) -> None:
        if tag in VOID or self._depth == 0:
            return
        self._depth -= 1
        if self._depth == 0:
            self._close_block(self._html.index(">", self._here) + 1)


def split_blocks(html: str) -> list[Block]:
    """The top-level blocks of cleaned (hence well-formed) HTML; joined, their sources are the document again."""
    return _Splitter(html).blocks


def blocks_inside(block: Block) -> list[Block]:
    """The blocks between a block's own opening and closing tag."""
    return split_blocks(inside(block))


def inside(block: Block) -> str:
    """What stands between a block's own opening and closing tag."""
    opening = OPENING.match(block.html)
    return block.html[opening.end() : block.html.rfind("</")].strip() if opening else ""


def inner_html(block: Block, tag: str) -> str:
    """What stands between the first <tag> and the last </tag> of a block, or nothing."""
    start = block.html.find(f"<{tag}>")
    end = block.html.rfind(f"</{tag}>")
    return block.html[start + len(tag) + 2 : end].strip() if 0 <= start < end else ""
