"""Footnotes: written at their place in the text, drawn as a number there and as a note below the story.

Stored as `<span data-footnote="">` around the note's words, so whatever reads the story reads them where they belong.
"""

import re

TAG = "span"
ATTRIBUTE = "data-footnote"
OPENING = f'<{TAG} {ATTRIBUTE}="">'
IN_BRACKETS = re.compile(rf" \(({OPENING}.*?</{TAG}>)\)", re.S)
NOTE = re.compile(rf'\s*<{TAG} {ATTRIBUTE}="[^"]*">(.*?)</{TAG}>', re.S)
ANY_TAG = re.compile(rf"</?{TAG}\b[^<>]*>")


class Footnotes:
    """Takes the notes out of the blocks of a body, one after the other, and numbers them.

    `of` tells them from those of other bodies on the same page.
    """

    def __init__(self, of: str = ""):
        self.notes: list[str] = []
        self.name = f"note-{of}-" if of else "note-"

    def taken_from(self, html: str) -> str:
        """The block with a number in the place of each note."""
        return ANY_TAG.sub("", NOTE.sub(self._number, html)) if f"<{TAG}" in html else html

    def _number(self, found):
        words = ANY_TAG.sub("", found[1]).strip()
        if not re.sub(r"<[^<>]*>|&nbsp;", "", words).strip():
            return ""
        self.notes.append(words)
        number = len(self.notes)
        name = f"{self.name}{number}"
        return f'<sup><a href="#{name}" id="{name}-from" role="doc-noteref">{number}</a></sup>'


def without_notes(html: str) -> str:
    """The words alone, for a line that shows the first of them."""
    return NOTE.sub("", html) if ATTRIBUTE in html else html


def in_brackets(html: str) -> str:
    """Each note in brackets, for whatever has no footnotes: its words would run into those before."""
    return NOTE.sub(lambda found: f" ({OPENING}{found[1]}</{TAG}>)", html) if ATTRIBUTE in html else html


def out_of_brackets(html: str) -> str:
    """The same back again, where our own export is read."""
    return IN_BRACKETS.sub(r"\1", html)
