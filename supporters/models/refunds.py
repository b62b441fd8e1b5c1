"""Money that goes back: refunds that the paper makes, and disputes that a bank opens."""

import uuid
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from common.fields import CleanCharField
from common.money import format_amount
from supporters.models.payments import Payment


class RefundQuerySet(models.QuerySet):
    def not_failed(self) -> Self:
        return self.exclude(status=Refund.Status.FAILED)

    def total(self) -> int:
        return self.aggregate(total=models.Sum("amount"))["total"] or 0


class Refund(models.Model):
    """One sum given back of one payment. The amount never changes; only what became of it does."""

    class Status(models.TextChoices):
        PENDING = "pending", _("Under way")
        SUCCEEDED = "succeeded", _("Given back")
        FAILED = "failed", _("Failed")

    payment = models.ForeignKey(Payment, models.PROTECT, related_name="refunds", verbose_name=_("payment"))
    amount = models.PositiveIntegerField(_("amount"))  # minor units
    currency = CleanCharField(_("currency"), max_length=3)
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.PENDING)
    reason = CleanCharField(_("reason"), max_length=200, blank=True)
    request_key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    provider = models.CharField(_("through"), max_length=20)
    provider_ref = models.CharField(_("provider’s reference"), max_length=80, null=True, blank=True)
    made_at = models.DateTimeField(_("made"), default=timezone.now)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("made by"),
        help_text=_("Empty: it was made at the provider."),
    )
    settled_at = models.DateTimeField(_("settled"), null=True, blank=True)

    objects = RefundQuerySet.as_manager()

    class Meta:
        verbose_name = _("refund")
        verbose_name_plural = _("refunds")
        constraints = [
            models.UniqueConstraint(fields=["provider", "provider_ref"], name="refund_provider_ref_once"),
            models.CheckConstraint(name="refund_amount_positive", condition=Q(amount__gt=0)),
        ]

    def __str__(self):
        return f"{self.printed_amount} · {self.get_status_display()}"

    @property
    def printed_amount(self) -> str:
        return format_amount(self.amount, self.currency)


class DisputeQuerySet(models.QuerySet):
    def to_answer(self) -> Self:
        """Disputes that wait for our evidence, the most urgent first."""
        return self.filter(status=Dispute.Status.OPEN).order_by("respond_by", "pk")


class Dispute(models.Model):
    """A bank takes a payment back on its holder's word, and the paper may answer until a certain day."""

    class Status(models.TextChoices):
        OPEN = "open", _("To be answered")
        REVIEW = "review", _("The bank is deciding")
        WON = "won", _("Won, the money stays")
        LOST = "lost", _("Lost")

    payment = models.ForeignKey(Payment, models.PROTECT, related_name="disputes", verbose_name=_("payment"))
    amount = models.PositiveIntegerField(_("amount"))  # minor units
    currency = CleanCharField(_("currency"), max_length=3)
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.OPEN)
    reason = CleanCharField(_("reason"), max_length=60, blank=True)
    respond_by = models.DateTimeField(_("answer until"), null=True, blank=True)
    provider = models.CharField(_("through"), max_length=20)
    provider_ref = models.CharField(_("provider’s reference"), max_length=80)
    opened_at = models.DateTimeField(_("opened"), default=timezone.now)

    objects = DisputeQuerySet.as_manager()

    class Meta:
        verbose_name = _("dispute")
        verbose_name_plural = _("disputes")
        constraints = [
            models.UniqueConstraint(fields=["provider", "provider_ref"], name="dispute_provider_ref_once"),
            models.CheckConstraint(name="dispute_amount_positive", condition=Q(amount__gt=0)),
        ]

    def __str__(self):
        return f"{self.printed_amount} · {self.get_status_display()}"

    @property
    def printed_amount(self) -> str:
        return format_amount(self.amount, self.currency)
