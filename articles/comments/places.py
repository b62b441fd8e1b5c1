"""Where the passages of a story's comments stand: kept beside each saved version, never in the words."""

import json

from django.db import transaction

from articles.models import Article, CommentAnchors
from articles.wording.anchors import Anchor, find_again, follow
from articles.wording.text import plain_text

SENT_AS = "_places"  # the name under which a form sends them
MOST_SENT = 200_000  # signs of what a browser says of them


def places_of(article: Article, *, version: int | None = None) -> dict[str, Anchor]:
    """By thread, the places in that saved version; in the newest, where none is named."""
    rows = article.comment_anchors.order_by("-version")
    row = (rows.filter(version=version) if version else rows).first()
    return {thread: Anchor(*place) for thread, place in row.places.items()} if row else {}


def places_now(article: Article) -> dict[str, Anchor]:
    """By thread, the passages that are to be found in the words as they are stored; a lost one is not among them."""
    text = plain_text(article.body)
    found = {thread: find_again(place, text) for thread, place in places_of(article).items()}
    return {thread: place for thread, place in found.items() if place}


def read_sent(sent: str) -> dict[str, Anchor]:
    """The places that a browser sends with the form; what cannot be one is left out."""
    try:
        value = json.loads(sent) if len(sent) <= MOST_SENT else {}
    except (ValueError, RecursionError):
        return {}
    rows = value.items() if isinstance(value, dict) else ()
    return {thread: place for thread, told in rows if (place := Anchor.read(told))}


@transaction.atomic
def keep_places(*, article: Article, sent: str = "", restored: int | None = None) -> None:
    """Follow the passages into the words that were just saved.

    A version that is restored brings the places that it had. What was marked after it is looked for.
    """
    kept = places_of(article)
    if not kept:
        return
    kept |= places_of(article, version=restored) if restored else {}
    places = follow(kept, plain_text(article.body), sent=read_sent(sent))
    _store(article, places)


@transaction.atomic
def add_place(*, article: Article, thread: int, place: Anchor) -> None:
    """The place of a new comment. Words that are not saved yet are found when they are."""
    stored = Article.objects.select_for_update().get(pk=article.pk)  # two at once would write one over the other
    found = find_again(place, plain_text(stored.body)) or place
    _store(stored, places_of(stored) | {str(thread): found})


def _store(article, places):
    CommentAnchors.objects.update_or_create(
        article=article, version=article.version, defaults={"places": {key: list(each) for key, each in places.items()}}
    )
