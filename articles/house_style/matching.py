"""Where words that the paper avoids stand in a text. One walk over its words, however many rules there are."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from articles.models.house_style import LONGEST, HouseRule

WORD = re.compile(r"\w+(?:['’‑-]\w+)*")
ASKED = re.compile(r"\w+(?:['-]\w+)*\*?")
STRAIGHT = str.maketrans("’‑", "'-")


@dataclass(frozen=True)
class Match:
    rule: HouseRule
    text: str
    begin: int
    end: int

    @property
    def key(self) -> str:
        """What an answer is remembered by."""
        return self.text.casefold()[:LONGEST]

    @property
    def suggestion(self) -> str:
        """With a capital where the sentence has one, unless it is about capitals; none for other ends of a word."""
        wanted = self.rule.suggestion
        if self.rule.words.endswith("*") and len(self.text) != len(self.rule.words) - 1:
            return ""
        if self.text[:1].isupper() and wanted[:1].islower() and not self.rule.matches_case:
            return wanted[:1].upper() + wanted[1:]
        return wanted


class RuleBook:
    """Rules by the word that they begin with, so that a word is held only against those that may be about it."""

    def __init__(self, rules: Iterable[HouseRule]):
        self.exact, self.open = defaultdict(list), defaultdict(list)
        for rule in rules:
            asked = ASKED.findall(_plain(rule.words))
            by_word = self.open if asked[0].endswith("*") else self.exact
            by_word[asked[0].removesuffix("*").casefold()].append((rule, asked))
        self.beginnings = tuple(self.open)
        first_words = [rf"{re.escape(word)}\b" for word in self.exact] + [re.escape(word) for word in self.open]
        self.may_begin = re.compile(rf"\b(?:{'|'.join(first_words)})") if first_words else None

    def matches(self, text: str) -> Iterator[Match]:
        """In their order; of rules that begin at one word, each."""
        if not self.may_begin or not self.may_begin.search(_plain(text).casefold()):
            return
        words = list(WORD.finditer(text))
        for place, word in enumerate(words):
            for rule, asked in self._candidates(_plain(word[0]).casefold()):
                found = words[place : place + len(asked)]
                if len(found) == len(asked) and _agree(rule, asked, found) and _are_together(text, found):
                    match = Match(rule, text[found[0].start() : found[-1].end()], found[0].start(), found[-1].end())
                    if match.text != match.suggestion:
                        yield match

    def _candidates(self, word):
        yield from self.exact.get(word, ())
        if self.beginnings and word.startswith(self.beginnings):
            for beginning, rules in self.open.items():
                if word.startswith(beginning):
                    yield from rules


def _plain(text):
    return text.translate(STRAIGHT)


def _agree(rule, asked, found):
    for part, word in zip(asked, found, strict=True):
        here, wanted = _plain(word[0]), part.removesuffix("*")
        if not rule.matches_case:
            here, wanted = here.casefold(), wanted.casefold()
        if not (here.startswith(wanted) if part.endswith("*") else here == wanted):
            return False
    return True


def _are_together(text, found):
    """Nothing but a space between its words: a full stop or a comma parts them."""
    return all(text[one.end() : other.start()].isspace() for one, other in pairwise(found))
