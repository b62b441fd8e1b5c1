"""What readers are offered: amounts, limits, and where the money can be sent."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from common.fields import CleanCharField, CleanTextField
from common.money import format_amount


class Frequency(models.TextChoices):
    ONCE = "once", _("Once")
    MONTH = "month", _("Every month")
    YEAR = "year", _("Every year")


class ContributionPageQuerySet(models.QuerySet):
    def default(self) -> "ContributionPage | None":
        """The page that readers see, with its amounts, or None where the desk has removed it."""
        return self.filter(is_default=True).prefetch_related("presets").first()


class ContributionPage(models.Model):
    """The page on which a reader becomes a supporter."""

    name = CleanCharField(_("name"), max_length=60, help_text=_("For the desk; readers do not see it."))
    headline = CleanCharField(_("headline"), max_length=100)
    introduction = CleanTextField(_("introduction"), max_length=600, help_text=_("Two or three sentences."))
    is_default = models.BooleanField(_("the page readers see"), default=False)
    gives_benefits = models.BooleanField(
        _("supporters get something in return"),
        default=False,
        help_text=_("Such as a mug or an event. A part of it may then be a sale with VAT: ask an accountant."),
    )
    currency = CleanCharField(_("currency"), max_length=3, help_text=_("Three letters, such as GBP."))
    minimum = models.PositiveIntegerField(_("smallest amount"))  # minor units
    maximum = models.PositiveIntegerField(_("largest amount"))  # minor units
    default_frequency = models.CharField(
        _("frequency chosen at first"), max_length=10, choices=Frequency, default=Frequency.MONTH
    )
    account_name = CleanCharField(_("account name"), max_length=60, blank=True)
    sort_code = CleanCharField(_("sort code"), max_length=20, blank=True)
    account_number = CleanCharField(
        _("account number"), max_length=34, blank=True, help_text=_("Without it, bank transfer is not offered.")
    )
    cheque_payee = CleanCharField(
        _("cheques payable to"), max_length=80, blank=True, help_text=_("Without it, cheques are not offered.")
    )
    postal_address = CleanTextField(_("postal address"), max_length=300, blank=True)
    front_desk = CleanTextField(
        _("front desk"),
        max_length=300,
        blank=True,
        help_text=_("Where and when cash can be handed in. Without it, cash is not offered."),
    )

    objects = ContributionPageQuerySet.as_manager()

    class Meta:
        verbose_name = _("contribution page")
        verbose_name_plural = _("contribution pages")
        constraints = [
            models.UniqueConstraint(
                fields=["is_default"],
                condition=Q(is_default=True),
                name="contribution_page_one_default",
                violation_error_message=_("Another page is the one that readers see: untick it there first."),
            ),
            models.CheckConstraint(
                name="contribution_page_limits",
                condition=Q(minimum__gt=0, maximum__gte=F("minimum")),
                violation_error_message=_("The largest amount cannot be below the smallest, nor the smallest be 0."),
            ),
            models.CheckConstraint(
                name="contribution_page_currency",
                condition=Q(currency__regex=r"^[A-Z]{3}$"),
                violation_error_message=_("Write the currency as three capital letters, such as GBP."),
            ),
        ]

    def __str__(self):
        return self.name

    def presets_by_frequency(self) -> dict[str, list[int]]:
        """Each frequency that is offered, in order, with its amounts; one without amounts is not offered."""
        presets = sorted(self.presets.all(), key=lambda preset: preset.amount)
        offered = {frequency: [p for p in presets if p.frequency == frequency] for frequency in Frequency}
        return {frequency: amounts for frequency, amounts in offered.items() if amounts}


class PresetAmount(models.Model):
    """An amount that readers can pick with one click."""

    page = models.ForeignKey(ContributionPage, models.CASCADE, related_name="presets")
    frequency = models.CharField(_("frequency"), max_length=10, choices=Frequency)
    amount = models.PositiveIntegerField(_("amount"))  # minor units
    pays_for = CleanCharField(
        _("what it pays for"), max_length=60, blank=True, help_text=_("Such as “an evening at the council”.")
    )
    is_default = models.BooleanField(_("chosen at first"), default=False)

    class Meta:
        verbose_name = _("amount on offer")
        verbose_name_plural = _("amounts on offer")
        constraints = [
            models.UniqueConstraint(
                fields=["page", "frequency", "amount"],
                name="preset_amount_once",
                violation_error_message=_("This amount is on offer already."),
            ),
            models.UniqueConstraint(
                fields=["page", "frequency"],
                condition=Q(is_default=True),
                name="preset_amount_one_default",
                violation_error_message=_("Only one amount of each frequency can be chosen at first."),
            ),
            models.CheckConstraint(name="preset_amount_positive", condition=Q(amount__gt=0)),
        ]

    def __str__(self):
        return f"{format_amount(self.amount, self.page.currency)} ({self.get_frequency_display()})"
