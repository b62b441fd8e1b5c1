"""Why a story was found: its own words, those that were looked for marked. Escaped piece by piece."""

import re
from collections.abc import Iterable
from functools import lru_cache

from django.utils.html import format_html, format_html_join

from articles.body.rendering import Html
from articles.search.question import Question
from articles.search.tokens import words_in
from common.folding import words_of_html

WORDS, BEFORE = 32, 6  # of a snippet, and of these before the first that was found
PIECE = re.compile(r"\S+")
CORE = re.compile(r"^(\W*)(.*?)(\W*)$", re.S)


def wanted(question: Question) -> frozenset[str]:
    """The tokens that are marked."""
    ways = (way for term in question.terms for way in term.alternatives)
    return frozenset(token for way in ways for token in way.tokens)


def marked(text: str, tokens: frozenset[str]) -> Html:
    """The text with the words that were looked for in `<mark>`."""
    return _marked(PIECE.findall(text), tokens)


def snippet(body: str, tokens: frozenset[str]) -> Html:
    """Where a body has most of these words near each other; its beginning where it has none."""
    pieces = PIECE.findall(words_of_html(body))
    found = [(place, hit) for place, piece in enumerate(pieces) if (hit := _forms(piece) & tokens)]
    start = max(_best(found) - BEFORE, 0)
    shown = _marked(pieces[start : start + WORDS], tokens)
    return format_html("{}{}{}", "… " if start else "", shown, " …" if start + WORDS < len(pieces) else "")


def _best(found: Iterable[tuple[int, frozenset]]):
    """The place from which on a snippet has most of the words; the first of several."""
    found, best, place = list(found), 0, 0
    for number, (begin, _hit) in enumerate(found):
        near = {token for at, hit in found[number : number + WORDS] if at < begin + WORDS - BEFORE for token in hit}
        if len(near) > best:
            best, place = len(near), begin
    return place


def _marked(pieces, tokens):
    return format_html_join(" ", "{}", ((_mark(piece) if _forms(piece) & tokens else piece,) for piece in pieces))


def _mark(piece):
    before, core, after = CORE.match(piece).groups()
    return format_html("{}<mark>{}</mark>{}", before, core, after)


@lru_cache(maxsize=65_536)
def _forms(piece):
    return frozenset(form for word in words_in(piece) for form in word.forms)
