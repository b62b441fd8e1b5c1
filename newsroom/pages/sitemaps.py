"""What search engines may find, split by month so that a shard of the past never changes."""

import datetime as dt

from django.conf import settings
from django.db.models import Max
from django.db.models.functions import TruncMonth
from django.http import Http404, HttpResponse
from django.template.loader import render_to_string
from django.utils import timezone
from django.views.decorators.http import require_safe

from articles.models import Edition, Section
from common.text import only_xml

NEWS_WINDOW = dt.timedelta(hours=48)  # the news sitemap's own rule
NEWS_MOST = 1000


@require_safe
def sitemap_index(request) -> HttpResponse:
    months = (
        Edition.objects.live()
        .annotate(month=TruncMonth("first_published_at"))
        .values("month")
        .annotate(changed=Max("updated_at"))
        .order_by("-month")
    )
    return _xml(request, "newsroom/sitemap_index.xml", months=months)


@require_safe
def sitemap_month(request, year, month) -> HttpResponse:
    try:
        begin = dt.datetime(year, month, 1, tzinfo=timezone.get_default_timezone())
        end = dt.datetime(year + month // 12, month % 12 + 1, 1, tzinfo=timezone.get_default_timezone())
    except (ValueError, OverflowError):
        raise Http404 from None
    editions = Edition.objects.live().filter(first_published_at__gte=begin, first_published_at__lt=end)
    return _xml(request, "newsroom/sitemap_month.xml", editions=_for_map(editions))


@require_safe
def sitemap_sections(request) -> HttpResponse:
    return _xml(request, "newsroom/sitemap_sections.xml", sections=Section.objects.in_order())


@require_safe
def news_sitemap(request) -> HttpResponse:
    editions = Edition.objects.live().filter(first_published_at__gt=timezone.now() - NEWS_WINDOW)
    return _xml(request, "newsroom/news_sitemap.xml", editions=_for_map(editions)[:NEWS_MOST])


def _for_map(editions):
    return editions.select_related("section").defer("body").newest_first()


def _xml(request, template, **context):
    context |= {"site_url": settings.SITE_URL, "language": settings.LANGUAGE_CODE[:2]}
    written = only_xml(render_to_string(template, context, request))
    return HttpResponse(written, content_type="application/xml; charset=utf-8")
