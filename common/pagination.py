"""Pages of a list that stay put: each begins after a known row, so nothing shifts when new rows come on top.

What a page costs does not depend on how far down it lies, if an index of the table has the order of the list.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet

EPOCH, MICROSECOND = dt.datetime(1970, 1, 1, tzinfo=dt.UTC), dt.timedelta(microseconds=1)


@dataclass
class Page:
    rows: list
    older: str  # the cursor of the next page, "" on the last
    cursor: str = ""  # of this page, "" on the first

    @property
    def query(self) -> str:
        """What this page's own address ends with: each page of a list is a page by itself."""
        return f"?before={self.cursor}" if self.cursor else ""


def cursor_for(moment: dt.datetime, pk: int) -> str:
    return f"{(moment - EPOCH) // MICROSECOND}-{pk}"


def read_cursor(cursor: str) -> tuple[dt.datetime, int] | None:
    """The moment and id that a cursor names, or None where it names none."""
    micros, _, pk = cursor.rpartition("-")  # an archive goes back before 1970, where they are counted with a minus
    if not (cursor.isascii() and micros.removeprefix("-").isdigit() and pk.isdigit() and len(cursor) < 40):
        return None
    try:
        moment = EPOCH + int(micros) * MICROSECOND
    except OverflowError:
        return None
    return moment, min(int(pk), 2**63 - 1)


def page_of(
    rows: QuerySet, *, by: str, then: str = "pk", parts: Sequence[Q] = (), cursor: str = "", size: int = 20
) -> Page:
    """The rows after the cursor, newest first by that date field and then by that number. One query, no offset.

    `parts` are the lists that this one is joined of, such as a section and those inside it: see `newest`.
    """
    after = read_cursor(cursor)
    if after:
        moment, number = after
        # The first condition says where in the index to begin; the second alone would be asked of every row above.
        bound = Q(**{f"{by}__lte": moment}) & (Q(**{f"{by}__lt": moment}) | Q(**{f"{then}__lt": number}))
        parts = [part & bound for part in parts or (Q(),)]
    found = list(newest(rows, by=by, then=then, parts=parts, size=size + 1))
    shown = found[:size]
    older = cursor_for(getattr(shown[-1], by), getattr(shown[-1], then)) if len(found) > size else ""
    return Page(shown, older, cursor if after else "")


def newest(rows: QuerySet, *, by: str, then: str = "pk", parts: Sequence[Q] = (), size: int) -> QuerySet:
    """The first so many rows in that order.

    Of several parts, each is read in its own order and as far as it can matter: asked for all of them at once, a
    database reads whole parts, or all the others as well.
    """
    if len(parts) < 2:
        return rows.filter(*parts).order_by(f"-{by}", f"-{then}")[:size]
    return newest_of_each(rows, by=by, then=then, parts=parts, size=size)[:size]


def newest_of_each(rows: QuerySet, *, by: str, then: str = "pk", parts: Sequence[Q], size: int) -> QuerySet:
    """The first so many rows of each part, of which there is one at least, together in that order."""
    order = (f"-{by}", f"-{then}")
    plain = rows.model._base_manager
    heads = [plain.filter(pk__in=rows.filter(part).order_by(*order).values("pk")[:size]) for part in parts]
    first, *others = [head.values("pk") for head in heads]
    return rows.filter(pk__in=first.union(*others, all=True) if others else first).order_by(*order)
