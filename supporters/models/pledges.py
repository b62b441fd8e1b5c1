"""What a supporter has promised, and the record of everything that became of it."""

import uuid

from django.conf import settings
from django.db import models, transaction
from django.db.models import Case, F, Q, Sum, When
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from newsroom.lib.money import format_amount
from newsroom.lib.references import new_reference, spaced_reference
from supporters.ledger import AppendOnlyQuerySet
from supporters.models.pages import ContributionPage, Frequency


class MoveRefused(ValueError):
    """The pledge is in a state from which it cannot go where it was sent."""


class PledgeState(models.TextChoices):
    STARTED = "started", _("Started")
    AWAITING = "awaiting", _("Waiting for the payment")
    COMPLETED = "completed", _("Paid")
    ACTIVE = "active", _("Active")
    CANCELLED = "cancelled", _("Cancelled")
    EXPIRED = "expired", _("Expired unpaid")


ENDED = {PledgeState.COMPLETED, PledgeState.CANCELLED, PledgeState.EXPIRED}

# Every move that there is. Money that arrives late exists, so an expired or cancelled one-off pledge can still be paid.
MOVES = {
    PledgeState.STARTED: {PledgeState.AWAITING, PledgeState.EXPIRED},
    PledgeState.AWAITING: {PledgeState.COMPLETED, PledgeState.ACTIVE, PledgeState.CANCELLED, PledgeState.EXPIRED},
    PledgeState.COMPLETED: set(),
    PledgeState.ACTIVE: {PledgeState.CANCELLED},
    PledgeState.CANCELLED: {PledgeState.COMPLETED},
    PledgeState.EXPIRED: {PledgeState.COMPLETED, PledgeState.ACTIVE},
}


class PledgeQuerySet(models.QuerySet):
    def counted(self):
        """Pledges that count: all in a real paper, and in a demonstration those made in it."""
        return self.filter(livemode=not settings.DEMO)

    def standing(self):
        """Pledges from which money is still to come."""
        return self.filter(state__in=[PledgeState.STARTED, PledgeState.AWAITING, PledgeState.ACTIVE])

    def with_yearly_value(self):
        """Annotate what each brings in a year, if it is kept."""
        monthly = When(frequency=Frequency.MONTH, then=F("amount") * 12)
        return self.annotate(yearly_value=Case(monthly, default=F("amount"), output_field=models.BigIntegerField()))

    def active(self):
        return self.filter(state=PledgeState.ACTIVE)

    def newest_first(self):
        return self.order_by("-created_at", "-pk")

    def with_received(self):
        paid = Sum("payments__amount", filter=Q(payments__status="succeeded"))
        return self.annotate(received=Coalesce(paid, 0))


class Pledge(models.Model):
    """A promise to give an amount once, every month or every year. What was really paid stands in its payments."""

    State = PledgeState

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    supporter = models.ForeignKey(
        "supporters.Supporter", models.PROTECT, related_name="pledges", verbose_name=_("supporter")
    )
    page = models.ForeignKey(ContributionPage, models.PROTECT, related_name="pledges", verbose_name=_("page"))
    frequency = models.CharField(_("frequency"), max_length=10, choices=Frequency)
    amount = models.PositiveIntegerField(_("amount"))
    currency = models.CharField(_("currency"), max_length=3)
    state = models.CharField(_("state"), max_length=10, choices=PledgeState, default=PledgeState.STARTED)
    reference = models.CharField(_("payment reference"), max_length=25, unique=True, default=new_reference)
    provider = models.CharField(_("paid through"), max_length=20, default="office")
    livemode = models.BooleanField(_("real"), default=True, help_text=_("Unticked: made in a demonstration."))
    submission_key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    created_at = models.DateTimeField(_("made"), default=timezone.now, editable=False)
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True, editable=False)

    objects = PledgeQuerySet.as_manager()

    class Meta:
        verbose_name = _("pledge")
        verbose_name_plural = _("pledges")
        permissions = [("record_payment", _("Can record a payment that reached the office"))]
        constraints = [
            models.CheckConstraint(name="pledge_amount_positive", condition=Q(amount__gt=0)),
            models.CheckConstraint(
                name="pledge_once_is_not_active", condition=~Q(frequency="once") | ~Q(state="active")
            ),
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

    def get_absolute_url(self):
        return reverse("supporters:pledge", kwargs={"public_id": self.public_id})

    @property
    def spaced_reference(self):
        return spaced_reference(self.reference)

    @property
    def printed_amount(self):
        return format_amount(self.amount, self.currency)

    @property
    def made_on(self):
        return timezone.localdate(self.created_at)

    @property
    def is_repeating(self):
        return self.frequency != Frequency.ONCE

    @property
    def state_once_paid(self):
        return PledgeState.ACTIVE if self.is_repeating else PledgeState.COMPLETED

    def can_move(self, to):
        unfit = {PledgeState.ACTIVE, PledgeState.COMPLETED} - {self.state_once_paid}
        return to in MOVES[self.state] - unfit

    @transaction.atomic
    def move(self, to, *, source, by=None, text=""):
        """Go to another state and note it. Of two who try at once, the second is refused."""
        before = PledgeState(self.state)
        ended_at = timezone.now() if to in ENDED else None
        unmoved = Pledge.objects.filter(pk=self.pk, state=before)
        if not (self.can_move(to) and unmoved.update(state=to, ended_at=ended_at)):
            raise MoveRefused(f"{self.reference}: {before} to {to}")
        self.state, self.ended_at = to, ended_at
        self.note(source=source, by=by, text=text, from_state=before, to_state=to)

    def note(self, *, source, by=None, text="", from_state="", to_state=""):
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
    text = models.CharField(_("what happened"), max_length=300, blank=True)
    at = models.DateTimeField(_("at"), default=timezone.now)

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        verbose_name = _("line of the log")
        verbose_name_plural = _("log")

    def __str__(self):
        return self.text or f"{self.from_state} → {self.to_state}"
