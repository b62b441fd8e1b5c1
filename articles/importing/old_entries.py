"""The entries of a story that is told in them, named alike whatever it was kept in. Like `items`, it knows no model."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class OldEntry:
    """One entry, and of the moment that it tells of `at`.

    Readers had it like this from `starts_at` on, and since `published_at` at all; without these it is a draft. `html`
    is as in a story, `author` the key of one, `author_name` the name of one that has none. `earlier` is what it said
    before, the oldest first, each until its `ends_at`; `draft` is what only the desk had of it.
    """

    old_id: str
    at: dt.datetime
    headline: str = ""
    html: str = ""
    author: str = ""
    author_name: str = ""
    is_key: bool = False
    is_pinned: bool = False
    is_closing: bool = False
    position: int = 0
    published_at: dt.datetime | None = None
    starts_at: dt.datetime | None = None
    ends_at: dt.datetime | None = None
    embargoed_until: dt.datetime | None = None
    earlier: tuple["OldEntry", ...] = ()
    draft: "OldEntry | None" = None


@dataclass(frozen=True)
class OldCourse:
    """That a story is told in entries, since when and until when."""

    begun_at: dt.datetime
    ended_at: dt.datetime | None = None
    newest_first: bool = True
    entries: tuple[OldEntry, ...] = ()


def pages_of(course: OldCourse | None) -> Iterator[str]:
    """The HTML of each entry, as it is and as it was."""
    for entry in course.entries if course else ():
        told = [entry, *entry.earlier, *([entry.draft] if entry.draft else [])]
        yield from (each.html for each in told if each.html)


OF_COURSE, OF_ENTRY = ("begun_at", "ended_at"), ("at", "published_at", "starts_at", "ends_at", "embargoed_until")


def course_from(facts: dict) -> OldCourse:
    """As rows keep it: moments are written."""
    return OldCourse(**facts | _moments(facts, OF_COURSE) | {"entries": tuple(map(_entry, facts["entries"]))})


def _entry(facts) -> OldEntry:
    within = {"earlier": tuple(map(_entry, facts["earlier"])), "draft": facts["draft"] and _entry(facts["draft"])}
    return OldEntry(**facts | _moments(facts, OF_ENTRY) | within)


def _moments(facts, names):
    return {name: dt.datetime.fromisoformat(facts[name]) for name in names if facts.get(name)}
