"""The switch of card payments, with a record of everybody who used it."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.ask_page import Question
from common.can import can
from common.form_fields import CleanCharField
from supporters.admin.act_page import act_page
from supporters.admin.ledger import ReadOnlyAdmin
from supporters.giving.card_testing import open_cards, pause_cards
from supporters.models import BrakeChange

WHY = gettext_lazy("Such as “many declined cards since noon”. It stays on record.")


class OpenForm(forms.Form):
    reason = CleanCharField(label=gettext_lazy("Why"), max_length=200, help_text=WHY)


class PauseForm(OpenForm):
    hours = forms.TypedChoiceField(
        label=gettext_lazy("For how long"),
        coerce=int,
        empty_value=None,
        initial="1",
        choices=[
            ("1", gettext_lazy("an hour")),
            ("6", gettext_lazy("six hours")),
            ("24", gettext_lazy("a day")),
            ("0", gettext_lazy("until somebody takes cards again")),
        ],
    )
    field_order = ["hours", "reason"]


@admin.register(BrakeChange)
class BrakeChangeAdmin(ReadOnlyAdmin):
    list_display = ["at", "what", "until", "reason", "who"]
    list_select_related = ["by"]
    ordering = ["-at", "-pk"]
    fields = ["at", "what", "until", "reason", "who"]
    change_list_template = "admin/supporters/brakechange/change_list.html"

    @admin.display(description=gettext_lazy("what"))
    def what(self, change) -> str:
        return str(change)

    @admin.display(description=gettext_lazy("by"))
    def who(self, change) -> Any:
        return change.by or _("by itself")

    def get_urls(self) -> list[URLPattern]:
        switch = self.admin_site.admin_view(self.switch_view)
        return [path("switch/", switch, name="supporters_brakechange_switch"), *super().get_urls()]

    def changelist_view(self, request, extra_context=None) -> HttpResponse:
        context = {"brake": BrakeChange.objects.now(), "may_switch": can(request.user, "switch", BrakeChange)}
        return super().changelist_view(request, context | (extra_context or {}))

    def switch_view(self, request) -> HttpResponse:
        """Pause cards, or take them again: whichever is not so now."""
        if not can(request.user, "switch", BrakeChange):
            raise PermissionDenied
        pause = BrakeChange.objects.now()
        form = (OpenForm if pause else PauseForm)(request.POST or None)
        if form.is_valid():
            (open_cards if pause else pause_cards)(by=request.user, **form.cleaned_data)
            words = (
                _("Cards are taken again.")
                if pause
                else _("Card payments are paused. The office takes contributions as ever.")
            )
            self.message_user(request, words, messages.SUCCESS)
            return HttpResponseRedirect(reverse("admin:supporters_brakechange_changelist"))
        button = _("Take cards again") if pause else _("Pause cards")
        explanation = (
            _("Card payments are paused: %(reason)s") % {"reason": pause.reason}
            if pause
            else _("Readers are then offered bank transfer, cheque and cash alone. Regular support goes on as it is.")
        )
        question = Question(title=button, words=[explanation], form=form, button=button, leave=_("Cancel"))
        return act_page(self, request, question)
