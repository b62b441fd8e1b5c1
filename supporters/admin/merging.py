"""Two supporters who are one person: which is kept, and how the desk knows."""

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.can import can
from common.converters import read_number
from common.form_fields import CleanCharField
from supporters.admin.ledger import ReadOnlyAdmin
from supporters.models import ExportLog, Supporter, SupporterMerge
from supporters.people.merge import CannotMerge, merge_supporters


class MergeForm(forms.Form):
    """Which of the two is kept, and how we know that they are one."""

    kept = forms.ModelChoiceField(
        label=gettext_lazy("Keep"), queryset=Supporter.objects.none(), empty_label=None, widget=forms.RadioSelect
    )
    reason = CleanCharField(
        label=gettext_lazy("How we know"),
        max_length=200,
        help_text=gettext_lazy("Such as “told us by telephone”. This stays for good, so write no name here."),
    )

    def __init__(self, *args, pair, **options):
        super().__init__(*args, **options)
        self.fields["kept"].queryset = pair
        self.fields["kept"].label_from_instance = lambda supporter: f"{supporter.name}, {supporter.email}"


def merge_view(model_admin, request) -> HttpResponse:
    """Two rows that are one person: which stays is chosen here, and nothing can undo it."""
    if not can(request.user, "merge", Supporter):
        raise PermissionDenied
    chosen = [pk for pk in map(read_number, request.GET.getlist("pk")) if pk is not None]
    pair = Supporter.objects.known().filter(pk__in=chosen).order_by("created_at", "pk")
    back = HttpResponseRedirect(reverse("admin:supporters_supporter_changelist"))
    if len(pair) != 2:
        model_admin.message_user(request, _("Choose two supporters to merge."), messages.WARNING)
        return back
    form = MergeForm(request.POST or None, pair=pair, initial={"kept": pair[0]})
    if form.is_valid():
        kept = form.cleaned_data["kept"]
        gone = next(supporter for supporter in pair if supporter != kept)
        try:
            merge_supporters(kept=kept, gone=gone, reason=form.cleaned_data["reason"], by=request.user)
        except CannotMerge:
            model_admin.message_user(request, _("These two cannot be merged."), messages.ERROR)
            return back
        model_admin.message_user(request, _("They are one supporter now."), messages.SUCCESS)
        return HttpResponseRedirect(reverse("admin:supporters_supporter_change", args=[kept.pk]))
    context = {
        **model_admin.admin_site.each_context(request),
        "title": _("Merge two supporters"),
        "opts": model_admin.opts,
        "form": form,
    }
    return render(request, "admin/supporters/supporter/merge.html", context)


@admin.register(SupporterMerge)
class SupporterMergeAdmin(ReadOnlyAdmin):
    list_display = ["at", "kept", "pledges", "reason", "by"]
    list_select_related = ["kept", "by"]
    ordering = ["-at", "-pk"]
    fields = ["at", "kept", "pledges", "reason", "by"]


@admin.register(ExportLog)
class ExportLogAdmin(ReadOnlyAdmin):
    list_display = ["at", "by", "what", "layout", "rows", "filtered"]
    list_select_related = ["by"]
    list_filter = ["what", "layout"]
    ordering = ["-at", "-pk"]
    fields = ["at", "by", "what", "layout", "rows", "filtered", "columns"]
