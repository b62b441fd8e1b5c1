"""Where a POST comes from, told without a token, so that the page with the form can be cached by anyone."""

from enum import StrEnum
from urllib.parse import urlsplit

from django.http import HttpRequest


class Source(StrEnum):
    OURS = "ours"
    FOREIGN = "foreign"
    UNKNOWN = "unknown"


def host_in(url: str) -> str | None:
    """The host and port that an address names. Nothing where it is no address."""
    try:
        return urlsplit(url).netloc
    except ValueError:
        return None


def source_of(request: HttpRequest) -> Source:
    """Ask Sec-Fetch-Site, which no page can forge; failing that Origin; failing both it is no browser that we know."""
    site = request.headers.get("Sec-Fetch-Site")
    if site:
        return Source.OURS if site == "same-origin" else Source.FOREIGN
    origin = request.headers.get("Origin")
    if origin:
        return Source.OURS if host_in(origin) == request.get_host() else Source.FOREIGN
    return Source.UNKNOWN
