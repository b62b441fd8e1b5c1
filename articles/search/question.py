"""What a reader typed, read: words, phrases in quotes, and what must not be there. Nothing else is syntax.

A term is found by any of its alternatives. For both databases it is written out of finished tokens, so that nothing
that was typed can be taken for a command of theirs.
"""

import datetime as dt
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from itertools import islice
from typing import NamedTuple

from articles.search.entries import LATEST, key_of
from articles.search.spelling import known_words
from articles.search.tokens import Word, even, words_in
from common.folding import fold

LONGEST = 200  # characters
MOST_WORDS = 12
SHORTEST_HALF = 3  # letters of a word that may have been written together with the next
PIECE = re.compile(r'(?<!\S)(?P<minus>-?)"(?P<phrase>[^"]*)"|"(?P<inside>[^"]*)"|[^\s"]+')
IN_HEADLINE, IN_HEAD, ANYWHERE = "··", "·", ""


class Tokens(NamedTuple):
    """Tokens that have to be there, all of them; and if so it says, one right after the other."""

    tokens: tuple[str, ...]
    in_a_row: bool = True

    @property
    def has_order(self) -> bool:
        return self.in_a_row and len(self.tokens) > 1


@dataclass(frozen=True)
class Term:
    alternatives: tuple[Tokens, ...]
    plain: str = ""  # how a word was spelt
    is_phrase: bool = False


@dataclass(frozen=True)
class Question:
    """What to look for. Dates are keys of the index: from `since` until before `until`."""

    terms: tuple[Term, ...] = ()
    without: tuple[Term, ...] = ()
    filed: tuple[str, ...] = ()  # marks: see `articles.search.entries`
    since: int = 0
    until: int = LATEST
    is_cut: bool = False  # it begins later than was asked, so that it costs no more than it may

    def __bool__(self) -> bool:
        return bool(self.terms)

    @property
    def has_order(self) -> bool:
        """Whether words have to stand in a row, for which a database reads every story that has them."""
        ways = (way for term in (*self.terms, *self.without) for way in term.alternatives)
        return any(way.has_order for way in ways)

    def without_order(self) -> "Question":
        """The same words wherever they stand, and what must not be there left out of account."""
        terms = [
            replace(term, alternatives=tuple(way._replace(in_a_row=False) for way in term.alternatives))
            for term in self.terms
        ]
        return replace(self, terms=tuple(terms), without=())


def read(typed: str) -> Question:
    """The question in what was typed; one without terms where nothing is to be looked for."""
    terms, without, count = [], [], 0
    for piece in PIECE.finditer(even(fold(typed[:LONGEST]))):
        words = list(islice(words_in(piece["phrase"] or piece["inside"] or piece[0]), MOST_WORDS - count))
        count += len(words)
        is_phrase = piece["phrase"] is not None or piece["inside"] is not None
        is_unwanted = bool(piece["minus"]) or (not is_phrase and piece[0].startswith("-"))
        read = [_phrase(words)] if is_phrase and len(words) > 1 else [_term(word) for word in words]
        (without if is_unwanted else terms).extend(read)
    return Question(tuple(dict.fromkeys(terms)), tuple(dict.fromkeys(without)) if terms else ())


def _term(word: Word) -> Term:
    apart = (Tokens(word.parts),)
    return Term((Tokens((word.joined,)), *apart) if word.joined else apart, plain=word.plain)


def _phrase(words):
    return Term((Tokens(tuple(part for word in words for part in word.parts)),), is_phrase=True)


