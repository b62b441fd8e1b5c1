"""Words as they are indexed and looked up. The databases are given finished tokens and decide nothing.

A token is letters and figures, folded and singular. A compound, such as “market-day”, “O’Brien” or “10pm”, gives its
parts, and is known by its joined form too. Nothing here knows a database.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from articles.search.plurals import singular
from common.folding import fold

FOLD = 1  # raised whenever the same text gives other tokens: what is indexed by an older one is made anew
LONGEST = 40  # letters of a token; no word of a newspaper has more, and a database refuses endless ones
SIGNS = "".join(chr(number) for number in range(0x300, 0x1B00) if unicodedata.category(chr(number))[0] == "M")
LETTER = rf"(?:[^\W_]|[{SIGNS}])"
WORD = re.compile(rf"{LETTER}+(?:(?:['&-]+|(?<=\d)[.:/](?=\d)){LETTER}+)*")
INITIALS = re.compile(r"(?<![\w.])(?:[^\W\d_]\.){2,}(?:[^\W\d_](?![\w.]))?")
THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
ORDINAL = re.compile(r"(\d+)(?:st|nd|rd|th)")
SHARE = re.compile(r"(?<=\d) ?%|\bper cent\b")
MANY = re.compile(r"([\d.]*\d)(m|bn|k)")
NUMBERS = {"m": "million", "bn": "billion", "k": "thousand"}
OWNER = re.compile("'s$")
PART = re.compile(rf"\d+|(?:(?!\d){LETTER})+")


class Word(NamedTuple):
    parts: tuple[str, ...]  # the tokens in their order
    joined: str  # of a compound; "" where there is none
    plain: str  # folded but not made singular: how it is spelt; "" for a figure with a sign in it

    @property
    def forms(self) -> tuple[str, ...]:
        """Each token that it is found by."""
        return (*self.parts, self.joined) if self.joined else self.parts


def words_in(text: str) -> Iterator[Word]:
    """The words of a text that people wrote."""
    return words_in_folded(fold(text))


def words_in_folded(text: str) -> Iterator[Word]:
    return (_word(found) for found in WORD.findall(even(text)))


def even(text: str) -> str:
    """Folded text in which initials, thousands and shares are written in one way."""
    if "." in text:
        text = INITIALS.sub(lambda found: found[0].replace(".", ""), text)
    if "," in text:
        text = THOUSANDS.sub("", text)
    if "%" in text or "per cent" in text:
        text = SHARE.sub(" percent", text)
    return text


@lru_cache(maxsize=65_536)
def _word(text):
    text = OWNER.sub("", text)
    if ordinal := ORDINAL.fullmatch(text):
        text = ordinal[1]
    found = [part[:LONGEST] for part in PART.findall(text)]
    if many := MANY.fullmatch(text):
        found[-1] = NUMBERS[many[2]]
    parts = tuple(singular(part) for part in found)
    is_figure = any(sign in text for sign in ".:/")  # 1.5 is not 15
    if is_figure:
        return Word(parts, "", "")
    plain = "".join(PART.findall(text))[:LONGEST]
    return Word(parts, singular(plain) if len(parts) > 1 else "", plain)
