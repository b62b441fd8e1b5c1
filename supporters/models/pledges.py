"""What a supporter has promised, and the record of everything that became of it."""

import datetime as dt
import uuid
from typing import Self

from django.conf import settings
from django.db import models, transaction
from django.db.models import Case, F, Q, When
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from common.dates import start_of_day
from common.fields import CleanCharField
from common.money import format_amount
from common.payment_reference import new_reference, spaced_reference
from supporters.models.append_only import AppendOnlyQuerySet
from supporters.models.pages import ContributionPage, Frequency
from supporters.models.states import ENDED, GIVING, MOVES, REPEATING_ONLY, STANDING, MoveRefused, PledgeState

OFFICE = "office"  # the provider of a pledge that is paid to the paper itself


class PledgeQuerySet(models.QuerySet):
    def counted(self) -> Self:
        """Pledges that count: all in a real paper, and in a demonstration those made in it."""
        return self.filter(livemode=not settings.DEMO)

    def standing(self) -> Self:
        """Pledges from which money is still to come."""
        return self.filter(state__in=STANDING)

    def with_yearly_value(self) -> Self:
        """Annotate what each brings in a year, if it is kept."""
        monthly = When(frequency=Frequency.MONTH, then=F("amount") * 12)
        return self.annotate(yearly_value=Case(monthly, default=F("amount"), output_field=models.BigIntegerField()))

    def active(self) -> Self:
        """Regular support that runs, also where a renewal is being tried again or the last period is under way."""
        return self.filter(state__in=GIVING)

    def by_card(self) -> Self:
        return self.exclude(provider=OFFICE)

    def newest_first(self) -> Self:
        return self.order_by("-created_at", "-pk")


