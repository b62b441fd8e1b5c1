"""Issues on the web: what was sent, without anybody's links, and as the paper stands by it today."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles.body.rendering import Html, as_drawn
from articles.models import Article, Correction, Edition, Picture
from articles.pages.feed_formats import RssFeed
from articles.pictures.usage import Beside
from common.paper import paper_name
from newsroom.newsletters.models import Issue, IssueRender, IssueSlot, Newsletter
from newsroom.newsletters.rendering.content import KINDS

LENGTH = 30  # issues that a list or a feed names


@dataclass
class WebIssue:
    """An issue for a page: a place is left empty where its story is not with readers any more."""

    subject: str
    preheader: str
    note: Html
    places: list[dict]
    corrections: list[Correction]


def web_issue(shown: IssueRender) -> WebIssue:
    live = live_among(shown.articles)
    pictures = {picture.pk for picture in Picture.objects.filter(pk__in=shown.pictures) if picture.may_be_shown()}
    since = Correction.objects.current().without_gone_entries().filter(article__in=live, made_at__gt=shown.frozen_at)
    return WebIssue(
        subject=shown.subject,
        preheader=shown.preheader,
        note=as_drawn(shown.content["note"]),
        places=[_as_of_today(place, live, pictures) for place in shown.content["places"]],
        corrections=list(since.select_related("article").order_by("made_at", "pk")),
    )


def _as_of_today(place, live, pictures):
    if place["kind"] == KINDS.STORY:
        picture = place["picture"] if place["picture"] and place["picture"]["id"] in pictures else None
        return _here(place) | {"picture": picture and _file_here(picture), "is_gone": place["article"] not in live}
    if place["kind"] == KINDS.MOST_READ:
        return place | {"stories": [_here(story) for story in place["stories"] if story["article"] in live]}
    if place["kind"] == KINDS.CORRECTIONS:
        kept = live_among([item["article"] for item in place["items"]])
        return place | {"items": [_correction(item, kept) for item in place["items"]]}
    return _here(place)


def _correction(item, kept):
    """Of a story that is not with readers nothing is said again."""
    return _here(item) if item["article"] in kept else item | {"headline": "", "address": "", "wording": ""}


def _here(row):
    """Its address on this site, where nobody has to be told from which letter a reader comes."""
    return row | {"address": urlsplit(row["address"]).path}


def _file_here(picture):
    return picture | {"large": picture["large"].removeprefix(settings.SITE_URL)}


def live_among(articles: Iterable[int]) -> set[int]:
    return set(Edition.objects.live().filter(article__in=articles).values_list("article", flat=True))


def shown_in_letters() -> list[Beside]:
    """Places of issues that show a story under a picture of their own."""
    places = IssueSlot.objects.select_related("issue__newsletter")
    return [Beside(places, "picture", story="article", named="issue")]


def shown_in_letters_for(article: Article) -> set[int]:
    """The pictures that letters show this story with, or ever went out with."""
    shown = set(IssueSlot.objects.filter(article=article, picture__isnull=False).values_list("picture", flat=True))
    renders = IssueRender.objects.filter(stories__article=article)
    for content in renders.values_list("content", flat=True):
        for place in content["places"]:
            if place.get("article") == article.pk and place.get("picture"):
                shown.add(place["picture"]["id"])
    return shown


def newest_issues(newsletter: Newsletter) -> list[Issue]:
    return list(newsletter.issues.public().newest_first()[:LENGTH])


@require_safe
def issue(request: HttpRequest, newsletter: str, number: int) -> HttpResponse:
    """One issue, in the wording that was sent last."""
    rows = Issue.objects.public().select_related("newsletter")
    found = get_object_or_404(rows, newsletter__slug=newsletter, number=number)
    context = {"issue": found, "web": web_issue(found.current_render()), "title": found.subject}
    return render(request, "newsletters/issue.html", context)


class NewsletterFeed(Feed):
    """The issues of one letter, newest first."""

    feed_type = RssFeed

    def get_object(self, request, newsletter) -> Newsletter:
        return get_object_or_404(Newsletter, slug=newsletter)

    def title(self, newsletter) -> str:
        return f"{paper_name()}: {newsletter.name}"

    def link(self, newsletter) -> str:
        return newsletter.get_absolute_url()

    def description(self, newsletter) -> str:
        return newsletter.description or _("The latest from %(paper)s") % {"paper": paper_name()}

    def feed_extra_kwargs(self, newsletter) -> dict:
        return {"hubs": settings.WEBSUB_HUBS}

    def items(self, newsletter) -> list[Issue]:
        return newest_issues(newsletter)

    def item_title(self, item) -> str:
        return item.subject

    def item_description(self, item) -> str:
        return item.preheader

    def item_pubdate(self, item) -> dt.datetime:
        return item.frozen_at

    def item_extra_kwargs(self, item) -> dict:
        return {"writers": [], "language": settings.LANGUAGE_CODE}
