"""The ledger: money that reached the paper. Totals are sums of these rows and are stored nowhere."""

from typing import Self

from django.apps import apps
from django.conf import settings
from django.db import models
from django.db.models import F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce, Greatest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from common.fields import CleanCharField
from common.money import format_amount
from supporters.models.append_only import AppendOnlyQuerySet
from supporters.models.pledges import OFFICE, Pledge


def _sum_per_payment(model, statuses):
    rows = apps.get_model(model).objects.filter(payment=OuterRef("pk"), status__in=statuses).order_by()
    return Coalesce(Subquery(rows.values("payment").annotate(total=models.Sum("amount")).values("total")), 0)


class PaymentQuerySet(AppendOnlyQuerySet):
    def received(self) -> Self:
        """Money that came and was not called back by the bank later."""
        return self.filter(status=Payment.Status.SUCCEEDED, reversal=None)

    def counted(self) -> Self:
        return self.received().filter(pledge__in=Pledge.objects.counted())

    def received_between(self, first, last) -> Self:
        return self.received().filter(received_on__gte=first, received_on__lte=last)

    def newest_first(self) -> Self:
        return self.order_by("-received_on", "-pk")

    def totals_by_currency(self) -> QuerySet:
        """Pairs of a currency and what was received in it."""
        return self.received().values_list("currency").annotate(models.Sum("amount")).order_by("currency")

    def with_kept(self) -> Self:
        """Annotate what of each is kept: less what was given back, less what a bank has taken or may yet take."""
        returned = _sum_per_payment("supporters.Refund", ["succeeded"])
        contested = _sum_per_payment("supporters.Dispute", ["open", "review", "lost"])
        return self.annotate(returned=returned, contested=contested).annotate(
            kept=Greatest(F("amount") - F("returned") - F("contested"), 0)
        )

    def kept_total(self) -> int:
        """What the paper really has of these payments; the figure for goals."""
        return self.received().with_kept().aggregate(total=models.Sum("kept"))["total"] or 0

    def total(self) -> int:
        return self.aggregate(total=models.Sum("amount"))["total"] or 0


class Payment(models.Model):
    """One sum that was, is being or could not be paid for a pledge. Never changed: what follows is a new row."""

    class Status(models.TextChoices):
        PENDING = "pending", _("Pending")
        SUCCEEDED = "succeeded", _("Received")
        FAILED = "failed", _("Failed")

    class Method(models.TextChoices):
        TRANSFER = "transfer", _("Bank transfer")
        CHEQUE = "cheque", _("Cheque")
        CASH = "cash", _("Cash")
        CARD = "card", _("Card")
        DEBIT = "debit", _("Direct Debit")

    OFFICE_METHODS = [Method.TRANSFER, Method.CHEQUE, Method.CASH]

    pledge = models.ForeignKey(Pledge, models.PROTECT, related_name="payments", verbose_name=_("pledge"))
    amount = models.PositiveIntegerField(_("amount"))  # minor units
    currency = CleanCharField(_("currency"), max_length=3)
    status = models.CharField(_("status"), max_length=10, choices=Status)
    method = models.CharField(_("how"), max_length=10, choices=Method)
    received_on = models.DateField(_("received on"))
    receipt_number = models.CharField(_("receipt"), max_length=40, unique=True, null=True, blank=True)
    provider = models.CharField(_("through"), max_length=20, default=OFFICE)
    provider_ref = models.CharField(_("provider’s reference"), max_length=80)
    fee = models.PositiveIntegerField(_("the provider’s fee"), null=True, blank=True)  # minor units
    period_start = models.DateField(_("for the time from"), null=True, blank=True)
    failure_code = CleanCharField(_("why it failed"), max_length=60, blank=True)
    reverses = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="reversal", verbose_name=_("calls back")
    )
    note = CleanCharField(_("note"), max_length=200, blank=True)
    recorded_at = models.DateTimeField(_("recorded"), default=timezone.now)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("recorded by")
    )

    objects = PaymentQuerySet.as_manager()

    class Meta:
        verbose_name = _("payment")
        verbose_name_plural = _("payments")
        constraints = [
            models.UniqueConstraint(fields=["provider", "provider_ref"], name="payment_provider_ref_once"),
            models.CheckConstraint(name="payment_amount_positive", condition=Q(amount__gt=0)),
            models.CheckConstraint(
                name="payment_receipt_only_if_received", condition=Q(receipt_number=None) | Q(status="succeeded")
            ),
            models.CheckConstraint(
                name="payment_that_calls_back_has_failed", condition=Q(reverses=None) | Q(status="failed")
            ),
        ]
        indexes = [models.Index(fields=["-received_on", "-id"], name="payment_newest")]

    def __str__(self):
        return self.receipt_number or self.provider_ref

    @property
    def printed_amount(self) -> str:
        return format_amount(self.amount, self.currency)

    @property
    def refundable(self) -> int:
        """What can still be given back: never more than was paid, also counting what is under way."""
        if self.status != self.Status.SUCCEEDED or Payment.objects.filter(reverses=self).exists():
            return 0
        return max(self.amount - self.refunds.not_failed().total(), 0)
