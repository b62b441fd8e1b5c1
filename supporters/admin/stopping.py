"""End a pledge at the word of its supporter, who rang or wrote to the office."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.ask_page import Question
from common.can import can
from common.form_fields import CleanCharField
from supporters.admin.act_page import act_page
from supporters.models import Pledge, PledgeLog
from supporters.money.pledge_actions import is_stopped, stop_pledge


class StopForm(forms.Form):
    text = CleanCharField(
        label=gettext_lazy("How they asked"),
        max_length=200,
        help_text=gettext_lazy("Such as “by telephone on Monday”. It stays in the list of what happened."),
    )


def stop_view(model_admin, request, pk) -> HttpResponse:
    if not can(request.user, "record_payment", Pledge):
        raise PermissionDenied
    pledge = get_object_or_404(Pledge.objects.select_related("supporter", "page"), pk=pk)
    back = HttpResponseRedirect(reverse("admin:supporters_pledge_change", args=[pk]))
    if is_stopped(pledge):
        messages.warning(request, _("This pledge has ended already."))
        return back
    form = StopForm(request.POST or None)
    if form.is_valid():
        stop_pledge(pledge=pledge, source=PledgeLog.Source.STAFF, by=request.user, text=form.cleaned_data["text"])
        pledge.refresh_from_db()
        words = _("Stopped. State: %(state)s. A letter says so to the supporter.")
        messages.success(request, words % {"state": pledge.get_state_display()})
        return back
    explanation = _("It ends at once, also with the card provider. The supporter gets a letter. Refunds are apart.")
    question = Question(
        title=_("Stop this pledge"), words=[explanation], form=form, button=_("Stop it"), leave=_("Cancel")
    )
    return act_page(model_admin, request, question, about=pledge)
