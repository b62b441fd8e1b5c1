"""When each month's stories changed last for readers: what the sitemap says of a month without reading its stories."""

import datetime as dt
from typing import Self

from django.db import models
from django.db.models import Exists, F, Max, OuterRef, Q

from articles.models.editions import Edition


class MonthChangeQuerySet(models.QuerySet):
    def with_stories(self, at: dt.datetime) -> Self:
        """The months of which readers have a story then, the newest first, each with its last change until then."""
        here = Q(first_published_at__gte=OuterRef("begins_at"), first_published_at__lt=OuterRef("ends_at"))
        shown = self.filter(Exists(Edition.objects.live(at=at).filter(here)), changed_at__lte=at)
        return shown.values("begins_at").annotate(changed=Max("changed_at")).order_by("-begins_at")


class MonthChange(models.Model):
    """A substantive change to the stories that were first published in one month. Derived from the editions.

    A month has the row of its last change, and one for each that is scheduled.
    """

    begins_at = models.DateTimeField()  # the month, in the paper's time
    ends_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    objects = MonthChangeQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["begins_at", "changed_at"], name="month_change_once"),
            models.CheckConstraint(name="month_ends_after_it_begins", condition=Q(ends_at__gt=F("begins_at"))),
        ]

    def __str__(self) -> str:
        return f"{self.begins_at:%Y-%m}: {self.changed_at}"
