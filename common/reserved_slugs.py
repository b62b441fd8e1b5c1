"""Which words a section cannot be called, because an address of the site begins with them already."""

import re
from collections.abc import Callable, Iterator

from django.conf import settings
from django.urls import URLPattern, URLResolver, get_resolver

# Set by the project: the words that other rows have at addresses like those of sections.
taken_slugs: Callable[[], set[str]] = set


def reserved_slugs(converter: str = "<slug:section>") -> set[str]:
    """Every plain word that stands in an address where that converter could stand: read off the address table."""
    routes = list(_routes(get_resolver()))
    spaces = {route.partition(converter)[0] for route in routes if converter in route}
    inside = [route.removeprefix(space) for space in spaces for route in routes if route.startswith(space)]
    files = [settings.STATIC_URL.lstrip("/"), settings.MEDIA_URL.lstrip("/")]
    words = (re.match(r"[a-zA-Z0-9_-]+", route) for route in [*inside, *files])
    return {word[0] for word in words if word}


def _routes(resolver: URLResolver, prefix: str = "") -> Iterator[str]:
    for entry in resolver.url_patterns:
        route = prefix + str(entry.pattern).removeprefix("^")
        if isinstance(entry, URLPattern):
            yield route
        else:
            yield from _routes(entry, route)
