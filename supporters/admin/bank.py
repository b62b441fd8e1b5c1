from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from supporters.admin.ledger import ReadOnlyAdmin
from supporters.models import Pledge, StatementLine
from supporters.money.bank_statements import StatementUnreadable, confirm_line, propose, set_aside, take_statement

LARGEST = 2 * 1024 * 1024
SHOWN = 50
LEAVE, ASIDE = "", "aside"


class StatementForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("CSV file from the bank"), widget=forms.FileInput(attrs={"accept": ".csv,text/csv"})
    )

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
            raise ValidationError(_("This file is larger than 2 MB. Export a shorter time."))
        return file


@admin.register(StatementLine)
class StatementLineAdmin(ReadOnlyAdmin):
    list_display = ["day", "printed", "words", "state", "reason", "decided_by", "decided_at"]
    list_filter = ["state"]
    list_select_related = ["decided_by"]
    date_hierarchy = "day"
    ordering = ["-day", "-pk"]
    search_fields = ["words"]
    fields = ["day", "printed", "words", "state", "reason", "payment", "statement", "decided_by", "decided_at"]
    change_list_template = "admin/supporters/statementline/change_list.html"

    @admin.display(description=gettext_lazy("amount"), ordering="amount")
    def printed(self, line):
        return line.printed_amount

    def get_urls(self):
        match = self.admin_site.admin_view(self.match_view)
        return [path("match/", match, name="supporters_statementline_match"), *super().get_urls()]

    def changelist_view(self, request, extra_context=None):
        may_match = request.user.has_perm("supporters.match_statementline")
        return super().changelist_view(request, {"may_match": may_match, **(extra_context or {})})

    def match_view(self, request):
        """Take a file in; below it every line that waits, with the pledges that it may be for."""
        if not request.user.has_perm("supporters.match_statementline"):
            raise PermissionDenied
        form = StatementForm(request.POST or None, request.FILES or None)
        if request.method == "POST" and "confirm" in request.POST:
            self.confirm(request)
            return HttpResponseRedirect(reverse("admin:supporters_statementline_match"))
        if request.method == "POST" and form.is_valid() and self.take_in(request, form):
            return HttpResponseRedirect(reverse("admin:supporters_statementline_match"))
        waiting = StatementLine.objects.unmatched()
        context = {
            **self.admin_site.each_context(request),
            "title": _("Bank statement"),
            "opts": self.opts,
            "form": form,
            "matches": propose(list(waiting.oldest_first()[:SHOWN])),
            "waiting": waiting.count(),
        }
        return render(request, "admin/supporters/statementline/match.html", context)

    def take_in(self, request, form):
        file = form.cleaned_data["file"]
        try:
            taken = take_statement(content=file.read(), name=file.name, by=request.user)
        except StatementUnreadable as error:
            form.add_error("file", str(error))
            return False
        words = _("%(new)s new lines; %(known)s were known already.")
        self.message_user(request, words % {"new": taken.new, "known": taken.known}, messages.SUCCESS)
        for unread in taken.unread[:10]:
            self.message_user(request, _("Could not be read: %(line)s") % {"line": unread}, messages.WARNING)
        return True

    def confirm(self, request):
        """What a person has chosen for each line. A line that was left stays as it is."""
        recorded, unexplained = 0, 0
        for line in StatementLine.objects.unmatched():
            chosen = request.POST.get(f"line-{line.pk}", LEAVE)
            reference = request.POST.get(f"reference-{line.pk}", "")
            reason = request.POST.get(f"reason-{line.pk}", "").strip()
            pledge = self.chosen_pledge(chosen, reference)
            if pledge:
                confirm_line(line=line, pledge=pledge, by=request.user)
                recorded += 1
            elif chosen == ASIDE and reason:
                set_aside(line=line, reason=reason, by=request.user)
            elif chosen == ASIDE:
                unexplained += 1
        self.message_user(request, _("%(count)s payments recorded.") % {"count": recorded}, messages.SUCCESS)
        if unexplained:
            words = ngettext(
                "%(count)s line was not set aside: say why it is no support.",
                "%(count)s lines were not set aside: say why they are no support.",
                unexplained,
            )
            self.message_user(request, words % {"count": unexplained}, messages.WARNING)

    def chosen_pledge(self, chosen, reference):
        """A typed reference goes before what was picked."""
        typed = "".join(reference.split()).replace("-", "").upper()
        if typed:
            return Pledge.objects.filter(reference=typed).first()
        return Pledge.objects.filter(pk=chosen).first() if chosen.isdecimal() else None
