"""How many letters of an issue came back, and how many readers left by it: a count a week, and no names."""

import datetime as dt

from django.utils import timezone

from newsroom.newsletters.models import BounceEvent, Issue, IssueOutcome, Subscription

COUNTED_FOR = dt.timedelta(days=7)
BACK = (BounceEvent.Kind.HARD, BounceEvent.Kind.SOFT)


def count_outcomes(*, at: dt.datetime | None = None) -> None:
    """Every hour, of the issues of the last week. After that their figures stay as they are."""
    at = at or timezone.now()
    for issue in Issue.objects.public().filter(frozen_at__gt=at - COUNTED_FOR):
        until = _until(issue)
        counts = {"bounced": _bounced(issue, until), "left": _left(issue, until)}
        IssueOutcome.objects.update_or_create(issue=issue, defaults=counts)


def _until(issue):
    """Up to the next issue, which may be what somebody left for."""
    later = issue.newsletter.issues.public().filter(frozen_at__gt=issue.frozen_at)
    following = later.order_by("frozen_at").values_list("frozen_at", flat=True).first()
    week = issue.frozen_at + COUNTED_FOR
    return min(following, week) if following else week


def _bounced(issue, until):
    """Mailboxes from which it came back later. What a server refused at once is counted with the sending."""
    reports = BounceEvent.objects.filter(kind__in=BACK, at__gte=issue.frozen_at, at__lt=until)
    reports = reports.exclude(source=BounceEvent.Source.REPLY)
    theirs = Subscription.objects.filter(pk__in=issue.deliveries.values("subscription"))
    of_it = reports.filter(address_hmac__in=theirs.values("address_hmac"))
    return of_it.values("address_hmac").distinct().count()


def _left(issue, until):
    left = Subscription.objects.filter(newsletter=issue.newsletter, left_at__gte=issue.frozen_at, left_at__lt=until)
    return left.filter(consent__isnull=False, moved_to=None).count()
