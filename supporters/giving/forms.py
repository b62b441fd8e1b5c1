"""The form with which a reader becomes a supporter, and the one with which the desk records a payment."""

import json
from dataclasses import dataclass
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import HTML, Div, Fieldset, Layout, Submit
from django import forms
from django.templatetags.static import static
from django.utils.translation import gettext_lazy as _

from common.form_fields import CleanCharField, CleanEmailField
from common.money import SYMBOLS, decimals_of, format_amount
from common.money_field import AmountField
from supporters.giving.card_testing import cards_are_open
from supporters.giving.extra_fields import EXTRAS, ExtraFields, More
from supporters.giving.name_field import refuse_links
from supporters.providers import OFFICE, card_provider

OTHER = "other"
LETTER = '{% include "supporters/_dedication_letter.html" %}'
BY_MAIL = '{% include "supporters/_by_mail.html" %}'
PROMISE = '{% include "supporters/_promise.html" %}'


@dataclass(frozen=True)
class PresetLabel:
    """What stands beside an amount on offer."""

    printed: str
    pays_for: str = ""

    def __str__(self):
        return str(self.printed)


class PresetRadios(forms.RadioSelect):
    option_template_name = "supporters/_preset_option.html"


class SupportForm(ExtraFields):
    offers_letter = works = False  # what it takes to go on, where many card payments are begun

    frequency = forms.ChoiceField(label=_("How often"), widget=forms.RadioSelect)
    name = CleanCharField(
        label=_("Your name"),
        max_length=80,
        validators=[refuse_links],
        error_messages={"required": _("Write your name.")},
    )
    email = CleanEmailField(
        label=_("Your e-mail"),
        max_length=254,
        help_text=_("For how to pay and your receipt."),
        error_messages={
            "required": _("Write your e-mail address, so that we can tell you how to pay."),
            "invalid": _("This address has a slip in it. It should look like name@example.org."),
        },
    )
    newsletter = forms.BooleanField(required=False)
    story = forms.CharField(widget=forms.HiddenInput, required=False)
    link = forms.CharField(widget=forms.HiddenInput, required=False)
    proof = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, page, wording=None, **options):
        super().__init__(*args, label_suffix="", **options)
        self.page = page
        self.presets = page.presets_by_frequency()
        self.fields["frequency"].choices = [(each, each.label) for each in self.presets]
        first = page.default_frequency if page.default_frequency in self.presets else next(iter(self.presets), None)
        self.fields["frequency"].initial = first
        for frequency, presets in self.presets.items():
            self.fields[f"amount_{frequency}"] = self._preset_field(frequency, presets)
        self.fields["own_amount"] = AmountField(
            currency=page.currency,
            minimum=page.minimum,
            maximum=page.maximum,
            required=False,
            label=_("Your own amount"),
            help_text=_("From %(least)s to %(most)s.")
            % {
                "least": format_amount(page.minimum, page.currency, short=True),
                "most": format_amount(page.maximum, page.currency, short=True),
            },
        )
        if cards_are_open():
            self.fields["by"] = self._way_field(card_provider())
        self.fields["name"].widget.attrs["autocomplete"] = "name"
        self.fields["email"].widget.attrs["autocomplete"] = "email"
        if wording:
            self.fields["newsletter"].label = wording.text
        else:
            del self.fields["newsletter"]
        self.helper = self._helper()

    def _way_field(self, taker):
        """Only where cards are taken is there a choice at all."""
        ways = [(taker.name, taker.label), (OFFICE, _("Bank transfer, cheque or cash"))]
        return forms.ChoiceField(
            label=_("How do you want to pay?"),
            choices=ways,
            initial=taker.name,
            required=False,
            widget=forms.RadioSelect,
        )

    @property
    def provider(self) -> str:
        return self.cleaned_data.get("by") or OFFICE

    def _preset_field(self, frequency, presets):
        choices = [(str(preset.amount), self._preset_label(preset)) for preset in presets]
        default = next((preset for preset in presets if preset.is_default), presets[0])
        return forms.ChoiceField(
            label=_("How much"),
            choices=[*choices, (OTHER, PresetLabel(_("Another amount")))],
            initial=str(default.amount),
            required=False,
            widget=PresetRadios,
        )

    def _preset_label(self, preset):
        return PresetLabel(format_amount(preset.amount, self.page.currency, short=True), preset.pays_for)

    def _helper(self):
        helper = FormHelper()
        helper.form_class = "support-form"
        helper.disable_csrf = True  # this page knows no reader; where the form was sent from stands in for a token
        helper.attrs = {
            "novalidate": True,
            "data-support": SYMBOLS.get(self.page.currency, self.page.currency),
            "data-decimals": decimals_of(self.page.currency),
        }
        presets = [Div(f"amount_{each}", css_class=f"presets presets--{each}") for each in self.presets]
        ways = ["by"] if "by" in self.fields else []
        newsletter = ["newsletter"] if "newsletter" in self.fields else []
        helper.layout = Layout(
            Fieldset(_("Your support"), "frequency", *presets, "own_amount", HTML(PROMISE)),
            Fieldset(_("About you"), "name", "email", "recognition", More(*EXTRAS, HTML(LETTER)), *newsletter),
            *[Fieldset(_("Your payment"), way) for way in ways],
            Div("website", css_class="trap"),
            "submission",
            "story",
            "link",
            "proof",
            Submit("", _("Become a Supporter"), css_id="support-submit"),
            HTML(BY_MAIL),
        )
        return helper

    def ask_for_work(self, challenge) -> None:
        """Let the browser work before the form goes on; its script finds here what there is to do."""
        self.works = True
        self.helper.attrs |= {"data-challenge": json.dumps(challenge), "data-solver": static("newsroom/js/proof.js")}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        frequency = cleaned.get("frequency")
        if frequency and "own_amount" in cleaned:
            cleaned["amount"] = self._chosen_amount(frequency, cleaned)
        return cleaned

    def _chosen_amount(self, frequency, cleaned):
        """The one amount that is meant. A picked amount beside a different typed one is asked about, never guessed."""
        picked, typed = cleaned.get(f"amount_{frequency}"), cleaned["own_amount"]
        if typed is None:
            if picked in {None, "", OTHER}:
                self.add_error("own_amount", _("Pick an amount, or write your own."))
                return None
            return int(picked)
        if picked not in {None, "", OTHER, str(typed)}:
            question = _("You picked %(picked)s and also wrote %(typed)s. Pick “Another amount”, or empty this box.")
            amounts = {"picked": int(picked), "typed": typed}
            printed = {each: format_amount(amount, self.page.currency) for each, amount in amounts.items()}
            self.add_error("own_amount", question % printed)
            return None
        return typed
