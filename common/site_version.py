"""A number that moves in the transaction of every public change, and the moments at which the clock changes the site.

Triggers move it, so nothing that writes can forget to. Each change belongs to a scope, such as `site`, `lists`,
`story:12` or `poll:3`; whoever keeps something made of public rows keeps the number with it, and what it was made of.
"""

import datetime as dt
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any

from django.db import Error, connection
from django.utils import timezone

FRESH_FOR = 0.5  # seconds that a process may go on with what it knows
CHANGES = "SELECT scope, number FROM site_scope WHERE number > %s"
MOST_SCOPES = 50_000  # remembered by a process; beyond that it asks for everything anew
MOVED = "SELECT scope FROM site_scope WHERE number > %s AND number <= %s AND scope LIKE %s"
VERSION = "SELECT house, number FROM site_version"
NEWEST = "SELECT COALESCE(MAX(number), 0) FROM site_scope WHERE scope IN (%s)"


@dataclass(frozen=True)
class Known:
    """What a process knows of the site. `changed` has the scopes that moved since `first`, with their numbers."""

    house: str  # another one after a restore, when numbers begin anew
    number: int
    first: int
    changed: dict[str, int] = field(repr=False)
    since: float  # a timestamp: no page is changed by the clock alone from then …
    until: float  # … until this one
    read_at: float  # on the monotonic clock

    def has_changed(self, scopes: Iterable[str], number: int) -> bool:
        """Whether one of these scopes moved after that number, as far as this process can tell."""
        return number < self.first or any(self.changed.get(scope, 0) > number for scope in scopes)


_known: Known | None = None
_lock = threading.Lock()
_used: ContextVar[set | None] = ContextVar("scopes used", default=None)
_remembered: dict[str, tuple] = {}
# Set by the project: the next moment, after the one given, at which the clock alone changes a page.
next_moment: Callable[[dt.datetime], dt.datetime] | None = None


def known() -> Known:
    """What this process knows, read anew where that is too long ago. Raises django.db.Error where it cannot be."""
    found = _known
    if found is not None and time.monotonic() - found.read_at < FRESH_FOR and found.since <= time.time() < found.until:
        return found
    return read()


def last_known() -> Known | None:
    """What this process knew last, however long ago: for whoever must not wait for the database."""
    return _known


def read() -> Known:
    """Ask the database for the number and for what has moved since the last time. Raises django.db.Error."""
    global _known
    with _lock:
        before, now, read_at = _known, timezone.now(), time.monotonic()
        with connection.cursor() as cursor:
            cursor.execute(VERSION)
            house, number = cursor.fetchone()
            is_same = before is not None and before.house == house and before.number <= number
            first, changed = (before.first, before.changed) if is_same else (number, {})
            if is_same and number > before.number:
                cursor.execute(CHANGES, [before.number])
                changed = changed | dict(cursor.fetchall())
                number = max(number, *changed.values())
        if len(changed) > MOST_SCOPES:
            first, changed = number, {}
        since, until = now.timestamp(), now.timestamp()
        if is_same and before.number == number and before.since <= since < before.until:
            since, until = before.since, before.until
        else:
            until = next_moment(now).timestamp()
        _known = Known(house, number, first, changed, since, until, read_at)
        return _known


def number_now() -> int:
    """The number that what is made of rows from now on is no older than. Raises django.db.Error."""
    with connection.cursor() as cursor:
        cursor.execute(VERSION)
        return cursor.fetchone()[1]


def stories_moved(after: int, until: int) -> list[int]:
    """The stories that moved after the one number and up to the other."""
    return _moved("story:", after, until)


def entries_moved(after: int, until: int) -> list[int]:
    """The stories of which readers have got other entries after the one number and up to the other."""
    return list(set(_moved("entries:", after, until)))


def _moved(kind, after, until):
    with connection.cursor() as cursor:
        cursor.execute(MOVED, [after, until, f"{kind}%"])
        return [int(scope.removeprefix(kind).partition(":")[0]) for (scope,) in cursor.fetchall()]


def newest_of(scopes: Iterable[str]) -> int:
    """The number at which one of these scopes moved last: for what was kept before this process began."""
    scopes = list(scopes)
    with connection.cursor() as cursor:
        cursor.execute(NEWEST % ", ".join(["%s"] * len(scopes)), scopes)
        return cursor.fetchone()[0]


@contextmanager
def collecting() -> Iterator[set[str]]:
    """Gather the scopes that are used inside, in the set that is given."""
    scopes: set[str] = set()
    token = _used.set(scopes)
    try:
        yield scopes
    finally:
        _used.reset(token)


def uses(*scopes: str) -> None:
    """Say what the page that is being drawn is made of, so that it is drawn anew when that moves."""
    used = _used.get()
    if used is not None:
        used.update(scopes)


def remembered(name: str, scopes: Iterable[str], fetch: Callable[[], Any]) -> Any:
    """What `fetch` gives, remembered by this process until one of the scopes moves or the clock changes the site."""
    scopes = tuple(scopes)
    uses(*scopes)
    try:
        now, at = known(), time.time()
    except Error:
        return fetch()
    made, value = _remembered.get(name, (None, None))
    if made and made.house == now.house and made.since <= at < made.until and not now.has_changed(scopes, made.number):
        return value
    value = fetch()
    _remembered[name] = now, value
    return value


def forget() -> None:
    """Remember nothing that was made of rows."""
    _remembered.clear()


def begin_with(known: Known | None) -> None:
    """Go on from what is given; from None, read everything anew."""
    global _known
    _known = known
    forget()
