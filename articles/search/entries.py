"""What is indexed of an edition: its words as tokens, and marks that nobody can type.

The marks say where a word stands (`··word` in the headline, `·word` there, in the standfirst or among the names) and
what the story is filed under (`§s5` section, `§a12` author, `§t9` topic, `§lopinion` kind; on PostgreSQL also
`§d2026-11-27` day, `§m2026-11` month and `§y2026` year). Joined forms of compounds stand among them. Folding drops both
signs from whatever readers type.
"""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice

from articles.models import Edition, EditionByline, Topic
from articles.search.placed_files import said_in
from articles.search.tokens import Word, words_in, words_in_folded
from common.folding import fold_html
from common.prepared import Prepared

MOST_WORDS = 12_000  # of a body: a vector of PostgreSQL counts places up to 16,383
MOST_CHARACTERS = 60_000  # of a body: a vector has at most a megabyte
GAP = "·"  # between things that are no phrase together
BEGINNING = dt.datetime(1600, 1, 1, tzinfo=dt.UTC)
DAY, MONTH = dt.timedelta(days=1), dt.timedelta(days=31)
OF_ONE_SECOND = 2**24  # keys
LATEST = 2**62
BYLINES = EditionByline.objects.order_by("position", "pk").values_list("author", "author__name")
AUTHORS = Prepared(lambda _at, ids: BYLINES.filter(edition=ids[0]))
TOPICS = Prepared(lambda _at, ids: Topic.objects.filter(editions=ids[0]).order_by("pk").values_list("pk", "name"))


def key_of(moment: dt.datetime, edition: int = 0) -> int:
    """The place in the paper of an edition that was first published then. With no edition, the first such place."""
    return int((moment - BEGINNING).total_seconds()) * OF_ONE_SECOND + edition % OF_ONE_SECOND


def moment_of(key: int) -> dt.datetime:
    return BEGINNING + dt.timedelta(seconds=key // OF_ONE_SECOND)


def days_of(moment: dt.datetime) -> list[str]:
    moment = moment.astimezone(dt.UTC)
    return [f"§d{moment:%Y-%m-%d}", f"§m{moment:%Y-%m}", f"§y{moment:%Y}"]


def days_between(first: dt.date, last: dt.date) -> list[str]:
    """The marks of all these days, both ends included: those of whole months and years where there are such."""
    marks = []
    while first <= last:
        next_year, next_month = dt.date(first.year + 1, 1, 1), (first.replace(day=1) + MONTH).replace(day=1)
        if first.day == first.month == 1 and next_year <= last + DAY:
            mark, after = f"§y{first:%Y}", next_year
        elif first.day == 1 and next_month <= last + DAY:
            mark, after = f"§m{first:%Y-%m}", next_month
        else:
            mark, after = f"§d{first:%Y-%m-%d}", first + DAY
        marks.append(mark)
        first = after
    return marks


@dataclass
class Entry:
    """The tokens of one edition, in the order of its text. `GAP` stands where one thing ends."""

    headline: list[str] = field(default_factory=list)
    standfirst: list[str] = field(default_factory=list)
    people: list[str] = field(default_factory=list)
    body: list[str] = field(default_factory=list)
    marks: list[str] = field(default_factory=list)
    words: dict[str, str] = field(default_factory=dict)  # how each is spelt, and how it was printed
    names: set[str] = field(default_factory=set)  # of these, those outside the body

    @property
    def columns(self) -> list[str]:
        return [" ".join(part) for part in (self.headline, self.standfirst, self.people, self.body, self.marks)]


def entry_of(edition: Edition) -> Entry:
    """What is indexed of it. Reads the section, the bylines and the topics."""
    entry = Entry()
    authors, topics = AUTHORS.rows([edition.pk]), TOPICS.rows([edition.pk])
    section = edition.section
    head: list[Word] = []
    found = [_add(entry.headline, [edition.headline]), _add(entry.standfirst, [edition.standfirst])]
    names = [*(name for _pk, name in authors), section.name, *(name for _pk, name in topics), edition.kicker]
    found.append(_add(entry.people, names))
    for words in found:
        head += words
    body = list(islice(words_in_folded(fold_html(edition.body)[:MOST_CHARACTERS]), MOST_WORDS))
    entry.body = [part for word in body for part in word.parts]
    for words in said_in(edition.body):
        said = list(islice(words_in(words), MOST_WORDS - len(body)))
        entry.body += [GAP, *(part for word in said for part in word.parts)]
        body += said
    filed = [f"§s{pk}" for pk in (section.pk, section.parent_id) if pk]
    filed += [f"§a{pk}" for pk in sorted({pk for pk, _name in authors})]
    filed += [f"§t{pk}" for pk, _name in topics]
    entry.marks = [*filed, f"§l{edition.label}", *_placed(found[0], head), *_joined(body)]
    entry.names = {word.plain for word in head if word.plain}
    compounds = {spelt: spelt for word in (*head, *body) if (spelt := "-".join(word.parts)) and word.joined}
    printed = " ".join([edition.headline, edition.standfirst, *names])
    entry.words = {word.plain: word.plain for word in body if word.plain} | compounds | as_printed(printed)
    return entry


def _add(column, texts):
    """The words of these texts, whose tokens are put into the column."""
    found = []
    for text in filter(None, texts):
        words = list(words_in(text))
        column += [GAP] * bool(column) + [part for word in words for part in word.parts]
        found += words
    return found


def _placed(headline: Iterable[Word], head: Iterable[Word]) -> Iterator[str]:
    yield from dict.fromkeys(f"··{form}" for word in headline for form in word.forms)
    yield from dict.fromkeys(f"·{form}" for word in head for form in word.forms)
    yield from _joined(head)


def _joined(words):
    """The joined forms, each apart: two of them are no phrase."""
    for joined in dict.fromkeys(word.joined for word in words if word.joined):
        yield joined
        yield GAP


def as_printed(text: str) -> dict[str, str]:
    """How words are spelt, and how they stand in the paper: what is offered to readers keeps its accents."""
    printed = {}
    for piece in text.split():
        words = list(words_in(piece))
        if len(words) == 1 and words[0].plain:
            printed.setdefault(
                words[0].plain, piece.strip("“”„«»\"'‘’.,;:!?()[]…").removesuffix("’s").removesuffix("'s")
            )
    return printed


def vector_of(entry: Entry, moment: dt.datetime) -> str:
    """The entry as PostgreSQL takes it: each token with its places. No phrase reaches from one field into the next."""
    places: dict[str, list[int]] = {}
    place = 0
    for part in (entry.headline, entry.standfirst, entry.people, entry.body):
        place += 1
        for token in part:
            place += 1
            if token != GAP and place < 16_384:
                places.setdefault(token, []).append(place)
    vector = [f"'{token}':{','.join(map(str, found[:255]))}" for token, found in places.items()]
    hidden = [*entry.marks, *days_of(moment)]
    return " ".join([*vector, *(f"'{mark}'" for mark in dict.fromkeys(hidden) if mark != GAP and mark not in places)])
