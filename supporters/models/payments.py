"""The ledger: money that reached the paper. Totals are sums of these rows and are stored nowhere."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from newsroom.lib.money import format_amount
from supporters.ledger import AppendOnlyQuerySet
from supporters.models.pledges import Pledge


class PaymentQuerySet(AppendOnlyQuerySet):
    def received(self):
        return self.filter(status=Payment.Status.SUCCEEDED)

    def counted(self):
        return self.received().filter(pledge__in=Pledge.objects.counted())

    def received_between(self, first, last):
        return self.received().filter(received_on__gte=first, received_on__lte=last)

    def newest_first(self):
        return self.order_by("-received_on", "-pk")

    def totals_by_currency(self):
        """Pairs of a currency and what was received in it."""
        return self.received().values_list("currency").annotate(models.Sum("amount")).order_by("currency")

    def total(self):
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

    pledge = models.ForeignKey(Pledge, models.PROTECT, related_name="payments", verbose_name=_("pledge"))
    amount = models.PositiveIntegerField(_("amount"))
    currency = models.CharField(_("currency"), max_length=3)
    status = models.CharField(_("status"), max_length=10, choices=Status)
    method = models.CharField(_("how"), max_length=10, choices=Method)
    received_on = models.DateField(_("received on"))
    receipt_number = models.CharField(_("receipt"), max_length=40, unique=True, null=True, blank=True)
    provider = models.CharField(_("through"), max_length=20, default="office")
    provider_ref = models.CharField(_("provider’s reference"), max_length=80)
    note = models.CharField(_("note"), max_length=200, blank=True)
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
        ]
        indexes = [models.Index(fields=["-received_on", "-id"], name="payment_newest")]

    def __str__(self):
        return self.receipt_number or self.provider_ref

    @property
    def printed_amount(self):
        return format_amount(self.amount, self.currency)
