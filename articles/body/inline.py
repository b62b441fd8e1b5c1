"""A run of text with its marks, cut into paragraphs and written as the editor writes it."""

import re
from html import escape
from typing import NamedTuple

from django.utils.html import escape as escape_attribute

from articles.body.footnotes import OPENING

ORDER = ("span", "a", "bdi", "strong", "em", "s", "sub", "sup")  # the outermost first
BLANK_AT_EDGE = " \xa0"
BLANKS = re.compile(r"[ \t\r\n\f]+")


class Mark(NamedTuple):
    tag: str
    href: str = ""
    title: str = ""
    lang: str = ""

    @property
    def opening(self) -> str:
        if self.tag == "span":
            return OPENING
        attributes = "".join(
            f' {name}="{escape_attribute(value)}"'
            for name, value in (("href", self.href), ("title", self.title), ("lang", self.lang))
            if value
        )
        return f"<{self.tag}{attributes}>"


class Piece(NamedTuple):
    """Words in the same marks; None instead of words is the end of a line."""

    words: str | None
    marks: tuple[Mark, ...] = ()


def with_mark(marks: tuple[Mark, ...], mark: Mark) -> tuple[Mark, ...]:
    """A mark beside others, in the order in which they are written; of one kind the inner one holds."""
    return tuple(sorted([*(other for other in marks if other.tag != mark.tag), mark], key=lambda m: ORDER.index(m.tag)))


def paragraphs_of(run: list[Piece]) -> list[str]:
    """The run's words as HTML, a string for each paragraph. Two ends of line in a row part paragraphs."""
    parts, breaks = [[]], 0
    for piece in run:
        if piece.words is None:
            breaks += 1
            if breaks == 2:
                parts.append([])
        elif piece.words.strip():
            breaks = 0
        parts[-1].append(piece)
    return [html for part in parts if (html := _html_of(_trimmed(part)))]


def _trimmed(part):
    """Without the blanks and ends of line at both its ends."""
    said = [place for place, piece in enumerate(part) if piece.words and piece.words.strip()]
    return part[said[0] : said[-1] + 1] if said else []


def _html_of(part):
    pieces = _collapsed(part)
    html, open_marks = [], []
    for words, marks in pieces:
        shared = 0
        while shared < min(len(open_marks), len(marks)) and open_marks[shared] == marks[shared]:
            shared += 1
        html += [f"</{mark.tag}>" for mark in reversed(open_marks[shared:])]
        html += [mark.opening for mark in marks[shared:]]
        html.append("<br>" if words is None else escape(words, quote=False))
        open_marks = list(marks)
    return "".join([*html, *(f"</{mark.tag}>" for mark in reversed(open_marks))])


def _collapsed(part):
    """With single spaces, and none at the beginning or the end of a line."""
    pieces, after_blank = [], True
    for words, marks in part:
        if words is not None:
            words = BLANKS.sub(" ", words)
            words = words.lstrip(BLANK_AT_EDGE if not pieces else " ") if after_blank else words
            if not words:
                continue
        elif pieces and pieces[-1].words is not None:
            pieces[-1] = pieces[-1]._replace(words=pieces[-1].words.rstrip(" "))
        pieces.append(Piece(words, marks))
        after_blank = words is None or words.endswith(" ")
    if pieces and pieces[-1].words is not None:
        pieces[-1] = pieces[-1]._replace(words=pieces[-1].words.rstrip(BLANK_AT_EDGE))
    return [piece for piece in pieces if piece.words != ""]
