"""Supporters with their pledges and consents: notes, export, merging, erasing, and figures of them all."""

import datetime as dt
from functools import partial

from django.conf import settings
from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from import_export.admin import ExportMixin

from common.can import can
from common.csv_safety import csv_file
from common.desk_admin import DeskAdmin
from common.folded_search import FoldedSearch
from common.money import format_amount
from supporters.admin.ledger import ReadOnlyInline
from supporters.admin.merging import merge_view
from supporters.admin.notes import NoteInline, note_view
from supporters.letters.newsletter import withdraw_every_consent
from supporters.models import ConsentRecord, Payment, Pledge, Supporter
from supporters.models.consent import Purpose, latest_consent
from supporters.people import returned_mail
from supporters.people.crm_export import LAYOUTS
from supporters.people.export import DeskExport, SupporterResource, log_export
from supporters.reports.figures import figures_now
from supporters.reports.trends import trends


class PledgeInline(ReadOnlyInline):
    model = Pledge
    fields = readonly_fields = ["reference", "printed", "frequency", "state", "created_at", "ended_at"]

    @admin.display(description=_("amount"))
    def printed(self, pledge) -> str:
        return pledge.printed_amount if pledge.pk else ""  # a form that was sent may ask for rows that are none


class ConsentInline(ReadOnlyInline):
    model = ConsentRecord
    fields = readonly_fields = ["at", "action", "method", "wording"]
    show_change_link = False


class ConsentFilter(admin.SimpleListFilter):
    title = _("newsletter")
    parameter_name = "newsletter"

    def lookups(self, request, model_admin) -> list[tuple[str, str]]:
        return ConsentRecord.Action.choices

    def queryset(self, request, queryset) -> QuerySet:
        return queryset.filter(newsletter=self.value()) if self.value() else queryset


@admin.register(Supporter)
class SupporterAdmin(FoldedSearch, DeskExport, ExportMixin, DeskAdmin):
    list_display = ["name", "email", "since", "received", "pledged", "newsletter"]
    list_filter = ["kind", "pledges__state", "pledges__frequency", ConsentFilter]
    actions = ["merge"]
    list_per_page = 50
    show_full_result_count = False
    ordering = ["-created_at", "-pk"]
    search_fields = ["folded__contains", "pledges__reference"]
    search_help_text = _("Name, e-mail or payment reference")
    fields = [
        "name",
        ("kind", "organisation_name"),
        "email",
        ("created_at", "email_verified_at"),
        ("received", "pledged"),
    ]
    readonly_fields = ["email_verified_at", "created_at", "received", "pledged"]
    inlines = [PledgeInline, ConsentInline, NoteInline]
    change_form_template = "admin/supporters/supporter/change_form.html"
    resource_classes = [SupporterResource]
    import_export_change_list_template = "admin/supporters/supporter/change_list.html"

    def get_queryset(self, request) -> QuerySet:
        supporters = super().get_queryset(request).known().with_totals()
        return supporters.annotate(newsletter=latest_consent(Purpose.NEWSLETTER))

    def changelist_view(self, request, extra_context=None) -> HttpResponse:
        figures = figures_now() if can(request.user, "view", Payment) else None
        return super().changelist_view(request, {"figures": figures, **(extra_context or {})})

    def change_view(self, request, object_id, form_url="", extra_context=None) -> HttpResponse:
        supporter = self.get_object(request, unquote(object_id))
        context = {"returned_since": supporter and returned_mail.returned_since(supporter), **(extra_context or {})}
        return super().change_view(request, object_id, form_url, context)

    def get_urls(self) -> list[URLPattern]:
        own = {
            "figures/": (self.figures_view, "supporters_supporter_figures"),
            "merge/": (self.merge_view, "supporters_supporter_merge"),
            "crm/<str:layout>/": (self.crm_view, "supporters_supporter_crm"),
        }
        paths = [path(at, self.admin_site.admin_view(view), name=name) for at, (view, name) in own.items()]
        note = self.admin_site.admin_view(partial(note_view, self))
        return [path("<int:pk>/note/", note, name="supporters_supporter_note"), *paths, *super().get_urls()]

    def has_merge_permission(self, request) -> bool:
        return can(request.user, "merge", Supporter)

    @admin.action(description=_("Merge two supporters"), permissions=["merge"])
    def merge(self, request, queryset) -> HttpResponse:
        chosen = urlencode([("pk", pk) for pk in queryset.values_list("pk", flat=True)])
        return HttpResponseRedirect(f"{reverse('admin:supporters_supporter_merge')}?{chosen}")

    def merge_view(self, request) -> HttpResponse:
        return merge_view(self, request)

    def figures_view(self, request) -> HttpResponse:
        """How support grows and shrinks, for those who see payments."""
        if not can(request.user, "view", Payment):
            raise PermissionDenied
        context = {
            **self.admin_site.each_context(request),
            "title": _("Figures"),
            "opts": self.opts,
            "figures": figures_now(),
            **vars(trends()),
        }
        return render(request, "admin/supporters/supporter/figures.html", context)

    def crm_view(self, request, layout) -> HttpResponse:
        """Supporters as another program takes them in."""
        if not self.has_export_permission(request):
            raise PermissionDenied
        if layout not in LAYOUTS:
            raise Http404
        rows = LAYOUTS[layout]().export(self.get_queryset(request).order_by("pk"))
        log_export(request, what="supporter", rows=rows, layout=layout)
        return csv_file([rows.headers, *rows], name=f"supporters-{layout}.csv")

    def save_model(self, request, obj, form, change) -> None:
        """A corrected address has not been proved: nobody who had the wrong one is shown anything of this one."""
        if change and "email" in form.changed_data:
            obj.email_verified_at = None
            withdraw_every_consent(supporter=obj, method=ConsentRecord.Method.STAFF, source="address corrected")
        super().save_model(request, obj, form, change)

    @admin.display(description=_("since"), ordering="created_at")
    def since(self, supporter) -> dt.date:
        return timezone.localdate(supporter.created_at)

    @admin.display(description=_("received"), ordering="received")
    def received(self, supporter) -> str:
        return format_amount(supporter.received, settings.CURRENCY)

    @admin.display(description=_("promised for a year"), ordering="pledged")
    def pledged(self, supporter) -> str:
        return format_amount(supporter.pledged, settings.CURRENCY)

    @admin.display(description=_("newsletter"), ordering="newsletter")
    def newsletter(self, supporter) -> str | None:
        return ConsentRecord.Action(supporter.newsletter).label if supporter.newsletter else None
