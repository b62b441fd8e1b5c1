"""Quotes, dashes and signs as readers saw them: WordPress writes them while it draws a page, and exports plain ones."""

import re

from lxml.html import HtmlElement

UNTOUCHED = {"pre", "code", "kbd", "script", "style", "tt", "samp"}
APART = {"p", "div", "li", "td", "th", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "figcaption", "br", "figure"}
OPENS_AFTER = ' \t\n\r\xa0([{<-–—/“‘"'
PLAIN = [
    (re.compile(r"\.\.\."), "…"),
    (re.compile(r"---|(?<!\S)--(?!\S)"), "—"),
    (re.compile(r"(?<!-)--(?!-)"), "–"),
    (re.compile(r"(?<=\s)-(?=\s)"), "–"),
    (re.compile(r"\b((?!0x)\d[\d.,]*)x(?=\d[\d.,]*\b)"), r"\1×"),  # 3x4, and not 0x1F
    (re.compile(r"\(tm\)"), "™"),
]
QUOTES = {'"': ("“", "”", "″"), "'": ("‘", "’", "′")}
CUT_YEAR = re.compile(r"'(?=\d\ds?\b(?!'))")
CUT_WORD = re.compile(r"'(?=(?:tis|twas|twere|til|em|cause|bout|n|round|nuff)\b)", re.IGNORECASE)


def texturize(root: HtmlElement) -> None:
    """The text of the tree, changed in place; not within code."""
    _Texts().walk(root)


def texturized(text: str) -> str:
    """The same of a line without markup, such as a title."""
    return _Texts().change(text)


class _Texts:
    """Goes through the text in its order, for whether a quote opens depends on what stands before it."""

    def __init__(self):
        self.before, self.opened = " ", set()

    def walk(self, element: HtmlElement) -> None:
        if not isinstance(element.tag, str):
            return
        if element.tag in APART:
            self.before, self.opened = " ", set()
        if element.tag in UNTOUCHED:
            self.before = "x"
        else:
            element.text = self.change(element.text)
            for child in element:
                self.walk(child)
                child.tail = self.change(child.tail)
        if element.tag in APART:
            self.before = " "

    def change(self, text: str | None) -> str | None:
        """The next piece of the text."""
        if not text:
            return text
        for pattern, sign in PLAIN:
            text = pattern.sub(sign, text)
        text = CUT_WORD.sub("’", CUT_YEAR.sub("’", text))
        if '"' in text or "'" in text:
            text = self._with_quotes(text)
        self.before = text[-1]
        return text

    def _with_quotes(self, text):
        signs, before = [], self.before
        for place, sign in enumerate(text):
            before = self._quote(text, place, before) if sign in QUOTES else sign
            signs.append(before)
        return "".join(signs)

    def _quote(self, text, place, before):
        """One that opens, one that closes, or feet and inches: 5' 6"."""
        sign, after = text[place], text[place + 1 : place + 2]
        opening, closing, prime = QUOTES[sign]
        if before in OPENS_AFTER and not (after and after.isspace()):
            self.opened.add(sign)
            return opening
        if after.isalnum():
            return closing
        if before.isdigit() and (sign not in self.opened or _ends_later(text, place, sign)):
            return prime
        self.opened.discard(sign)
        return closing


def _ends_later(text, place, sign):
    """Whether the next such sign ends a quotation, so that this one need not."""
    while (place := text.find(sign, place + 1)) > 0:
        before, after = text[place - 1], text[place + 1 : place + 2]
        if not after.isalnum() or before in OPENS_AFTER:
            return before not in OPENS_AFTER and not before.isdigit()
    return False  # what came between were apostrophes
