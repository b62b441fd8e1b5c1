"""Where a POST comes from, told without a token, so that the page with the form can be cached by anyone."""

from enum import StrEnum
from urllib.parse import urlsplit

from django.http import HttpRequest


class Source(StrEnum):
    OURS = "ours"
    FOREIGN = "foreign"
    UNKNOWN = "unknown"


def source_of(request: HttpRequest) -> Source:
    """Ask Sec-Fetch-Site, which no page can forge; failing that Origin; failing both it is no browser that we know."""
    site = request.headers.get("Sec-Fetch-Site")
    if site:
        return Source.OURS if site == "same-origin" else Source.FOREIGN
    origin = request.headers.get("Origin")
    if origin:
        return Source.OURS if urlsplit(origin).netloc == request.get_host() else Source.FOREIGN
    return Source.UNKNOWN
