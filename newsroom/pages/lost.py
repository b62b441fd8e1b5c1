"""Addresses that lead nowhere: a slip in them is mended, and the nearest stories are offered."""

import re

from django.db import Error
from django.http import HttpRequest, HttpResponseRedirect
from django.urls import Resolver404, resolve, reverse

from articles.models import Author, Edition, Section, Series, Topic
from articles.pages.old_addresses import leads_to
from articles.search.nearest import nearest
from articles.search.tokens import words_in
from common.limits import LOST
from common.site_version import uses
from newsroom.page_cache.pages import PUBLIC_PAGES
from newsroom.paper.pages import own_pages
from polls.models import Poll

LONGEST = 400  # characters of an address that is looked at
MOST_WORDS, SHORTEST = 8, 3
BETWEEN = re.compile(r"[/\\]+")
AFTER = "/.,;:!?'\"`´‘’“”«»)>]}*_|…%"  # what stands behind an address in a sentence
STORIES = {"articles:article", "text:story"}
POLLS = {"polls:poll", "text:poll"}
NAMED = {
    "articles:section": Section,
    "articles:section_feed": Section,
    "text:section": Section,
    "articles:topic": Topic,
    "articles:author": Author,
    "articles:series": Series,
}
PAGES = {*PUBLIC_PAGES, "search", "text:search", "supporters:support"}


def way_on(request: HttpRequest) -> HttpResponseRedirect | None:
    """Straight to the page that was meant, with the query that came. None where there is no such page."""
    path, _sign, more = request.path_info.partition("&")
    if request.method not in {"GET", "HEAD"} or len(path) > LONGEST:
        return None
    try:
        address = _page_at(_mended(path)) or leads_to(request.get_full_path())
    except Error:
        return None
    if address is None or address in {request.path_info, f"{request.path_info}/"}:
        return None
    query = "&".join(filter(None, [more, request.META.get("QUERY_STRING", "")]))
    return HttpResponseRedirect(f"{address}?{query}" if query else address)


class TooManyAreLost(Exception):
    """So many try addresses at once that nothing is looked for."""


def stories_near(path: str) -> list[Edition]:
    """Stories that the words of an address may have meant; none for a file or the desk. Raises TooManyAreLost."""
    last = path.rstrip("/").rpartition("/")[2]
    if len(path) > LONGEST or "." in last or path.startswith("/admin/"):
        return []
    words = [word for word in words_in(re.sub(r"[-_/]+", " ", path)) if len(word.plain) >= SHORTEST]
    words = [word for word in words if not word.plain.isdigit()][:MOST_WORDS]
    if not words:
        return []
    if not LOST.allows():
        raise TooManyAreLost
    uses("lists")
    try:
        return nearest(words)
    except Error:
        return []


def _mended(path):
    """The path in small letters, with single slashes, and without what came along when it was copied."""
    path = BETWEEN.sub("/", "".join(path.split())).lower().rstrip(AFTER)
    return path if "." in path.rpartition("/")[2] else f"{path}/"


def _page_at(path):
    """The address of the page that is there; of a story or a poll the one that holds now."""
    try:
        found = resolve(path)
    except Resolver404:
        return None
    name, kwargs = found.view_name, found.kwargs
    if name in STORIES:
        edition = Edition.objects.live().filter(article_id=kwargs["pk"]).select_related("section").first()
        return edition and reverse(name, args=[edition.section.slug, edition.slug, edition.article_id])
    if name in POLLS:
        poll = Poll.objects.public().filter(pk=kwargs["pk"]).first()
        return poll and reverse(name, args=[poll.slug, poll.pk])
    if name in NAMED:
        is_there = NAMED[name].objects.filter(slug=kwargs["slug"]).exists()
        return path if is_there or (name == "articles:section" and own_pages().called(kwargs["slug"])) else None
    return path if name in PAGES and not set(kwargs) - {"template"} else None
