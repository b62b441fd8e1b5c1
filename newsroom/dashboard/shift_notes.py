"""The note that one shift leaves to the next on the desk's first page."""

from django import forms
from django.contrib import messages
from django.contrib.admin import AdminSite
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from articles.models import Article
from common.can import can
from newsroom.dashboard.models import ShiftNote


class ShiftNoteForm(forms.ModelForm):
    class Meta:
        model = ShiftNote
        fields = ("words",)
        widgets = {"words": forms.Textarea({"rows": 2})}


def leave_note_view(desk: AdminSite, request: HttpRequest) -> HttpResponse:
    """Take a note of whoever works on stories. What cannot be taken stands on the first page again, as it was typed."""
    if not can(request.user, "view", Article):
        raise PermissionDenied
    form = ShiftNoteForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return desk.index(request, {"shift_form": form})
    form.instance.by = request.user
    form.save()
    messages.success(request, _("Your note stands on the first page."))
    return redirect("admin:index")
