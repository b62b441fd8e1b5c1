"""Through which link a reader came: what the link says of itself and the site it stood on, never who followed it."""

import re
from typing import NamedTuple
from urllib.parse import parse_qs, urlencode, urlsplit

from common.letter_mark import MARK

LONGEST = 60
LETTER = ("letter", "email")  # source and medium of a link that says in which issue of a letter it stood
NAMES = ["utm_source", "utm_medium", "utm_campaign"]
NOT_OURS = re.compile(r"[^a-z0-9._ -]+")
# An address, or the kind of number by which some senders know their readers one from the other.
SAYS_WHO = re.compile(r"@|%40|[0-9a-f]{16,}|[0-9]{9,}|[0-9a-f]{8}-[0-9a-f]{4}-", re.I)


class Utm(NamedTuple):
    source: str = ""
    medium: str = ""
    campaign: str = ""
    referrer: str = ""

    def packed(self) -> str:
        """For a field of the form, so that it outlives a page that is shown again."""
        return urlencode({name: value for name, value in self._asdict().items() if value})


def cleaned(value) -> str:
    """Small letters, digits and a few signs. What could name a person is dropped whole."""
    value = " ".join(str(value or "").split())
    if SAYS_WHO.search(value):
        return ""
    return NOT_OURS.sub("-", value.lower()).strip("-._ ")[:LONGEST]


def utm_of(request) -> Utm:
    """What the link to this page says, or the link to the story of ours that led here."""
    came_from = _address(request.headers.get("Referer", ""))
    is_ours = came_from.netloc == request.get_host()
    named = _named(request.GET)
    if is_ours and not any(named):
        named = _named(_fields(came_from.query))
    host = came_from.hostname if came_from.scheme in {"http", "https"} and not is_ours else ""
    return Utm(*named, cleaned(host))


def read_utm(packed) -> Utm:
    """What the form brought back. A reader can write anything there, so it is cleaned once more."""
    fields = _fields(packed or "")
    return Utm(*(cleaned(fields.get(name)) for name in Utm._fields))


def _address(text):
    try:
        return urlsplit(text[:2000])
    except ValueError:
        return urlsplit("")


def _fields(query):
    return {name: values[0] for name, values in parse_qs(query[:1000]).items()}


def _named(fields):
    named = [cleaned(fields.get(name)) for name in NAMES]
    mark = fields.get("from", "")
    return named if any(named) or not MARK.fullmatch(mark) else [*LETTER, cleaned(mark)]
