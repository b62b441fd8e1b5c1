"""What search engines may find, split by month so that a shard of the past never changes."""

import datetime as dt

from django.conf import settings
from django.http import Http404, HttpResponse
from django.template.loader import render_to_string
from django.utils import timezone
from django.views.decorators.http import require_safe

from articles.models import Author, AuthorListing, Edition, MonthChange, Topic, TopicListing, Video
from articles.pages.alternates import with_alternates
from articles.pages.embed import video_frame
from common.dates import first_of_month, month_of
from common.text import only_xml
from newsroom.pages.sitemap_dates import section_changes, series_changes, with_listed_changes
from newsroom.paper.models import Page
from polls.models import Poll

NEWS_WINDOW = dt.timedelta(hours=48)  # the news sitemap's own rule
NEWS_MOST = 1000
NEWS_NAMES = ("headline", "language", "first_published_at", "slug", "article_id", "section__slug")
MOST = 50_000  # the protocol's own limit of a shard
MOST_PICTURES = 10_000  # of a month: the address of each takes a tenth of a millisecond


@require_safe
def sitemap_index(request) -> HttpResponse:
    months = MonthChange.objects.with_stories(timezone.now())
    return _xml(request, "newsroom/sitemap_index.xml", months=months)


@require_safe
def sitemap_month(request, year, month) -> HttpResponse:
    editions = _of_month(year, month)
    shown = editions.only("slug", "article_id", "section__slug").with_last_change().newest_first()[:MOST]
    shown = with_alternates(shown.iterator(), of=editions)
    return _xml(request, "newsroom/sitemap_month.xml", editions=shown)


@require_safe
def sitemap_pictures(request, year, month) -> HttpResponse:
    """The lead picture of each story of the month, as large as readers have it."""
    pictured = _of_month(year, month).filter(lead_picture__isnull=False).select_related("lead_picture").defer("body")
    editions = pictured.newest_first()[:MOST_PICTURES].iterator()
    return _xml(request, "newsroom/sitemap_pictures.xml", editions=editions)


def _of_month(year, month):
    try:
        begin, end = month_of(first_of_month(year, month))
    except (ValueError, OverflowError):
        raise Http404 from None
    editions = Edition.objects.live().filter(first_published_at__gte=begin, first_published_at__lt=end)
    return editions.listed_by_engines().select_related("section")


@require_safe
def sitemap_sections(request) -> HttpResponse:
    return _xml(
        request,
        "newsroom/sitemap_sections.xml",
        sections=section_changes(),
        series=series_changes(),
        pages=Page.objects.live().in_order(),
    )


@require_safe
def sitemap_topics(request) -> HttpResponse:
    return _xml(request, "newsroom/sitemap_listed.xml", rows=with_listed_changes(Topic, TopicListing)[:MOST])


@require_safe
def sitemap_authors(request) -> HttpResponse:
    return _xml(request, "newsroom/sitemap_listed.xml", rows=with_listed_changes(Author, AuthorListing)[:MOST])


@require_safe
def sitemap_polls(request) -> HttpResponse:
    """Polls that readers have. They say no change: votes move an open one, and of a closed one no row tells."""
    polls = Poll.objects.public().only("slug").order_by("-pk")[:MOST]
    return _xml(request, "newsroom/sitemap_polls.xml", polls=polls)


@require_safe
def sitemap_films(request) -> HttpResponse:
    """Films with what a search engine shows of them. They say no change: their rows know none."""
    films = Video.objects.live().newest_first().select_related("poster")[:MOST]
    return _xml(request, "newsroom/sitemap_films.xml", films=[(film, video_frame(film)) for film in films])


@require_safe
def news_sitemap(request) -> HttpResponse:
    editions = Edition.objects.live().filter(first_published_at__gt=timezone.now() - NEWS_WINDOW)
    shown = editions.listed_by_engines().select_related("section").only(*NEWS_NAMES).with_last_change()
    # Rows that a query keeps live as long as the request, which is longer than its page.
    return _xml(request, "newsroom/news_sitemap.xml", editions=shown.newest_first()[:NEWS_MOST].iterator())


def _xml(request, template, **context):
    context |= {"site_url": settings.SITE_URL}
    written = only_xml(render_to_string(template, context, request))
    return HttpResponse(written, content_type="application/xml; charset=utf-8")
