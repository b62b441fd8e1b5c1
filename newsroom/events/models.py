"""One event that readers can go to."""

import datetime as dt
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from common.dates import start_of_day
from common.fields import CleanCharField, CleanTextField, CleanURLField


class EventQuerySet(models.QuerySet):
    def live(self) -> Self:
        return self.filter(is_live=True)

    def not_over(self, day: dt.date) -> Self:
        """Those of this day and later; what has begun and goes on is among them."""
        midnight = start_of_day(day)
        return self.filter(Q(starts_at__gte=midnight) | Q(ends_at__gte=midnight))

    def starting_from(self, day: dt.date) -> Self:
        return self.filter(starts_at__gte=start_of_day(day))

    def starting_before(self, day: dt.date) -> Self:
        return self.filter(starts_at__lt=start_of_day(day))

    def in_order(self) -> Self:
        return self.order_by("starts_at", "title", "pk")


class Event(models.Model):
    title = CleanCharField(_("what"), max_length=120)
    starts_at = models.DateTimeField(_("begins"))
    ends_at = models.DateTimeField(_("ends"), null=True, blank=True)
    is_all_day = models.BooleanField(
        _("the whole day"), default=False, help_text=_("Readers are told days, and no time.")
    )
    place = CleanCharField(_("where"), max_length=160)
    words = CleanTextField(_("words"), max_length=1000, blank=True)
    price = CleanCharField(
        _("price"), max_length=80, blank=True, help_text=_("As readers see it: “Free”, “£4, children £2”.")
    )
    link = CleanURLField(_("more at"), max_length=500, blank=True)
    is_cancelled = models.BooleanField(
        _("cancelled"), default=False, help_text=_("It stays in the list, so that nobody sets out.")
    )
    is_live = models.BooleanField(_("readers can see it"), default=True)
    changed_at = models.DateTimeField(_("last changed"), auto_now=True)

    objects = EventQuerySet.as_manager()

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        constraints = [
            models.CheckConstraint(
                name="event_ends_after_it_began",
                condition=Q(ends_at=None) | Q(ends_at__gte=F("starts_at")),
                violation_error_message=_("It ends before it begins."),
            ),
            models.CheckConstraint(
                name="event_link_is_of_the_web",
                condition=Q(link="") | Q(link__startswith="https://") | Q(link__startswith="http://"),
                violation_error_message=_("An address begins with https://."),
            ),
        ]
        indexes = [models.Index(fields=["starts_at", "title", "id"], name="event_in_order")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """The list from its day on, at its place: nobody knows on which page of the whole list it stands."""
        address = reverse("events")
        if self.first_day > timezone.localdate():
            address = f"{address}?after={self.first_day.isoformat()}"
        return f"{address}#{self.anchor}"

    @property
    def anchor(self) -> str:
        return f"event-{self.pk}"

    @property
    def first_day(self) -> dt.date:
        return timezone.localdate(self.starts_at)

    @property
    def last_day(self) -> dt.date:
        """What ends at midnight ends with the day before."""
        if self.ends_at is None or self.ends_at == self.starts_at:
            return self.first_day
        return timezone.localdate(self.ends_at - dt.timedelta(microseconds=1))

    @property
    def is_of_several_days(self) -> bool:
        return self.last_day > self.first_day
