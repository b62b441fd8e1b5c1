"""What one message tells of one item, whatever it was written in."""

import datetime as dt
import hashlib
from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from articles.models.wires import LONGEST_KEY, WireItem

Status = WireItem.Status
FIRST_LETTERS = 400
STATUSES = {
    "usable": Status.USABLE,
    "embargoed": Status.USABLE,
    "withheld": Status.WITHHELD,
    "canceled": Status.CANCELLED,
    "cancelled": Status.CANCELLED,
    "killed": Status.KILLED,
}
KILLS = {"kill", "killed", "mandatorykill"}  # signals beside a status that may still say “usable”
TRACKERS = ("utm_", "fbclid", "gclid", "mc_cid", "mc_eid", "ref", "cmpid", "at_")


class CannotRead(Exception):
    """A message is not in the format that its source was said to send, is broken, or means harm. Says what."""


class Taken(NamedTuple):
    """How many messages were new, and what was wrong with others."""

    new: int
    wrong: list[str]


@dataclass(frozen=True)
class Embargo:
    """Until when; None where the source says that there is one and not until when."""

    until: dt.datetime | None


@dataclass(frozen=True)
class Told:
    """`html` is as the source wrote it. Empty text says nothing, and takes nothing away from what is known."""

    key: str
    headline: str = ""
    standfirst: str = ""
    byline: str = ""
    html: str = ""
    language: str = ""
    terms: str = ""
    credit: str = ""
    link: str = ""
    note: str = ""
    number: str = ""
    made_at: dt.datetime | None = None
    status: Status = Status.USABLE
    embargo: Embargo | None = None
    goes_out_at: dt.datetime | None = None  # when the source shows it: to come, that is an embargo too
    is_correction: bool = False
    is_partial: bool = False

    @property
    def is_dead(self) -> bool:
        return self.status != Status.USABLE


def status_of(word: str) -> Status:
    """By IPTC's word for it, which all its formats share. What is not known is not used."""
    return STATUSES.get(word, Status.WITHHELD)


def key_of(*, name: str, link: str = "", title: str = "", text: str = "") -> str:
    """The item's own name, else its address without trackers, else a hash of its title and first letters."""
    key = name.strip() or plain_link(link) or f"text:{_sha(title + text[:FIRST_LETTERS])}"
    return key if len(key) <= LONGEST_KEY else f"long:{_sha(key)}"


def plain_link(link: str) -> str:
    """An address without what only counts clicks."""
    try:
        parts = urlsplit(link.strip())
    except ValueError:
        return ""
    kept = [(name, value) for name, value in parse_qsl(parts.query) if not name.lower().startswith(TRACKERS)]
    return urlunsplit((parts.scheme, parts.netloc, parts.path, urlencode(kept), ""))


def latest(embargoes: list[Embargo]) -> Embargo | None:
    """The last of all times that one message gives; one that says no time may be later than all of them."""
    if any(embargo.until is None for embargo in embargoes):
        return Embargo(None)
    return max(embargoes, key=lambda embargo: embargo.until, default=None)


def embargo_of(text: str | None, zone: dt.tzinfo) -> Embargo | None:
    """What one spelling says. A text that is no time says that there is an embargo; None says nothing."""
    if text is None:
        return None
    return Embargo(moment(text, zone))


def moment(text: str, zone: dt.tzinfo) -> dt.datetime | None:
    """A time in ISO 8601, also in NITF's short form (20261129T180000Z); without a zone it is the paper's."""
    try:
        found = dt.datetime.fromisoformat(text.strip())
    except (ValueError, AttributeError):
        return None
    return found if found.tzinfo else found.replace(tzinfo=zone)


def _sha(text):
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
