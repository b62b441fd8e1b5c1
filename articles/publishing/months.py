"""Keep what the sitemap says of each month in line with the editions."""

import datetime as dt

from django.db import transaction
from django.db.models import Max, Min
from django.db.models.functions import TruncMonth
from django.utils import timezone

from articles.models import Edition, MonthChange, RunningStory
from common.dates import month_of


def note_month(edition: Edition) -> None:
    """Say that the month of this new edition changes with it, now or when it begins."""
    note_change(first_published_at=edition.first_published_at, changed_at=edition.updated_at)


def note_change(*, first_published_at: dt.datetime, changed_at: dt.datetime) -> None:
    """Say that the month of a story that was first published then changes at that moment."""
    begins_at, ends_at = month_of(first_published_at)
    change = MonthChange(begins_at=begins_at, ends_at=ends_at, changed_at=changed_at)
    MonthChange.objects.bulk_create([change], ignore_conflicts=True)
    changes = MonthChange.objects.filter(begins_at=begins_at)
    newest = changes.filter(changed_at__lte=timezone.now()).aggregate(at=Max("changed_at"))["at"]
    if newest:
        changes.filter(changed_at__lt=newest).delete()


@transaction.atomic
def derive_months(at: dt.datetime | None = None) -> None:
    """Make all of them anew. It reads every edition: for papers that were filled by no act of the desk."""
    at = at or timezone.now()
    MonthChange.objects.all().delete()
    begun = Edition.objects.filter(starts_at__lte=at).annotate(month=TruncMonth("first_published_at"))
    for month in begun.values("month").annotate(changed=Max("updated_at")).order_by():
        begins_at, ends_at = month_of(month["month"])
        MonthChange.objects.create(begins_at=begins_at, ends_at=ends_at, changed_at=month["changed"])
    for edition in Edition.objects.scheduled(at=at).only("first_published_at", "updated_at"):
        note_month(edition)
    told = RunningStory.objects.filter(changed_at__isnull=False)
    told = told.annotate(first=Min("article__editions__first_published_at"))
    for changed_at, first in told.exclude(first=None).values_list("changed_at", "first"):
        note_change(first_published_at=first, changed_at=changed_at)
