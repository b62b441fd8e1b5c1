"""Which stories answer a question: the newest first, or the most relevant. Only what readers may see now."""

import datetime as dt
import time
from collections.abc import Iterable
from dataclasses import dataclass, replace
from types import ModuleType

from django.db import connection
from django.utils import timezone

from articles.models import SearchEntry
from articles.models.editions import live_at
from articles.search import on_postgresql, on_sqlite
from articles.search.entries import OF_ONE_SECOND, key_of, moment_of
from articles.search.question import ANYWHERE, IN_HEAD, IN_HEADLINE, Question, Term
from articles.search.scoring import Weighed, freshness, score

PAGE = 20  # stories
BEST = 100  # stories that are weighed for the most relevant
PLACES = {ANYWHERE: 0.2, IN_HEADLINE: 0.75, IN_HEAD: 0.5}  # what a word is worth there, before any story is read
MOST_COUNTED = 1000
# A phrase of common words is looked for among so many stories, unless few stories have all of its words.
PHRASES_BACK, FEW = 50_000, 500
KNOWN_FOR = 3600  # seconds
_back: tuple[float, int] = (-KNOWN_FOR, 0)


@dataclass
class Hits:
    editions: list[int]  # ids, in order
    older: str = ""  # the cursor of the next page of the newest, "" on the last
    more: bool = False  # whether the most relevant have another page
    back_to: dt.datetime | None = None  # since when was looked for, where that is not the whole archive


def newest(question: Question, *, before: str = "", size: int = PAGE) -> Hits:
    """A page of the newest, after the story that the cursor names."""
    question, back_to = _bounded(question)
    end = int(before) if before.isascii() and before.isdigit() and len(before) < 19 else question.until
    found = database().newest(question, size + 1, before=min(end, _end_of(question)))
    older = str(found[size - 1][0]) if len(found) > size else ""
    return Hits([edition for _key, edition in found[:size]], older, back_to=back_to)


def relevant(question: Question, *, page: int = 1, size: int = PAGE) -> Hits:
    """A page of the most relevant, of which there are `BEST`."""
    question, back_to = _bounded(question)
    entries = readable(_candidates(question))
    if len(entries) < size:
        entries = readable([key for key, _edition in database().newest(question, BEST, before=_end_of(question))])
    now = timezone.now()
    ranked = sorted(entries, key=lambda entry: (score(question, entry, _age(entry.key, now)), entry.key), reverse=True)
    end = page * size
    return Hits([entry.edition_id for entry in ranked[end - size : end]], more=len(ranked) > end, back_to=back_to)


def how_many(question: Question, most: int = MOST_COUNTED + 1) -> int:
    """How many stories readers may see of those that answer. No further than `most` is counted."""
    question = _bounded(question)[0]
    return database().how_many(replace(question, until=_end_of(question)), most)


def is_in(term: Term, *, stories: int) -> bool:
    """Whether so many live stories have it."""
    return len(database().newest(Question((term,)), stories, before=_end_of(Question()))) >= stories


def _candidates(question):
    """The keys that are worth reading, by where the words stand and how old the story is."""
    now = timezone.now()
    end, values = _end_of(question), {}
    for place, worth in PLACES.items():
        keys = database().keys(question, BEST, before=end, place=place)
        for key in keys:
            values[key] = max(worth, values.get(key, 0))
        if place == ANYWHERE and len(keys) < BEST:
            break  # these are all
    return sorted(values, key=lambda key: (values[key] + freshness(_age(key, now)), key), reverse=True)[:BEST]


def readable(keys: Iterable[int]) -> list[Weighed]:
    """What is indexed of those that readers may see."""
    rows = SearchEntry.objects.filter(live_at(of="edition__"), key__in=keys)
    return [Weighed(*row) for row in rows.values_list(*Weighed._fields)]


def _bounded(question):
    """Where a phrase could cost too much, the question of the newest stories alone, and since when these are."""
    if not question.has_phrase or not (back := _phrases_since()) or back <= question.since:
        return question, None
    if database().how_many(question.without_order(), FEW) < FEW:
        return question, None
    return replace(question, since=back), moment_of(back)


def _phrases_since():
    global _back
    if time.monotonic() - _back[0] > KNOWN_FOR:
        keys = SearchEntry.objects.order_by("-key").values_list("key", flat=True)[PHRASES_BACK : PHRASES_BACK + 1]
        _back = time.monotonic(), next(iter(keys), 0)
    return _back[1]


def _end_of(question):
    """Where to begin: stories whose first publication is yet to come lie above, and readers may see none of them."""
    return min(question.until, key_of(timezone.now()) + OF_ONE_SECOND)


def _age(key, now):
    """Days since it came out."""
    return max((now - moment_of(key)).total_seconds() / 86_400, 0)


def database() -> ModuleType:
    """Who asks the database that we have: the same functions for each."""
    return on_postgresql if connection.vendor == "postgresql" else on_sqlite
