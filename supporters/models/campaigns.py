"""A drive for money with a goal, an end and a bar that shows how far it has come."""

from dataclasses import dataclass
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from common.fields import CleanCharField, CleanTextField
from common.money import format_amount
from common.percentages import share_of
from supporters.models.payments import Payment


class CampaignQuerySet(models.QuerySet):
    def running(self, on=None) -> Self:
        """Campaigns that readers may see today."""
        on = on or timezone.localdate()
        return self.filter(is_public=True, starts_on__lte=on, ends_on__gte=on)

    def current(self, on=None) -> "Campaign | None":
        """The one that is shown: of several, that which ends first."""
        return self.running(on).order_by("ends_on", "pk").first()


class Campaign(models.Model):
    """What the paper collects for. Pledges made while it runs count towards it, and so does what came otherwise."""

    title = CleanCharField(_("title"), max_length=80, help_text=_("Such as “A reporter for the coast”."))
    reason = CleanTextField(_("what it is for"), max_length=400, help_text=_("Two or three sentences."))
    goal = models.PositiveIntegerField(_("goal"))  # minor units
    currency = CleanCharField(_("currency"), max_length=3)
    starts_on = models.DateField(_("first day"), default=timezone.localdate)
    ends_on = models.DateField(_("last day"))
    offset = models.PositiveIntegerField(
        _("received otherwise"), default=0, help_text=_("Money that is in no pledge, such as a collection at the fair.")
    )
    offset_note = CleanCharField(_("where that came from"), max_length=120, blank=True)
    is_public = models.BooleanField(_("readers see it"), default=False)

    objects = CampaignQuerySet.as_manager()

    class Meta:
        verbose_name = _("campaign")
        verbose_name_plural = _("campaigns")
        constraints = [
            models.CheckConstraint(
                name="campaign_has_a_goal",
                condition=Q(goal__gt=0),
                violation_error_message=_("The goal cannot be 0."),
            ),
            models.CheckConstraint(
                name="campaign_ends_after_it_starts",
                condition=Q(ends_on__gt=F("starts_on")),
                violation_error_message=_("The last day should come after the first."),
            ),
            models.CheckConstraint(
                name="campaign_offset_says_where_from",
                condition=Q(offset=0) | ~Q(offset_note=""),
                violation_error_message=_("Say where the money that was received otherwise came from."),
            ),
        ]

    def __str__(self):
        return self.title

    def received(self) -> int:
        """What came for its pledges and stayed, and what came otherwise.

        Money that was given back, or that a bank disputes, is not in it; a dispute that is won brings it back.
        """
        return self.offset + Payment.objects.counted().filter(pledge__acquisition__campaign=self).kept_total()

    def progress(self) -> "CampaignProgress":
        received = self.received()
        percent = share_of(max(received, 0), self.goal)
        return CampaignProgress(
            campaign=self,
            received=format_amount(received, self.currency, short=True),
            goal=format_amount(self.goal, self.currency, short=True),
            percent=percent,
            bar=min(percent, 100),
            days_left=(self.ends_on - timezone.localdate()).days,
        )


@dataclass(frozen=True)
class CampaignProgress:
    """How far a campaign has come, ready to be printed. The bar is full at the goal and stays full beyond it."""

    campaign: Campaign
    received: str
    goal: str
    percent: int
    bar: int
    days_left: int
