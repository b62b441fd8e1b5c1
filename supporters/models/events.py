"""What a provider told us, when we last asked by ourselves, and what a person has to look at."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from common.fields import CleanCharField
from supporters.models.pledges import Pledge


class ProviderEventQuerySet(models.QuerySet):
    def unfinished(self) -> Self:
        return self.filter(state__in=[ProviderEvent.State.RECEIVED, ProviderEvent.State.FAILED])


class ProviderEvent(models.Model):
    """One message of a provider. It is a hint to look, never a fact by itself."""

    class State(models.TextChoices):
        RECEIVED = "received", _("Received")
        DONE = "done", _("Done")
        IGNORED = "ignored", _("Of no use to us")
        FAILED = "failed", _("Failed")

    provider = models.CharField(_("through"), max_length=20)
    event_id = models.CharField(_("event"), max_length=120)
    type = models.CharField(_("kind"), max_length=80)
    livemode = models.BooleanField(_("real"))
    object_ref = models.CharField(_("about"), max_length=120, blank=True)
    api_version = models.CharField(_("version"), max_length=40, blank=True)
    provider_created = models.DateTimeField(_("sent"), null=True, blank=True)
    received_at = models.DateTimeField(_("received"), default=timezone.now)
    pledge = models.ForeignKey(
        Pledge, models.PROTECT, null=True, blank=True, related_name="events", verbose_name=_("pledge")
    )
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.RECEIVED)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    error = CleanCharField(_("last error"), max_length=200, blank=True)
    payload = models.JSONField(_("hints"), default=dict, help_text=_("Only the ids by which we find the pledge."))

    objects = ProviderEventQuerySet.as_manager()

    class Meta:
        verbose_name = _("message of a provider")
        verbose_name_plural = _("messages of providers")
        constraints = [models.UniqueConstraint(fields=["provider", "event_id"], name="provider_event_once")]
        indexes = [
            models.Index(fields=["received_at"], condition=Q(state__in=["received", "failed"]), name="event_unfinished")
        ]

    def __str__(self):
        return f"{self.type} {self.event_id}"

    def finish(self, state, error="") -> None:
        self.state, self.error = state, str(error)[:200]
        self.save(update_fields=["state", "error"])


class Heartbeat(models.Model):
    """When a job that must not stop last ran, and what it met."""

    name = CleanCharField(_("job"), max_length=40, unique=True)
    at = models.DateTimeField(_("last run"), default=timezone.now)
    looked_at = models.PositiveIntegerField(_("looked at"), default=0)
    failures = models.PositiveIntegerField(_("failures"), default=0)

    class Meta:
        verbose_name = _("run of a job")
        verbose_name_plural = _("runs of jobs")

    def __str__(self):
        return f"{self.name} {self.at:%Y-%m-%d %H:%M}"


class AttentionQuerySet(models.QuerySet):
    def open(self) -> Self:
        return self.filter(settled_at=None)

    def for_a_person_to_settle(self) -> Self:
        """Not those about a bank line: such a matter is over when the line has its pledge or was set aside."""
        return self.open().filter(line=None)


class Attention(models.Model):
    """Something about money that a person has to look at. It stays in the list until somebody settles it."""

    class Kind(models.TextChoices):
        MISMATCH = "mismatch", _("Amount or currency differs: held")
        DOUBLE = "double", _("Possibly paid twice")
        LATE_MONEY = "late", _("Money after the end")
        DISPUTE = "dispute", _("Dispute: answer in time")
        STUCK = "stuck", _("Stuck on the way")
        EVENT = "event", _("Message we could not use")
        REFUND = "refund", _("A refund failed")
        RETURNED = "returned", _("The bank called a payment back")
        BRAKE = "brake", _("Card payments paused")
        BANK_LINE = "bank_line", _("Bank line without a pledge")
        MAILBOX = "mailbox", _("Mail to a supporter comes back")

    kind = models.CharField(_("what"), max_length=10, choices=Kind)
    pledge = models.ForeignKey(
        Pledge, models.PROTECT, null=True, blank=True, related_name="attentions", verbose_name=_("pledge")
    )
    line = models.OneToOneField(
        "supporters.StatementLine",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="attention",
        verbose_name=_("bank line"),
    )
    text = CleanCharField(_("what happened"), max_length=300)
    due_at = models.DateTimeField(_("until"), null=True, blank=True)
    cause_key = models.CharField(max_length=120, unique=True)
    raised_at = models.DateTimeField(_("since"), default=timezone.now)
    settled_at = models.DateTimeField(_("settled"), null=True, blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("by")
    )

    objects = AttentionQuerySet.as_manager()

    class Meta:
        verbose_name = _("matter that needs attention")
        verbose_name_plural = _("needs attention")
        indexes = [models.Index(fields=["raised_at"], condition=Q(settled_at=None), name="attention_open")]

    def __str__(self):
        return self.text
