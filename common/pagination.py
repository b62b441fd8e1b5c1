"""Pages of a list that stay put: each begins after a known row, so nothing shifts when new rows come on top."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Q, QuerySet


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
    return f"{int(moment.timestamp() * 1_000_000)}-{pk}"


def read_cursor(cursor: str) -> tuple[dt.datetime, int] | None:
    """The moment and id that a cursor names, or None where it names none."""
    micros, _, pk = cursor.partition("-")
    if not (micros.isascii() and micros.isdigit() and pk.isascii() and pk.isdigit() and len(cursor) < 40):
        return None
    try:
        moment = dt.datetime(1970, 1, 1, tzinfo=dt.UTC) + dt.timedelta(microseconds=int(micros))
    except OverflowError:
        return None
    return moment, min(int(pk), 2**63 - 1)


def page_of(rows: QuerySet, *, by: str, cursor: str = "", size: int = 20) -> Page:
    """The rows after the cursor, newest first by that date field and then by id. One query, no count, no offset."""
    rows = rows.order_by(f"-{by}", "-pk")
    after = read_cursor(cursor)
    if after:
        moment, pk = after
        rows = rows.filter(Q(**{f"{by}__lt": moment}) | Q(**{by: moment, "pk__lt": pk}))
    found = list(rows[: size + 1])
    shown = found[:size]
    more = len(found) > size
    older = cursor_for(getattr(shown[-1], by), shown[-1].pk) if more else ""
    return Page(shown, older, cursor if after else "")
