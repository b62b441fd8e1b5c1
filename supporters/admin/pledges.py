"""Pledges and all that became of them, with the way to record money that reached the office."""

import uuid
from functools import partial

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.forms import Form
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from import_export.admin import ExportMixin

from common.ask_page import Question
from common.can import can
from common.folded_search import FoldedSearch
from supporters.admin.act_page import act_page
from supporters.admin.at_the_counter import EnterPledgeForm, enter_pledge_view, find_pledge_view
from supporters.admin.comparing import replay_view, sync_view
from supporters.admin.ledger import ReadOnlyAdmin, ReadOnlyInline
from supporters.admin.notes import note_view
from supporters.admin.recording import RecordPaymentForm
from supporters.admin.stopping import stop_view
from supporters.models import Acquisition, Dedication, Payment, Pledge, Recognition, StaffNote
from supporters.money.pledge_actions import is_stopped
from supporters.money.receipts import record_payment
from supporters.people.export import DeskExport, PledgeResource
from supporters.reports.timeline import timeline


class PaymentInline(ReadOnlyInline):
    model = Payment
    fields = readonly_fields = ["received_on", "printed", "method", "status", "receipt_number", "note"]

    @admin.display(description=gettext_lazy("amount"))
    def printed(self, payment) -> str:
        return payment.printed_amount


class RecognitionInline(ReadOnlyInline):
    model = Recognition
    fields = readonly_fields = ["level", "display_name"]
    show_change_link = False


class DedicationInline(ReadOnlyInline):
    model = Dedication
    fields = readonly_fields = ["kind", "name", "notify_email", "told_at"]
    show_change_link = False


class AcquisitionInline(ReadOnlyInline):
    model = Acquisition
    fields = readonly_fields = [
        "title",
        "url",
        "placement",
        "variant",
        "campaign",
        "utm_source",
        "utm_medium",
        "utm_campaign",
        "referrer",
    ]
    show_change_link = False


class StoryFilter(admin.SimpleListFilter):
    title = gettext_lazy("story")
    parameter_name = "story"
    MOST = 20

    def lookups(self, request, model_admin) -> list[tuple[str, str]]:
        stories = Acquisition.objects.by_story()[: self.MOST]
        return [(story["url"], story["title"]) for story in stories]

    def queryset(self, request, queryset) -> QuerySet:
        return queryset.filter(acquisition__url=self.value()) if self.value() else queryset


