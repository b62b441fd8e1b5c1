"""Browsers that want alerts, and alerts on their way to them."""

import datetime as dt
from collections.abc import Iterable
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from common.fields import CleanCharField
from newsroom.newsletters.models.issues import Issue
from newsroom.newsletters.models.newsletters import Newsletter

KEY, SECRET = 65, 16  # bytes


def this_month() -> dt.date:
    return timezone.localdate().replace(day=1)


class PushEndpointQuerySet(models.QuerySet):
    def wanting(self, newsletter: Newsletter) -> Self:
        return self.filter(kinds=newsletter).order_by("pk")

    def numbers(self) -> dict[int, int]:
        """How many browsers want the alerts of each letter."""
        rows = self.order_by().values_list("kinds").annotate(number=models.Count("pk"))
        return {kind: number for kind, number in rows if kind}


class PushEndpoint(models.Model):
    """One browser at its push service. Nobody's name, network or browser stands beside it, and only the month it came.

    The address tells this browser from all others, so it is kept for as long as its reader wants alerts, and no longer.
    """

    digest = models.CharField(max_length=64, unique=True)
    endpoint = CleanCharField(max_length=600)
    key = models.BinaryField(max_length=KEY)
    secret = models.BinaryField(max_length=SECRET)
    kinds = models.ManyToManyField(Newsletter, related_name="+")
    month = models.DateField(default=this_month)

    objects = PushEndpointQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        constraints = [
            models.CheckConstraint(name="push_endpoint_is_https", condition=Q(endpoint__startswith="https://"))
        ]

    def __str__(self) -> str:
        return f"{self.month}"


class PushAlertQuerySet(models.QuerySet):
    def unfinished(self) -> Self:
        return self.filter(over_at=None)


class PushAlert(models.Model):
    """An alert on its way to browsers: up to which of them it has come, and how many took it."""

    issue = models.OneToOneField(Issue, models.PROTECT, related_name="push")
    article = models.ForeignKey("articles.Article", models.PROTECT, related_name="+")
    last = models.BigIntegerField(default=0)  # the browser that was tried last
    taken = models.PositiveIntegerField(default=0)
    gone = models.PositiveIntegerField(default=0)
    failed = models.PositiveIntegerField(default=0)
    tried_at = models.DateTimeField(default=timezone.now)
    over_at = models.DateTimeField(null=True)

    objects = PushAlertQuerySet.as_manager()

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.issue_id}: {self.taken}"

    def next_browsers(self, number: int) -> list[PushEndpoint]:
        waiting = PushEndpoint.objects.wanting(self.issue.newsletter).filter(pk__gt=self.last)
        return list(waiting[:number])

    def note(self, *, tried: Iterable[PushEndpoint], **counts: int) -> None:
        """These have been tried. A worker that is killed before this tries them again, which browsers fold into one."""
        self.last, self.tried_at = max(one.pk for one in tried), timezone.now()
        self.save(update_fields=["last", "tried_at"])
        self.count(**counts)

    def count(self, **counts: int) -> None:
        PushAlert.objects.filter(pk=self.pk).update(**{name: F(name) + number for name, number in counts.items()})
