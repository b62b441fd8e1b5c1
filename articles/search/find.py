"""Which stories answer a question: the newest first, or the most relevant. Only what readers may see now."""

import datetime as dt
import time
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from types import ModuleType
from typing import NamedTuple

from django.db import connection
from django.utils import timezone

from articles.models import Edition, SearchEntry
from articles.models.editions import live_at
from articles.search import on_postgresql, on_sqlite
from articles.search.entries import OF_ONE_SECOND, key_of, moment_of
from articles.search.question import ANYWHERE, IN_HEAD, IN_HEADLINE, Question, Term
from articles.search.scoring import Weighed, freshness, score

PAGE = 20  # stories
BEST = 100  # stories that are weighed for the most relevant
PLACES = {ANYWHERE: 0.2, IN_HEADLINE: 0.75, IN_HEAD: 0.5}  # what a word is worth there, before any story is read
MOST_COUNTED = 1000
# Words in a row are looked for in so many stories, the newest, and beyond them in so many of those that have the words.
NEAR, MOST_READ = 20_000, 2_000
KNOWN_FOR = 3600  # seconds
_near: tuple[float, int] = (-KNOWN_FOR, 0)


@dataclass
class Hits:
    editions: list[int]  # ids, in order
    older: str = ""  # the cursor of the next page of the newest, "" on the last
    more: bool = False  # whether the most relevant have another page
    count: int | None = None  # of all that answer, where that is known
    asked: Question = field(default_factory=Question)  # what was looked for: of a dear question less than was asked

    @property
    def back_to(self) -> dt.datetime | None:
        """Since when was looked for, where that is not as far back as was asked."""
        return moment_of(self.asked.since) if self.asked.is_cut else None


class Counted(NamedTuple):
    number: int
    is_all: bool  # whether no story was left out because looking for it would cost too much


def newest(question: Question, *, before: str = "", size: int = PAGE) -> Hits:
    """A page of the newest, after the story that the cursor names."""
    end = int(before) if before.isascii() and before.isdigit() and len(before) < 19 else question.until
    found, asked = _newest(question, size + 1, before=min(end, end_of(question)))
    older = str(found[size - 1][0]) if len(found) > size else ""
    count = len(found) if not (older or before) else None
    return Hits([edition for _key, edition in found[:size]], older, count=count, asked=asked)


def relevant(question: Question, *, page: int = 1, size: int = PAGE) -> Hits:
    """A page of the most relevant, of which there are `BEST`."""
    candidates, are_all, asked = _candidates(question)
    entries = readable(candidates)
    if len(entries) < size and not are_all:
        found, asked = _newest(question, BEST, before=end_of(question))
        entries = readable([key for key, _edition in found])
    now = timezone.now()
    ranked = sorted(entries, key=lambda entry: (score(question, entry, _age(entry.key, now)), entry.key), reverse=True)
    end = page * size
    found = [entry.edition_id for entry in ranked[end - size : end]]
    return Hits(found, more=len(ranked) > end, count=len(ranked) if are_all else None, asked=asked)


def how_many(question: Question, most: int = MOST_COUNTED + 1) -> Counted:
    """How many stories readers may see of those that answer. No further than `most` is counted."""
    end = end_of(question)
    if question.has_order and not question.is_cut:
        found, asked = _newest(question, most, before=end)
        return Counted(len(found), is_all=not asked.is_cut)
    return Counted(database().how_many(replace(question, until=end), most), is_all=not question.is_cut)


def is_in(term: Term, *, stories: int) -> bool:
    """Whether so many live stories have it."""
    return len(database().newest(Question((term,)), stories, before=end_of(Question()))) >= stories


def _newest(question, count, *, before):
    return _in_turn(database().newest, question, count, before=before)


def _in_turn(ask, question, count, *, before):
    """The newest, and what was looked for: words in a row near first, and then no further back than it may cost."""
    if not question.has_order or question.is_cut:
        return ask(question, count, before=before), question
    near = _near_to(before)
    if near <= question.since:
        return ask(question, count, before=before), question
    found = ask(replace(question, since=near), count, before=before)
    if len(found) == count:
        return found, question
    with_words = database().keys(question.without_order(), MOST_READ, before=before)
    if len(with_words) == MOST_READ:
        question = replace(question, since=min(near, with_words[-1]), is_cut=True)
    return found + ask(question, count - len(found), before=near), question


def _near_to(before):
    """The place that so many editions of the newest before it have reached."""
    global _near
    is_of_now = before >= key_of(timezone.now())
    if is_of_now and time.monotonic() - _near[0] <= KNOWN_FOR:
        return _near[1]
    older = Edition.objects.filter(first_published_at__lt=moment_of(before)).order_by("-first_published_at", "-pk")
    moment = older.values_list("first_published_at", flat=True)[NEAR : NEAR + 1].first()
    near = key_of(moment) if moment else 0
    if is_of_now:
        _near = time.monotonic(), near
    return near


def _candidates(question):
    """The keys that are worth reading, by where the words stand and how old the story is; whether these are all."""
    end, now = end_of(question), timezone.now()
    keys, asked = _in_turn(database().keys, question, BEST, before=end)
    if len(keys) < BEST:
        return keys, True, asked
    values = dict.fromkeys(keys, PLACES[ANYWHERE])
    heads = replace(asked, since=max(asked.since, _near_to(end))) if question.has_order else asked
    for place in (IN_HEADLINE,) if question.has_order else (IN_HEADLINE, IN_HEAD):
        for key in database().keys(heads, BEST, before=end, place=place, beyond=keys[-1]):
            values[key] = max(PLACES[place], values.get(key, 0))
    best = sorted(values, key=lambda key: (values[key] + freshness(_age(key, now)), key), reverse=True)[:BEST]
    return best, False, asked


def readable(keys: Iterable[int]) -> list[Weighed]:
    """What is indexed of those that readers may see."""
    rows = SearchEntry.objects.filter(live_at(of="edition__"), key__in=keys)
    return [Weighed(*row) for row in rows.values_list(*Weighed._fields)]


def end_of(question: Question) -> int:
    """The key below which to look. What is yet to be published first lies above, and readers see none of it."""
    return min(question.until, key_of(timezone.now()) + OF_ONE_SECOND)


def _age(key, now):
    """Days since it came out."""
    return max((now - moment_of(key)).total_seconds() / 86_400, 0)


def database() -> ModuleType:
    """Who asks the database that we have: the same functions for each."""
    return on_postgresql if connection.vendor == "postgresql" else on_sqlite