class Pledge(models.Model):
    """A promise to give an amount once, every month or every year. What was really paid stands in its payments."""

    State = PledgeState

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    supporter = models.ForeignKey(
        "supporters.Supporter", models.PROTECT, related_name="pledges", verbose_name=_("supporter")
    )
    page = models.ForeignKey(ContributionPage, models.PROTECT, related_name="pledges", verbose_name=_("page"))
    frequency = models.CharField(_("frequency"), max_length=10, choices=Frequency)
    amount = models.PositiveIntegerField(_("amount"))  # minor units
    currency = CleanCharField(_("currency"), max_length=3)
    state = models.CharField(_("state"), max_length=10, choices=PledgeState, default=PledgeState.STARTED)
    reference = models.CharField(_("payment reference"), max_length=25, unique=True, default=new_reference)
    provider = models.CharField(_("paid through"), max_length=20, default=OFFICE)
    livemode = models.BooleanField(_("real"), default=True, help_text=_("Unticked: made in a demonstration."))
    submission_key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    created_at = models.DateTimeField(_("made"), default=timezone.now, editable=False)
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True, editable=False)
    end_reason = CleanCharField(_("why it ended"), max_length=60, blank=True)
    provider_session = models.CharField(_("checkout at the provider"), max_length=120, null=True, blank=True)
    provider_subscription = models.CharField(_("subscription at the provider"), max_length=120, null=True, blank=True)
    provider_customer = models.CharField(_("customer at the provider"), max_length=120, null=True, blank=True)
    checkout_at = models.DateTimeField(_("sent to the card page"), null=True, blank=True)
    mailed_at = models.DateTimeField(_("sent the link to the card page by mail"), null=True, blank=True)
    next_due = models.DateField(_("next payment"), null=True, blank=True)
    cancel_at = models.DateTimeField(_("ends on"), null=True, blank=True)
    cancel_asked_at = models.DateTimeField(_("asked to stop"), null=True, blank=True)
    synced_at = models.DateTimeField(_("last compared with the provider"), null=True, blank=True)

    objects = PledgeQuerySet.as_manager()

    class Meta:
        verbose_name = _("pledge")
        verbose_name_plural = _("pledges")
        permissions = [("record_payment", _("Can record a payment that reached the office"))]
        constraints = [
            models.CheckConstraint(name="pledge_amount_positive", condition=Q(amount__gt=0)),
            models.CheckConstraint(
                name="pledge_once_is_not_active", condition=~Q(frequency="once") | ~Q(state__in=sorted(REPEATING_ONLY))
            ),
            models.CheckConstraint(
                name="pledge_once_has_no_subscription",
                condition=~Q(frequency="once") | Q(provider_subscription=None),
            ),
            models.UniqueConstraint(fields=["provider", "provider_session"], name="pledge_session_once"),
            models.UniqueConstraint(fields=["provider", "provider_subscription"], name="pledge_subscription_once"),
            models.CheckConstraint(
                name="pledge_repeating_is_not_completed", condition=Q(frequency="once") | ~Q(state="completed")
            ),
            models.CheckConstraint(
                name="pledge_ended_has_its_time",
                condition=Q(state__in=sorted(ENDED), ended_at__isnull=False)
                | (~Q(state__in=sorted(ENDED)) & Q(ended_at=None)),
            ),
        ]
        indexes = [models.Index(fields=["-created_at", "-id"], name="pledge_newest")]

    def __str__(self):
        return self.spaced_reference

    def get_absolute_url(self) -> str:
        return reverse("supporters:pledge", kwargs={"public_id": self.public_id})

    @property
    def spaced_reference(self) -> str:
        return spaced_reference(self.reference)

    @property
    def printed_amount(self) -> str:
        return format_amount(self.amount, self.currency)

    @property
    def made_on(self) -> dt.date:
        return timezone.localdate(self.created_at)

    @property
    def began_on(self) -> dt.date:
        """The day from which payments are counted: by card that of the first one, at the office that of the promise."""
        paid = self.payments.received().order_by("received_on").values_list("received_on", flat=True)
        return (self.is_by_card and paid.first()) or self.made_on

    @property
    def is_repeating(self) -> bool:
        return self.frequency != Frequency.ONCE

    @property
    def is_by_card(self) -> bool:
        return self.provider != OFFICE

    @property
    def waits_for_its_mail(self) -> bool:
        """Whether the way to the card page is in a letter, and in nothing that we answer to a form."""
        return self.mailed_at is not None and self.provider_session is None and self.state == PledgeState.STARTED

    @property
    def state_once_paid(self) -> PledgeState:
        return PledgeState.ACTIVE if self.is_repeating else PledgeState.COMPLETED

    def can_move(self, to) -> bool:
        unfit = {PledgeState.COMPLETED} if self.is_repeating else REPEATING_ONLY
        return to in MOVES[self.state] - unfit

    @property
    def yearly_value(self) -> int:
        """What it brings in a year; kept whole, so that a yearly pledge never has to be rounded to a month."""
        return self.amount * 12 if self.frequency == Frequency.MONTH else self.amount

    def has_agreed_to(self, amount) -> bool:
        """Whether this is the amount of the pledge, or one that it had before a change."""
        return amount == self.amount or self.value_changes.filter(amount=amount).exists()

    def has_paused_since(self, day) -> bool:
        """Whether it rests, and was paused on that day or later: money of that day says nothing against it."""
        pauses = self.value_changes.filter(kind="pause", at__gte=start_of_day(day))
        return self.state == PledgeState.PAUSED and pauses.exists()

    @transaction.atomic
    def move(self, to, *, source, by=None, text="", at=None) -> None:
        """Go to another state and note it. Raises MoveRefused, also for the second of two who try at once."""
        before = PledgeState(self.state)
        ended_at = (at or timezone.now()) if to in ENDED else None
        unmoved = Pledge.objects.filter(pk=self.pk, state=before)
        if not (self.can_move(to) and unmoved.update(state=to, ended_at=ended_at)):
            raise MoveRefused(f"{self.reference}: {before} to {to}")
        self.state, self.ended_at = to, ended_at
        self.note(source=source, by=by, text=text, from_state=before, to_state=to)
        self.settle_mrr(at=at)

    def settle_mrr(self, *, at=None) -> None:
        """Write down how regular support has changed: it began, grew, shrank, paused, went on or was lost."""
        if not self.is_repeating:
            return
        changes, at = self.value_changes, at or timezone.now()
        if not changes.exists() and self.payments.received().exists():
            changes.note("new", self, self.yearly_value, at=at)
        recorded, worth = changes.worth(), self.yearly_value if self.state in GIVING else 0
        if self.state == PledgeState.HELD or worth == recorded:
            return
        changes.note(self._kind_of_change(recorded, worth), self, worth - recorded, at=at)

    def _kind_of_change(self, recorded, worth):
        if worth and recorded:
            return "up" if worth > recorded else "down"
        if worth:
            return "resume" if self.value_changes.exists() else "new"
        return "pause" if self.state == PledgeState.PAUSED else "churn"

    def note(self, *, source, by=None, text="", from_state="", to_state="") -> "PledgeLog":
        return self.log.create(source=source, by=by, text=text, from_state=from_state, to_state=to_state)


class PledgeLog(models.Model):
    """Why a pledge is in its state: one line for everything that happened to it. Never changed."""

    class Source(models.TextChoices):
        SUPPORTER = "supporter", _("Supporter")
        STAFF = "staff", _("Staff")
        PROVIDER = "provider", _("Provider")
        SYSTEM = "system", _("System")

    pledge = models.ForeignKey(Pledge, models.PROTECT, related_name="log")
    from_state = models.CharField(_("from"), max_length=10, choices=PledgeState, blank=True)
    to_state = models.CharField(_("to"), max_length=10, choices=PledgeState, blank=True)
    source = models.CharField(_("source"), max_length=10, choices=Source)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("by"))
    text = CleanCharField(_("what happened"), max_length=300, blank=True)
    at = models.DateTimeField(_("at"), default=timezone.now)

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        verbose_name = _("line of the log")
        verbose_name_plural = _("log")

    def __str__(self):
        return self.text or f"{self.from_state} → {self.to_state}"
