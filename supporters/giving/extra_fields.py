"""What nobody needs to fill in when they give: a name in the list of supporters, an organisation, a dedication."""

from typing import Any

from crispy_forms.layout import Div
from django import forms
from django.utils.translation import gettext_lazy as _

from common.form_fields import CleanCharField, CleanEmailField
from common.reader_forms import ReaderForm
from supporters.giving.name_field import refuse_links
from supporters.giving.promise import InHonour
from supporters.models import Dedication, Recognition

NOBODY = ""
EXTRAS = ["message", "organisation", "dedication_kind", "dedication_name", "dedication_email"]


class More(Div):
    """Fields that stay folded until they are asked for, or are wrong."""

    template = "supporters/_more.html"


class ExtraFields(ReaderForm):
    recognition = forms.ChoiceField(
        label=_("May we name you among our supporters?"),
        choices=[
            (Recognition.Level.ANONYMOUS, _("No, stay anonymous")),
            (Recognition.Level.NAME, _("Yes, print my name, never the amount")),
        ],
        initial=Recognition.Level.ANONYMOUS,
        widget=forms.RadioSelect,
    )
    message = CleanCharField(
        label=_("Some words beside your name"),
        max_length=140,
        required=False,
        validators=[refuse_links],
        help_text=_("Only if we may name you. We read them before they appear."),
    )
    organisation = CleanCharField(
        label=_("Organisation"),
        max_length=120,
        required=False,
        validators=[refuse_links],
        help_text=_("If you give for one. Where we write about it, we say that it supports us."),
    )
    dedication_kind = forms.ChoiceField(
        label=_("Dedication"),
        choices=[(NOBODY, _("None")), *Dedication.Kind.choices],
        required=False,
    )
    dedication_name = CleanCharField(label=_("To whom"), max_length=80, required=False, validators=[refuse_links])
    dedication_email = CleanEmailField(
        label=_("Whom may we tell, by e-mail?"),
        max_length=254,
        required=False,
        help_text=_("One letter with your name and without the amount, once your payment has reached us."),
        error_messages={"invalid": _("This address has a slip in it. It should look like name@example.org.")},
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        kind, whom = cleaned.get("dedication_kind"), cleaned.get("dedication_name")
        if kind and "dedication_name" in cleaned and not whom:
            self.add_error("dedication_name", _("Write in whose honour or memory."))
        if whom and "dedication_kind" in cleaned and not kind:
            self.add_error("dedication_kind", _("Pick whether it is in honour or in memory."))
        if cleaned.get("dedication_email") and not (kind or whom):
            self.add_error("dedication_email", _("Say in whose honour or memory you give, or empty this box."))
        if cleaned.get("message") and cleaned.get("recognition") == Recognition.Level.ANONYMOUS:
            self.add_error(
                "message", _("Words are printed beside a name. Say that we may name you, or empty this box.")
            )
        return cleaned

    @property
    def is_named(self) -> bool:
        return self.cleaned_data["recognition"] == Recognition.Level.NAME

    @property
    def extras(self) -> dict[str, Any]:
        """What is beside the money in a `Promise`."""
        words = self.cleaned_data
        kind = words["dedication_kind"]
        return {
            "is_named": self.is_named,
            "message": words["message"],
            "organisation": words["organisation"],
            "dedication": InHonour(kind, words["dedication_name"], words["dedication_email"]) if kind else None,
        }
