"""Which stories and polls of ours the opening note of an issue leads to."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import Resolver404, resolve
from django.utils.html import strip_tags

LINK = re.compile(r'<a\b[^>]*\bhref="([^"]*)"[^>]*>(.*?)</a>', re.S)


@dataclass(frozen=True)
class NoteLink:
    words: str
    article: int | None = None
    poll: int | None = None


def links_of(note: str) -> Iterator[NoteLink]:
    """In their order. The note has been cleaned; addresses of other sites and of other pages are passed over."""
    for address, words in LINK.findall(note):
        parts = urlsplit(unescape(address))
        if parts.netloc == urlsplit(settings.SITE_URL).netloc and (found := _thing_at(parts.path)):
            yield NoteLink(unescape(strip_tags(words)).strip(), **found)


def _thing_at(path):
    try:
        found = resolve(path)
    except Resolver404:
        return {}
    names = {"articles:article": "article", "polls:poll": "poll"}
    return {names[found.view_name]: found.kwargs["pk"]} if found.view_name in names else {}
