"""Every story by its date, and every topic and author by name: the ways to what no front shows any more."""

import datetime as dt
from itertools import groupby

from django.db.models import Exists, OuterRef, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles.models import Author, AuthorListing, Edition, MonthChange, Topic, TopicListing
from common.dates import end_of_day, first_of_month, month_of, start_of_day
from common.pagination import newest_of_each, page_of
from common.redirects import redirect_for_now

PAGE = 60  # stories of a month or a day
MOST_NAMES = 5000
MOST_YEARS, OF_A_YEAR = 30, 8  # on this day: years, and stories of each


@require_safe
def archive(request: HttpRequest) -> HttpResponse:
    months = [timezone.localdate(month["begins_at"]) for month in MonthChange.objects.with_stories(timezone.now())]
    years = [(year, list(some)) for year, some in groupby(months, key=lambda day: day.year)]
    return render(request, "newsroom/archive.html", {"years": years, "title": _("Archive")})


@require_safe
def month(request: HttpRequest, year: int, month: int) -> HttpResponse:
    try:
        first = first_of_month(year, month)
        begin, end = month_of(first)
    except (ValueError, OverflowError):
        raise Http404 from None
    return _stories(request, begin, end, address=reverse("archive_month", args=[year, month]), form="F Y")


@require_safe
def day(request: HttpRequest, year: int, month: int, day: int) -> HttpResponse:
    try:
        date = dt.date(year, month, day)
        begin, end = start_of_day(date), end_of_day(date)
    except (ValueError, OverflowError):
        raise Http404 from None
    return _stories(request, begin, end, address=reverse("archive_day", args=[year, month, day]), form="j F Y")


@require_safe
def on_this_day(request: HttpRequest) -> HttpResponse:
    """Stories of the same day in earlier years, of as many years as have stories in this month."""
    now = timezone.now()
    today = timezone.localdate(now)
    months = [timezone.localdate(month["begins_at"]) for month in MonthChange.objects.with_stories(now)]
    years = [first.year for first in months if first.month == today.month and first.year < today.year]
    days = [_day_in(year, today) for year in years[:MOST_YEARS]]
    parts = [Q(first_published_at__gte=begin, first_published_at__lt=end) for begin, end in filter(None, days)]
    live = Edition.objects.live().for_cards()
    found = newest_of_each(live, by="first_published_at", parts=parts, size=OF_A_YEAR) if parts else []
    by_year = groupby(found, key=lambda edition: timezone.localdate(edition.first_published_at))
    context = {"days": [(day, list(some)) for day, some in by_year], "today": today, "title": _("On this day")}
    return render(request, "newsroom/on_this_day.html", context)


def _day_in(year, today):
    """When that day began and ended in another year; None where it has no such day."""
    try:
        day = today.replace(year=year)
    except ValueError:
        return None
    return start_of_day(day), end_of_day(day)


@require_safe
def topics(request: HttpRequest) -> HttpResponse:
    listed = TopicListing.objects.live().filter(topic=OuterRef("pk"))
    return _names(request, Topic.objects.filter(Exists(listed)), title=_("Topics"))


@require_safe
def authors(request: HttpRequest) -> HttpResponse:
    listed = AuthorListing.objects.live().filter(author=OuterRef("pk"))
    return _names(request, Author.objects.filter(Exists(listed)), title=_("Authors"))


def _stories(request, begin, end, *, address, form):
    """The stories of that time, by day. A time without any is no page: there would be one for every day of history."""
    if request.path != address:
        return redirect_for_now(request, address)
    live = Edition.objects.live().filter(first_published_at__gte=begin, first_published_at__lt=end).for_cards()
    page = page_of(live, by="first_published_at", cursor=request.GET.get("before", ""), size=PAGE)
    is_first = "before" not in request.GET
    if is_first and not page.rows:
        raise Http404
    days = groupby(page.rows, key=lambda edition: timezone.localdate(edition.first_published_at))
    context = {"days": [(day, list(some)) for day, some in days], "page": page, "is_first": is_first}
    return render(request, "newsroom/archive_days.html", context | {"begin": begin, "form": form, "address": address})


def _names(request, rows, *, title):
    rows = rows.order_by("folded", "pk").only("name", "slug", "folded")[:MOST_NAMES]
    letters = [(letter, list(some)) for letter, some in groupby(rows, key=lambda row: row.folded[:1].upper())]
    return render(request, "newsroom/names.html", {"letters": letters, "title": title})
