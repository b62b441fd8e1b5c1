"""Names that the archive spells otherwise: pairs of words, of which one is a letter away from a word of the archive."""

from collections.abc import Iterable
from dataclasses import dataclass

from articles.models import SearchSlip, SearchWord
from articles.search.find import how_many
from articles.search.question import read
from articles.search.spelling import ENOUGH, distance, less_one
from articles.search.tokens import words_in

SHORTEST = 4  # letters of a word of a name that is looked at
MOST_TRIED = 8  # spellings for which the archive is searched, at two questions each
MOST_COUNTED = 50  # stories
TIMES = 4  # as many stories as have the name as it is written


@dataclass(frozen=True)
class Otherwise:
    """A pair of words, as the archive has it, and in how many stories: no further than `MOST_COUNTED` is counted."""

    pair: tuple[str, str]
    written: str
    stories: int


def spelt_otherwise(pairs: Iterable[tuple[str, str]]) -> list[Otherwise]:
    """Of these pairs those of which one word has another spelling in many more stories that readers have.

    Two queries, and two searches for each of `MOST_TRIED` spellings, those of words that the archive lacks first.
    """
    pairs = list(dict.fromkeys(pairs))
    plain = {word: found[0].plain for pair in pairs for word in pair if len(found := list(words_in(word))) == 1}
    near, known = _near({word for word in plain.values() if len(word) >= SHORTEST})
    tries = [
        (pair, place, shown)
        for pair in pairs
        for place, word in enumerate(pair)
        for shown in near.get(plain.get(word, ""), ())
    ]
    tries.sort(key=lambda tried: plain[tried[0][tried[1]]] in known)
    found = {}
    for pair, place, shown in tries[:MOST_TRIED]:
        words = list(pair)
        words[place] = _as_written(pair[place], shown)
        written = " ".join(words)
        stories = _stories(written)
        if pair not in found and stories >= ENOUGH and stories >= TIMES * max(_stories(" ".join(pair)), 1):
            found[pair] = Otherwise(pair, written, stories)
    return [found[pair] for pair in pairs if pair in found]


def _near(words):
    """By word those of the archive that are one letter away and begin alike; and which of them it has itself."""
    slips = {slip: word for word in sorted(words) for slip in (word, *less_one(word))}
    rows = SearchSlip.objects.filter(slip__in=slips).values_list("slip", "word") if words else ()
    by_slip = {}
    for slip, other in rows:
        by_slip.setdefault(slip, set()).add(other)
    near = {word: set().union(*(by_slip.get(slip, ()) for slip in (word, *less_one(word)))) for word in words}
    near = {word: {other for other in found if _is_near(word, other)} for word, found in near.items()}
    wanted = set().union(*near.values())
    shown = dict(SearchWord.objects.filter(word__in=wanted).values_list("word", "shown")) if wanted else {}
    known = {word for word in words if word in by_slip.get(word, ())}
    return {word: [shown[other] for other in sorted(found) if other in shown] for word, found in near.items()}, known


def _is_near(word, other):
    return other != word and other[0] == word[0] and distance(word, other) == 1


def _as_written(word, shown):
    return shown[:1].upper() + shown[1:] if word[:1].isupper() else shown


def _stories(phrase):
    return how_many(read(f'"{phrase}"'), MOST_COUNTED).number
