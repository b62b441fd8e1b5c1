"""“Did you mean”: the question again, with words that the archive has in place of those that it hardly has."""

import re

from articles.search.find import is_in, newest
from articles.search.question import Question, Term, read
from articles.search.spelling import ENOUGH, meant_by
from articles.search.tokens import words_in

CORE = re.compile(r"^(\W*)(.*?)(\W*)$", re.S)


def did_you_mean(typed: str, question: Question) -> str:
    """What to offer instead, which readers find at least one story by; "" where there is nothing."""
    better = {term.plain: offer for term in question.terms if term.plain and (offer := _better(term))}
    if not better:
        return ""
    offered = "".join(_replaced(piece, better) for piece in re.split(r"(\s+)", typed))
    return offered if newest(read(offered), size=1).editions else ""


def _better(term):
    """A word that more live stories have: any number, where no story has what was typed."""
    if is_in(term, stories=ENOUGH):
        return ""
    needed = ENOUGH if is_in(term, stories=1) else 1
    for word, shown in meant_by(term.plain):
        other = Question(read(word).terms)
        if other.terms and not _are_one(other.terms[0], term) and is_in(other.terms[0], stories=needed):
            return shown
    return ""


def _are_one(one: Term, other: Term):
    return bool({way.tokens for way in one.alternatives} & {way.tokens for way in other.alternatives})


def _replaced(piece, better):
    words = list(words_in(piece))
    if len(words) != 1 or words[0].plain not in better:
        return piece
    before, _word, after = CORE.match(piece).groups()
    return f"{before}{better[words[0].plain]}{after}"
