"""The page of the bank statement: a file goes in, and below it stand the lines that wait."""

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from common.can import can
from common.converters import read_number
from common.payment_reference import read_reference
from supporters.admin.bank_columns import keep_for_columns, tell_taken
from supporters.bank_files.base import StatementUnreadable
from supporters.bank_files.csv_reader import LayoutUnknown
from supporters.bank_files.reading import explain_columns
from supporters.models import Pledge, StatementLine
from supporters.money.bank_matching import propose
from supporters.money.bank_statements import (
    CannotRecord,
    confirm_line,
    kept_layouts,
    mark_same,
    set_aside,
    take_statement,
)

LARGEST = 2 * 1024 * 1024
SHOWN = 50
LEAVE, ASIDE, SAME = "", "aside", "same"
FORMATS = ".csv,.txt,.ofx,.qbo,.sta,.mt940,.940,.xml,text/csv,text/plain,application/xml"


class StatementForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("File from the bank"),
        widget=forms.FileInput(attrs={"accept": FORMATS}),
        help_text=gettext_lazy("CSV, OFX, MT940 or CAMT.053."),
    )
    names_columns = forms.BooleanField(
        label=gettext_lazy("Let me say what the columns are"),
        required=False,
        help_text=gettext_lazy("Where a CSV file was read wrongly. What you say is kept for the next time."),
    )

    def clean_file(self) -> UploadedFile:
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
            raise ValidationError(_("This file is larger than 2 MB. Export a shorter time."))
        return file


def match_view(model_admin, request: HttpRequest) -> HttpResponse:
    """Take a file in; below it every line that waits, with the pledges that it may be for."""
    if not can(request.user, "match", StatementLine):
        raise PermissionDenied
    here = reverse("admin:supporters_statementline_match")
    if request.method == "POST" and "confirm" in request.POST:
        _confirm(request)
        return HttpResponseRedirect(here)
    form = StatementForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        answer = _take_in(request, form)
        if answer:
            return answer
    waiting = StatementLine.objects.unmatched()
    lines = list(waiting.select_related("may_be__payment__pledge").oldest_first()[:SHOWN])
    context = {
        **model_admin.admin_site.each_context(request),
        "title": _("Bank statement"),
        "opts": model_admin.opts,
        "form": form,
        "matches": propose(lines),
        "waiting": waiting.count(),
    }
    return render(request, "admin/supporters/statementline/match.html", context)


def _take_in(request, form):
    file = form.cleaned_data["file"]
    content = file.read()
    try:
        if form.cleaned_data["names_columns"]:
            raise explain_columns(content, currency=settings.CURRENCY, kept=kept_layouts())
        taken = take_statement(content=content, name=file.name, by=request.user)
    except LayoutUnknown:
        keep_for_columns(request, file.name, content)
        return HttpResponseRedirect(reverse("admin:supporters_statementline_columns"))
    except StatementUnreadable as error:
        form.add_error("file", str(error))
        return None
    tell_taken(request, taken)
    return HttpResponseRedirect(reverse("admin:supporters_statementline_match"))


def _confirm(request):
    """What a person has chosen for each line. A line that was left stays as it is."""
    recorded, unexplained = 0, 0
    for line in StatementLine.objects.unmatched():
        chosen = request.POST.get(f"line-{line.pk}", LEAVE)
        reason = request.POST.get(f"reason-{line.pk}", "").strip()
        pledge = _chosen_pledge(request, chosen, request.POST.get(f"reference-{line.pk}", ""))
        if pledge:
            recorded += _records(request, line, pledge)
        elif chosen == SAME:
            mark_same(line=line, by=request.user)
        elif chosen == ASIDE and reason:
            set_aside(line=line, reason=reason, by=request.user)
        elif chosen == ASIDE:
            unexplained += 1
    messages.success(request, _("%(count)s payments recorded.") % {"count": recorded})
    if unexplained:
        words = ngettext(
            "%(count)s line was not set aside: say why it is no support.",
            "%(count)s lines were not set aside: say why they are no support.",
            unexplained,
        )
        messages.warning(request, words % {"count": unexplained})


def _records(request, line, pledge):
    try:
        confirm_line(line=line, pledge=pledge, by=request.user)
    except CannotRecord as refusal:
        messages.warning(request, str(refusal))
        return False
    return True


def _chosen_pledge(request, chosen, typed):
    """A typed reference goes before what was picked."""
    reference = read_reference(typed)
    if reference:
        pledge = Pledge.objects.filter(reference=reference).first()
        if pledge is None:
            messages.warning(request, _("No pledge has the reference %(reference)s.") % {"reference": typed[:40]})
        return pledge
    return Pledge.objects.filter(pk=read_number(chosen)).first()
