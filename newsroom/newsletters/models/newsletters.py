"""The letters that readers can ask for."""

import datetime as dt
from typing import Self

from django.core.validators import MinValueValidator, RegexValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from common.fields import CleanCharField, CleanTextField
from newsroom.newsletters import words


class NewsletterQuerySet(models.QuerySet):
    def in_order(self) -> Self:
        return self.order_by("position", "name", "pk")

    def open(self) -> Self:
        """Those that readers can sign up for."""
        return self.filter(is_open=True)

    def alerts(self) -> Self:
        """Those whose issues are sent from a story, which browsers can ask for too."""
        return self.open().filter(kind=Newsletter.Kind.ALERT)


class Newsletter(models.Model):
    """One letter: what it is called, who it comes from, and when it goes out. Each issue of it is a row of its own."""

    class Kind(models.TextChoices):
        LETTER = "letter", _("Letter")
        ALERT = "alert", _("Alerts, sent from a story")

    slug = models.SlugField(
        _("name in addresses"),
        max_length=60,
        unique=True,
        help_text=_("Stays for good: what readers agreed to is filed under it."),
    )
    name = CleanCharField(_("name"), max_length=60)
    description = CleanTextField(_("what readers get"), max_length=300, help_text=_("One or two sentences."))
    welcome = CleanTextField(
        _("welcome"),
        max_length=1000,
        blank=True,
        db_default="",
        help_text=_("Mailed once to whoever confirms, with the newest issue. Empty: nothing is mailed."),
    )
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.LETTER)
    from_name = CleanCharField(
        _("sender's name"), max_length=60, blank=True, help_text=_("What mail programs show. Empty: the paper's name.")
    )
    is_open = models.BooleanField(_("readers can sign up"), default=True)
    position = models.PositiveSmallIntegerField(_("place in the list"), default=0)
    weekdays = CleanCharField(
        _("goes out on"),
        max_length=7,
        blank=True,
        validators=[RegexValidator(r"^1?2?3?4?5?6?7?$", _("Days in their order, from 1 for Monday to 7 for Sunday."))],
        help_text=_("From 1 for Monday to 7 for Sunday: 12345 is every weekday. Empty: whenever somebody sends it."),
    )
    wall_time = models.TimeField(_("at"), null=True, blank=True, help_text=_("By the paper's clock."))
    needs_approval = models.BooleanField(_("waits for approval before it goes"), default=True)
    least_new_stories = models.PositiveSmallIntegerField(
        _("least new stories"), default=3, help_text=_("With fewer, an automatic letter is held for the desk.")
    )
    most_a_day = models.PositiveSmallIntegerField(_("most a day"), default=1, validators=[MinValueValidator(1)])
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = NewsletterQuerySet.as_manager()

    class Meta:
        verbose_name = _("newsletter")
        verbose_name_plural = _("newsletters")
        constraints = [
            models.CheckConstraint(
                name="newsletter_has_days_and_time_or_neither",
                condition=Q(weekdays="", wall_time=None) | (~Q(weekdays="") & Q(wall_time__isnull=False)),
                violation_error_message=_("Write both the days and the time, or neither."),
            ),
            models.CheckConstraint(name="newsletter_goes_out_at_all", condition=Q(most_a_day__gte=1)),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("newsletter", args=[self.slug])

    def goes_out_on(self, day: dt.date) -> bool:
        return str(day.isoweekday()) in self.weekdays

    def agreed_words(self) -> str:
        """What a reader agrees to, as it stands beside the button."""
        return words.agreed_words(self.name)

    def days(self) -> str:
        """When it goes out, in words; nothing where somebody sends it as it comes."""
        return words.days(self.weekdays)
