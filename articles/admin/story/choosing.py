"""What a story can show, in lists to choose from within its form: newest first, and found as one types."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from django.contrib.admin import ModelAdmin
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db.models import Model, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from articles.admin.story.placed_objects import KINDS
from articles.models import Article
from common.can import can, those
from common.dates import briefly
from common.folding import fold
from common.pagination import Page, page_of

SIZE = 24
LONGEST = 100  # signs that are looked for


class Order(NamedTuple):
    by: str
    words: tuple[str, ...]  # lookups, of which one has to hold each word
    is_folded: bool = True


ORDERS = {
    "picture": Order("added_at", ("folded__contains",)),
    "poll": Order("created_at", ("folded__contains",)),
    "video": Order("published_at", ("title__icontains", "standfirst__icontains"), is_folded=False),
    "sound": Order("added_at", ("folded__contains",)),
    "document": Order("added_at", ("folded__contains",)),
    "linked": Order("changed_at", ("folded__contains",)),
    "correction": Order("made_at", ("wording__icontains",), is_folded=False),
}


@dataclass(frozen=True)
class Choice:
    pk: int
    label: str
    note: str
    day: str
    thumbnail: str = ""


def choose_view(admin: ModelAdmin, request: HttpRequest, kind: str) -> HttpResponse:
    """One page of the list as a piece of HTML, for whoever may see those rows. Asked as ?q=tide&before=…"""
    model = KINDS[kind].rows().model
    if not can(request.user, "view", model):
        raise PermissionDenied
    page = found(request.user, kind, request.GET)
    context = {"kind": kind, "choices": list(_choices(kind, page.rows)), "older": page.older}
    return render(request, "admin/articles/article/_choices.html", context)


def found(user: User, kind: str, asked: dict[str, str]) -> Page:
    """Of the rows that this person may see, those with every word that is asked for. One query."""
    order = ORDERS[kind]
    rows = those(user, "view", KINDS[kind].rows())
    if kind == "linked":
        rows = _that_can_be_linked(rows, but=asked.get("without", ""))
    if kind == "correction":
        rows = rows.current().filter(article=_number(asked.get("of", "")))
    words = asked.get("q", "")[:LONGEST].replace("\0", "")
    for word in (fold(words) if order.is_folded else words).split():
        rows = rows.filter(_any_of(order.words, word))
    return page_of(rows, by=order.by, cursor=asked.get("before", ""), size=SIZE)


def _any_of(lookups, word):
    wanted = Q()
    for lookup in lookups:
        wanted |= Q(**{lookup: word})
    return wanted


def _that_can_be_linked(stories: QuerySet[Article], *, but):
    """Neither a template, which no reader ever has, nor the story itself."""
    stories = stories.filter(is_template=False)
    itself = _number(but)
    return stories.exclude(pk=itself) if itself else stories


def _number(words):
    return int(words) if words.isascii() and words.isdigit() and len(words) < 19 else None


def _choices(kind, rows: Iterable[Model]) -> Iterator[Choice]:
    for row in rows:
        told = KINDS[kind].tell(row)
        day = briefly(getattr(row, ORDERS[kind].by))
        yield Choice(row.pk, told["label"], told.get("note", ""), day, told.get("card") or told.get("thumbnail", ""))
