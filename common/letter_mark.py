"""The mark in links of a letter: which issue they stood in (`?from=morning.12`), the same for all who got it."""

import datetime as dt
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from urllib.parse import parse_qs, urlsplit

from django.http import HttpRequest

MARK = re.compile(r"[A-Za-z0-9_-]{1,60}\.[1-9][0-9]{0,7}")


@dataclass(frozen=True)
class Arrival:
    """What readers did that day who came by a link with this mark: read a story, or voted in a poll."""

    mark: str
    day: dt.date
    article_id: int | None = None
    poll_id: int | None = None


# Set by the project: who counts them. Nobody who reports one is told apart in it.
note_arrivals: Callable[[Mapping[Arrival, int]], None] | None = None


def mark_in(query: str) -> str:
    """The mark in the query of an address; nothing where it names no issue."""
    said = parse_qs(query[:1000]).get("from", [""])[0]
    return said if MARK.fullmatch(said) else ""


def mark_behind(request: HttpRequest) -> str:
    """The mark in the address of the page from which this form was sent, which is ours."""
    try:
        came_from = urlsplit(request.headers.get("Referer", "")[:2000])
    except ValueError:
        return ""
    return mark_in(came_from.query) if came_from.netloc == request.get_host() else ""
