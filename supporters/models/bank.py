"""Lines of the bank's statements, which wait until a person has said whose money each one is."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from common.fields import CleanCharField
from common.money import format_amount


class Statement(models.Model):
    """One file from the bank. The same file is taken once."""

    name = CleanCharField(_("file"), max_length=120)
    digest = models.CharField(max_length=64, unique=True, editable=False)
    taken_at = models.DateTimeField(_("taken in"), default=timezone.now)
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("by")
    )

    class Meta:
        verbose_name = _("bank statement")
        verbose_name_plural = _("bank statements")

    def __str__(self):
        return self.name


class StatementLineQuerySet(models.QuerySet):
    def unmatched(self) -> Self:
        return self.filter(state=StatementLine.State.OPEN)

    def oldest_first(self) -> Self:
        return self.order_by("day", "pk")

    def of_account(self, account: str) -> Self:
        """Also those of files that named no account: a paper has one for its supporters, as a rule."""
        return self.filter(account__in=[account, ""]) if account else self


class StatementLine(models.Model):
    """Money that the bank says came in, once however many files and layouts tell of it.

    A payment is known by its account, day, amount, identity and its place among equal ones of the day. Its identity
    is a hash of its reference or of the payer's own words, and stays when the words are erased.
    """

    class State(models.TextChoices):
        OPEN = "open", _("Whose is it?")
        RECORDED = "recorded", _("Recorded")
        ASIDE = "aside", _("Set aside")
        SAME = "same", _("The same as another")

    statement = models.ForeignKey(Statement, models.PROTECT, related_name="lines", verbose_name=_("bank statement"))
    account = CleanCharField(_("account"), max_length=34, blank=True)
    identity = models.CharField(max_length=64, editable=False)
    position = models.PositiveSmallIntegerField(_("place among equal lines of the day"), default=1, editable=False)
    day = models.DateField(_("day"))
    amount = models.PositiveIntegerField(_("amount"))
    currency = CleanCharField(_("currency"), max_length=3)
    words = CleanCharField(_("what the bank says"), max_length=300)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.OPEN)
    reason = CleanCharField(_("why it is no support"), max_length=120, blank=True)
    payment = models.OneToOneField(
        "supporters.Payment",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="statement_line",
        verbose_name=_("payment"),
    )
    may_be = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="may_be_again",
        verbose_name=_("may be the same as"),
        help_text=_("Another file told of this day and amount in other words."),
    )
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("decided by")
    )

    objects = StatementLineQuerySet.as_manager()

    class Meta:
        verbose_name = _("bank line")
        verbose_name_plural = _("bank lines")
        permissions = [("match_statementline", _("Can take in bank statements and say whose money it is"))]
        constraints = [
            models.UniqueConstraint(
                fields=["account", "day", "amount", "currency", "identity", "position"], name="statement_line_once"
            ),
            models.CheckConstraint(
                name="statement_line_same_says_as_which", condition=~Q(state="same") | Q(may_be__isnull=False)
            ),
            models.CheckConstraint(name="statement_line_amount_positive", condition=Q(amount__gt=0)),
            models.CheckConstraint(
                name="statement_line_set_aside_says_why", condition=~Q(state="aside") | ~Q(reason="")
            ),
            models.CheckConstraint(
                name="statement_line_recorded_has_its_payment",
                condition=Q(state="recorded", payment__isnull=False) | (~Q(state="recorded") & Q(payment=None)),
            ),
        ]
        indexes = [models.Index(fields=["day", "id"], condition=Q(state="open"), name="statement_line_open")]

    def __str__(self):
        return f"{self.day} {self.printed_amount} {self.words}"

    @property
    def printed_amount(self) -> str:
        return format_amount(self.amount, self.currency)


class StatementLineShare(models.Model):
    """One of the payments of a line that was split over several pledges. Together they make the line's amount."""

    line = models.ForeignKey(StatementLine, models.PROTECT, related_name="shares", verbose_name=_("bank line"))
    payment = models.OneToOneField(
        "supporters.Payment", models.PROTECT, related_name="statement_share", verbose_name=_("payment")
    )

    class Meta:
        verbose_name = _("share of a bank line")
        verbose_name_plural = _("shares of bank lines")

    def __str__(self):
        return str(self.payment)


class BankLayout(models.Model):
    """What the columns of a bank's file are, as somebody at the desk has said once. Known again by its headings."""

    fingerprint = models.CharField(max_length=64, unique=True, editable=False)
    headings = models.JSONField(_("headings"), default=list)
    has_heading = models.BooleanField(_("has headings"), default=True)
    roles = models.JSONField(_("what each column is"), default=list)
    named_at = models.DateTimeField(_("named"), default=timezone.now)
    named_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("by")
    )

    class Meta:
        verbose_name = _("layout of a bank")
        verbose_name_plural = _("layouts of banks")

    def __str__(self):
        return ", ".join(self.headings)[:120]