@admin.register(Pledge)
class PledgeAdmin(FoldedSearch, DeskExport, ExportMixin, ReadOnlyAdmin):
    list_display = ["spaced", "supporter", "printed", "frequency", "state", "created_at", "story"]
    list_select_related = ["supporter", "acquisition__variant__ask", "acquisition__campaign"]
    list_filter = ["state", "frequency", "provider", "livemode", "acquisition__campaign", StoryFilter]
    date_hierarchy = "created_at"
    ordering = ["-created_at", "-pk"]
    search_fields = ["reference", "supporter__folded__contains", "provider_session", "provider_subscription"]
    search_help_text = gettext_lazy("Payment reference, name or e-mail")
    fieldsets = [
        (None, {"fields": [("spaced", "supporter"), ("printed", "frequency", "state"), ("created_at", "ended_at")]}),
        (
            gettext_lazy("How it is paid"),
            {
                "fields": [
                    ("provider", "page", "livemode"),
                    ("next_due", "cancel_at", "end_reason"),
                    ("provider_session", "provider_subscription", "provider_customer"),
                    ("checkout_at", "synced_at"),
                ]
            },
        ),
    ]
    inlines = [PaymentInline, AcquisitionInline, RecognitionInline, DedicationInline]
    resource_classes = [PledgeResource]
    change_form_template = "admin/supporters/pledge/change_form.html"
    import_export_change_list_template = "admin/supporters/pledge/change_list.html"

    @admin.display(description=gettext_lazy("payment reference"), ordering="reference")
    def spaced(self, pledge) -> str:
        return pledge.spaced_reference

    @admin.display(description=gettext_lazy("amount"), ordering="amount")
    def printed(self, pledge) -> str:
        return pledge.printed_amount

    @admin.display(description=gettext_lazy("story"), ordering="acquisition__title")
    def story(self, pledge) -> str | None:
        return pledge.acquisition.title if hasattr(pledge, "acquisition") else None

    def get_search_results(self, request, queryset, search_term) -> tuple[QuerySet, bool]:
        """A reference is found however it was copied: with spaces, dashes or in small letters."""
        queryset, may_repeat = super().get_search_results(request, queryset, search_term)
        reference = "".join(search_term.split()).replace("-", "").upper()
        if reference.startswith("RF"):
            queryset |= self.get_queryset(request).filter(reference__startswith=reference)
        return queryset, may_repeat

    def get_form(self, request, obj=None, change=False, **kwargs) -> type[Form]:
        """Nothing of a pledge is changed by hand, so the only form is that of a new one."""
        return super().get_form(request, obj, change, **kwargs) if obj else EnterPledgeForm

    def add_view(self, request, form_url="", extra_context=None) -> HttpResponse:
        return enter_pledge_view(self, request)

    def get_urls(self) -> list[URLPattern]:
        record = self.admin_site.admin_view(self.record_payment_view)
        find = self.admin_site.admin_view(partial(find_pledge_view, self))
        compare, replay = self.admin_site.admin_view(sync_view), self.admin_site.admin_view(replay_view)
        return [
            path("payment/", find, name="supporters_pledge_find"),
            path("<int:pk>/payment/", record, name="supporters_pledge_record_payment"),
            path("<int:pk>/note/", self.admin_site.admin_view(partial(note_view, self)), name="supporters_pledge_note"),
            path("<int:pk>/stop/", self.admin_site.admin_view(partial(stop_view, self)), name="supporters_pledge_stop"),
            path("<int:pk>/sync/", compare, name="supporters_pledge_sync"),
            path("<int:pk>/replay/", replay, name="supporters_pledge_replay"),
            *super().get_urls(),
        ]

    def render_change_form(self, request, context, *args, **kwargs) -> HttpResponse:
        context["may_record_payment"] = can(request.user, "record_payment", Pledge)
        context["may_stop"] = context["may_record_payment"] and not is_stopped(context["original"])
        context["may_note"] = can(request.user, "write", StaffNote)
        context["timeline"] = timeline(context["original"])
        return super().render_change_form(request, context, *args, **kwargs)

    def tell_recorded(self, request, payment, is_new) -> None:
        if not is_new:
            return self.message_user(request, _("This payment was recorded before."), messages.WARNING)
        words = _("%(amount)s recorded. The receipt goes to %(email)s.")
        facts = {"amount": payment.printed_amount, "email": payment.pledge.supporter.email}
        return self.message_user(request, words % facts, messages.SUCCESS)

    def record_payment_view(self, request, pk) -> HttpResponse:
        """A small form: what reached the office, when and how. Sending it twice records one payment."""
        if not can(request.user, "record_payment", Pledge):
            raise PermissionDenied
        pledge = get_object_or_404(Pledge.objects.select_related("supporter"), pk=pk)
        fresh = {"key": uuid.uuid4().hex, "amount": pledge.amount, "received_on": timezone.localdate()}
        form = RecordPaymentForm(request.POST or None, pledge=pledge, initial=fresh)
        if form.is_valid():
            words = form.cleaned_data
            payment, is_new = record_payment(
                key=words["key"],
                pledge=pledge,
                amount_minor=words["amount"],
                method=words["method"],
                received_on=words["received_on"],
                by=request.user,
                note=words["note"],
            )
            self.tell_recorded(request, payment, is_new)
            return HttpResponseRedirect(reverse("admin:supporters_pledge_change", args=[pledge.pk]))
        question = Question(
            title=_("Record a payment"), form=form, button=_("Record and send the receipt"), leave=_("Cancel")
        )
        template = "admin/supporters/pledge/record_payment.html"
        return act_page(self, request, question, about=pledge, template=template)