def widen(question: Question) -> Question:
    """Words that the archive writes together are found apart, and the other way round."""
    asked: dict[str, list[tuple[str, str]]] = {}
    terms = question.terms
    for term in terms:
        if word := _one_token(term):
            places = range(SHORTEST_HALF, len(word) - SHORTEST_HALF + 1)
            asked[word] = [(word[:at], word[at:]) for at in places] if not word.isdigit() else []
    pairs = [(a, b) for a, b in zip(terms, terms[1:], strict=False) if _one_token(a) and _one_token(b)]
    joined = {_one_token(a) + _one_token(b) for a, b in pairs} | {a.plain + b.plain for a, b in pairs}
    halves = {half for splits in asked.values() for split in splits for half in (*split, "-".join(split))}
    known = known_words({*asked, *joined, *halves, *(term.plain for term in terms)})
    widened, place = [], 0
    while place < len(terms):
        pair = terms[place : place + 2]
        together = "".join(map(_one_token, pair)) if pair in pairs else ""
        if together and (together in known or pair[0].plain + pair[1].plain in known):
            apart = Tokens(tuple(map(_one_token, pair)), in_a_row=False)
            widened.append(Term((apart, Tokens((together,)))))
            place += 1
        else:
            widened.append(_parted(terms[place], asked, known))
        place += 1
    return replace(question, terms=tuple(widened))


def _parted(term, asked, known):
    word = _one_token(term)
    if not word:
        return term
    is_new = word not in known and term.plain not in known
    splits = [Tokens(split) for split in asked[word] if "-".join(split) in known or (is_new and known >= set(split))]
    return replace(term, alternatives=(*term.alternatives, *splits))


def _one_token(term):
    only = term.alternatives[0].tokens
    return only[0] if len(term.alternatives) == len(only) == 1 and not term.is_phrase else ""


def on_days(question: Question, since: dt.datetime | None, until: dt.datetime | None) -> Question:
    """The same of stories first published from `since` on and before `until`."""
    return replace(
        question, since=key_of(since) if since else question.since, until=key_of(until) if until else question.until
    )


def any_word_of(words: Iterable[Word]) -> Question:
    """Stories that have one of these words at least."""
    alternatives = tuple(dict.fromkeys(Tokens(word.parts) for word in words))
    return Question((Term(alternatives),)) if alternatives else Question()


# How each database is asked. `place` is one of the three above: it is written before each token.


def for_sqlite(question: Question, place: str = ANYWHERE) -> str:
    wanted = [*(_written(term, place, _fts) for term in question.terms), *map(_fts_word, question.filed)]
    asked = f"({' AND '.join(wanted)})"
    without = " OR ".join(_written(term, ANYWHERE, _fts) for term in question.without)
    return f"{asked} NOT ({without})" if without else asked


def for_postgresql(question: Question, place: str = ANYWHERE, days: Iterable[str] = (), but: Iterable[str] = ()) -> str:
    wanted = [_written(term, place, _ts) for term in question.terms]
    wanted += [f"!{_written(term, ANYWHERE, _ts)}" for term in question.without]
    wanted += map(_ts_word, question.filed)
    if days:
        wanted.append(f"({' | '.join(map(_ts_word, days))})")
    if but:
        wanted.append(f"!({' | '.join(map(_ts_word, but))})")
    return " & ".join(wanted)


def _written(term: Term, place: str, write: Callable[[Tokens], str]):
    """Any of its alternatives. Marks have no order: words in a row have to stand so somewhere, and all in the place."""
    either, both = (" OR ", " AND ") if write is _fts else (" | ", " & ")
    return f"({either.join(both.join(map(write, _placed(way, place))) for way in term.alternatives)})"


def _placed(way, place):
    if not place:
        return [way]
    marks = Tokens(tuple(f"{place}{token}" for token in way.tokens), in_a_row=False)
    return [marks, way] if way.has_order else [marks]


def _fts(way):
    return f'"{" ".join(way.tokens)}"' if way.in_a_row else f"({' AND '.join(map(_fts_word, way.tokens))})"


def _fts_word(token):
    return f'"{token}"'


def _ts(way):
    return f"({(' <-> ' if way.in_a_row else ' & ').join(map(_ts_word, way.tokens))})"


def _ts_word(token):
    return f"'{token}'"
