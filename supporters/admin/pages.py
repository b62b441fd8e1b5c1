"""The contribution page: its words, limits, ready amounts, and where the money goes."""

from django import forms
from django.conf import settings
from django.contrib import admin, messages
from django.utils.translation import gettext_lazy as _

from common.desk_admin import DeskAdmin, OwnRights
from common.money_field import AmountField
from supporters.models import ContributionPage, PresetAmount


def amount_field(model, name) -> AmountField:
    """Pence in the database, pounds in the form."""
    return AmountField(currency=settings.CURRENCY, label=model._meta.get_field(name).verbose_name.capitalize())


class ContributionPageForm(forms.ModelForm):
    minimum = amount_field(ContributionPage, "minimum")
    maximum = amount_field(ContributionPage, "maximum")

    class Meta:
        model = ContributionPage
        fields = [
            "name",
            "headline",
            "introduction",
            "is_default",
            "gives_benefits",
            "currency",
            "minimum",
            "maximum",
            "default_frequency",
            "account_name",
            "sort_code",
            "account_number",
            "cheque_payee",
            "postal_address",
            "front_desk",
        ]


class PresetAmountForm(forms.ModelForm):
    amount = amount_field(PresetAmount, "amount")

    class Meta:
        model = PresetAmount
        fields = ["frequency", "amount", "pays_for", "is_default"]


class PresetAmountInline(OwnRights, admin.TabularInline):
    model = PresetAmount
    form = PresetAmountForm
    extra = 0


@admin.register(ContributionPage)
class ContributionPageAdmin(DeskAdmin):
    list_display = ["name", "headline", "is_default"]
    form = ContributionPageForm
    fieldsets = [
        (None, {"fields": ["name", "headline", "introduction", "is_default", "gives_benefits"]}),
        (_("Amounts"), {"fields": ["currency", ("minimum", "maximum"), "default_frequency"]}),
        (_("Bank transfer"), {"fields": ["account_name", ("sort_code", "account_number")]}),
        (_("Cheque and cash"), {"fields": ["cheque_payee", "postal_address", "front_desk"]}),
    ]
    inlines = [PresetAmountInline]

    def save_model(self, request, obj, form, change) -> None:
        super().save_model(request, obj, form, change)
        if obj.gives_benefits:
            words = _("Receipts no longer say that nothing was sold. It may be a sale with VAT: ask an accountant.")
            messages.warning(request, words)
