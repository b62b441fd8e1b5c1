"""Notes of the desk about a supporter or a pledge: written here, read in the list of what happened."""

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
from common.form_fields import CleanTextField
from supporters.admin.act_page import act_page
from supporters.admin.ledger import ReadOnlyInline
from supporters.models import StaffNote


class NoteForm(forms.Form):
    text = CleanTextField(
        label=gettext_lazy("Note"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 4, "cols": 60}),
        help_text=gettext_lazy(
            "For the desk. It cannot be changed later, and goes when the supporter is erased. They may ask to read it."
        ),
    )


class NoteInline(ReadOnlyInline):
    model = StaffNote
    fields = readonly_fields = ["at", "by", "text"]
    ordering = ["-at", "-pk"]
    show_change_link = False


def note_view(model_admin, request, pk) -> HttpResponse:
    """A note about this row, by whoever may write one."""
    if not can(request.user, "write", StaffNote):
        raise PermissionDenied
    about = get_object_or_404(model_admin.get_queryset(request), pk=pk)
    form = NoteForm(request.POST or None)
    if form.is_valid():
        StaffNote.objects.create(**{model_admin.opts.model_name: about}, by=request.user, **form.cleaned_data)
        messages.success(request, _("The note was added."))
        return HttpResponseRedirect(reverse(f"admin:supporters_{model_admin.opts.model_name}_change", args=[pk]))
    question = Question(title=_("Add a note"), form=form, button=_("Add the note"), leave=_("Cancel"))
    return act_page(model_admin, request, question, about=about)
