"""A poll outside the paper: as JSON, as a card in a frame, and as what other sites' software asks for."""

from urllib.parse import urlsplit

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import Resolver404, resolve
from django.utils.csp import CSP

from common.paper import paper_name
from common.request_source import host_in
from polls.models import Poll
from polls.results.policy import CAVEAT

# Any site may frame the card, which takes no vote, and nothing else of ours.
FRAMED_CSP = settings.PUBLIC_CSP | {"frame-ancestors": ["*"], "script-src": [CSP.NONE], "form-action": [CSP.NONE]}
WIDTH = 540
LINE, HEAD, FOOT = 58, 150, 130  # pixels of one answer, of what stands above them and of what stands below


def poll_at(url: str) -> Poll | None:
    """The public poll at this address of ours, if there is one."""
    if host_in(url) != host_in(settings.SITE_URL):
        return None
    try:
        found = resolve(urlsplit(url).path)
    except Resolver404:
        return None
    if found.view_name not in {"polls:poll", "polls:embed", "polls:voted"}:
        return None
    return Poll.objects.public().with_choices().filter(pk=found.kwargs["pk"]).first()


def oembed_of(poll: Poll, *, most_wide: int | None = None) -> dict:
    """The oEmbed answer: a frame for who allows one, around plain words that are complete without it."""
    width = min(most_wide or WIDTH, WIDTH)
    height = HEAD + FOOT + LINE * len(poll.answers)
    context = {"poll": poll, "words": poll.result_in_words(), "site_url": settings.SITE_URL, "width": width}
    return {
        "version": "1.0",
        "type": "rich",
        "title": poll.question,
        "provider_name": paper_name(),
        "provider_url": settings.SITE_URL,
        "cache_age": 300,
        "width": width,
        "height": height,
        "html": render_to_string("polls/oembed.html", context | {"height": height}).strip(),
    }


def poll_as_json(poll: Poll) -> dict:
    """The poll and what anyone may see of its result now, with the caveat that belongs to it."""
    result = poll.public_result()
    return {
        "question": poll.question,
        "context": poll.context,
        "kind": poll.kind,
        "answers": [choice.label for choice in poll.answers],
        "opens_at": poll.opens_at.isoformat(),
        "closes_at": poll.closes_at.isoformat(),
        "phase": str(poll.phase().value),
        "url": settings.SITE_URL + poll.get_absolute_url(),
        "result": _result_as_json(result) if result else None,
        "note": str(CAVEAT),
    }


def _result_as_json(result):
    shown = {
        "is_final": result.is_final,
        "readers": result.voters,
        "removed": result.removed,
        "rows": [{"answer": row.label, "votes": row.count, "percent": row.percent} for row in result.rows],
    }
    if result.held is not None:
        shown["being_checked"] = result.held
    if result.median is not None:
        shown["median"] = result.median
    if result.movement:
        rows = [{"answer": row.choice.label, "net": row.net} for row in result.movement.rows]
        shown["movement"] = {"readers": result.movement.readers, "rows": rows}
    return shown
