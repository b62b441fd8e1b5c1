"""Refunds, disputes, messages of providers, and what needs a person."""

import uuid

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import F
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.ask_page import Question
from common.can import can
from common.form_fields import CleanCharField
from common.list_filters import SettledFilter
from common.money_field import AmountField
from supporters.admin.act_page import act_page
from supporters.admin.ledger import ReadOnlyAdmin
from supporters.letters.alerts import settle
from supporters.models import Attention, BrakeChange, Dispute, MrrChange, Payment, ProviderEvent, Refund
from supporters.money.reconcile import is_late
from supporters.money.refunds import RefundRefused, refund_payment
from supporters.money.webhooks import handle


class RefundForm(forms.Form):
    reason = CleanCharField(label=gettext_lazy("Reason"), max_length=200, help_text=gettext_lazy("For the books."))
    request_key = forms.UUIDField(widget=forms.HiddenInput)
    field_order = ["amount", "reason"]

    def __init__(self, *args, payment, **options):
        super().__init__(*args, **options)
        self.fields["amount"] = AmountField(
            label=_("Amount"), currency=payment.currency, maximum=max(payment.refundable, 1)
        )
        self.order_fields(self.field_order)


def refund_view(model_admin, request, pk) -> HttpResponse:
    """A small form: how much and why. Sending it twice gives back once."""
    if not can(request.user, "refund", Payment):
        raise PermissionDenied
    payment = get_object_or_404(Payment.objects.select_related("pledge__supporter"), pk=pk)
    fresh = {"request_key": uuid.uuid4(), "amount": payment.refundable}
    form = RefundForm(request.POST or None, payment=payment, initial=fresh)
    if form.is_valid() and gives_back(request, form, payment):
        return HttpResponseRedirect(reverse("admin:supporters_payment_change", args=[payment.pk]))
    question = Question(title=_("Give money back"), form=form, button=_("Give it back"), leave=_("Cancel"))
    return act_page(model_admin, request, question, about=payment, template="admin/supporters/payment/refund.html")


def gives_back(request, form, payment) -> bool:
    try:
        refund, is_new = refund_payment(payment=payment, by=request.user, **form.cleaned_data)
    except RefundRefused as refusal:
        form.add_error("amount", str(refusal))
        return False
    if not is_new:
        messages.warning(request, _("This refund was made before."))
    elif refund.status == Refund.Status.FAILED:
        messages.error(request, _("The provider refused. It is in the list of what needs attention."))
    else:
        messages.success(request, f"{_('Refund')}: {refund}")
    return True


@admin.register(Refund)
class RefundAdmin(ReadOnlyAdmin):
    list_display = ["made_at", "printed_amount", "status", "payment", "reason", "made_by"]
    list_select_related = ["payment", "made_by"]
    list_filter = ["status", "provider"]
    date_hierarchy = "made_at"
    ordering = ["-made_at", "-pk"]
    search_fields = ["provider_ref", "payment__receipt_number", "payment__pledge__reference"]
    fields = [
        "payment",
        "printed_amount",
        "status",
        "reason",
        "made_by",
        "made_at",
        "settled_at",
        "provider",
        "provider_ref",
    ]


@admin.register(Dispute)
class DisputeAdmin(ReadOnlyAdmin):
    list_display = ["respond_by", "printed_amount", "status", "reason", "payment", "opened_at"]
    list_select_related = ["payment"]
    list_filter = ["status", "provider"]
    ordering = ["respond_by", "-pk"]
    search_fields = ["provider_ref", "payment__receipt_number", "payment__pledge__reference"]
    fields = ["payment", "printed_amount", "status", "reason", "respond_by", "opened_at", "provider", "provider_ref"]


@admin.register(MrrChange)
class MrrChangeAdmin(ReadOnlyAdmin):
    list_display = ["at", "pledge", "kind", "printed"]
    list_select_related = ["pledge"]
    list_filter = ["kind"]
    date_hierarchy = "at"
    ordering = ["-at", "-pk"]
    fields = ["pledge", "kind", "printed", "at"]

    @admin.display(description=gettext_lazy("change, a year"), ordering="yearly_delta")
    def printed(self, change) -> str:
        return change.printed_change


@admin.register(ProviderEvent)
class ProviderEventAdmin(ReadOnlyAdmin):
    list_display = ["received_at", "type", "state", "pledge", "attempts", "error"]
    list_select_related = ["pledge"]
    list_filter = ["state", "provider", "livemode"]
    date_hierarchy = "received_at"
    ordering = ["-received_at", "-pk"]
    search_fields = ["event_id", "object_ref", "pledge__reference"]
    actions = ["replay"]

    def has_replay_permission(self, request) -> bool:
        return can(request.user, "replay", ProviderEvent)

    @admin.action(description=gettext_lazy("Replay: act on these messages once more"), permissions=["replay"])
    def replay(self, request, queryset) -> None:
        done = replay_events(queryset.exclude(state=ProviderEvent.State.IGNORED))
        self.message_user(request, _("%(count)s messages replayed.") % {"count": done}, messages.INFO)


def replay_events(events) -> int:
    """Act on messages once more; harmless, for they only make us look again."""
    return sum(handle(event=event) for event in events)


class StandingFilter(SettledFilter):
    first = gettext_lazy("To be looked at")


@admin.register(Attention)
class AttentionAdmin(ReadOnlyAdmin):
    list_display = ["raised_at", "kind", "text", "about", "due_at"]
    list_select_related = ["pledge", "line"]
    list_filter = [StandingFilter, "kind"]
    ordering = [F("due_at").asc(nulls_last=True), "-raised_at", "-pk"]
    search_fields = ["text", "pledge__reference"]
    fields = ["kind", "text", "pledge", "line", "due_at", "raised_at", "settled_at", "settled_by"]
    actions = ["settle_matters"]
    change_list_template = "admin/supporters/attention/change_list.html"

    def has_settle_permission(self, request) -> bool:
        return can(request.user, "settle", Attention)

    @admin.display(description=gettext_lazy("about"))
    def about(self, matter) -> str | None:
        """Where it can be put right."""
        if matter.pledge:
            at, words = reverse("admin:supporters_pledge_change", args=[matter.pledge_id]), matter.pledge
        elif matter.line and not matter.settled_at:
            lines = reverse("admin:supporters_statementline_match")
            at, words = f"{lines}#line-{matter.line_id}", _("Say whose it is")
        elif matter.line:
            at, words = reverse("admin:supporters_statementline_change", args=[matter.line_id]), _("Bank line")
        else:
            return None
        return format_html('<a href="{}">{}</a>', at, words)

    @admin.action(description=gettext_lazy("Settled: somebody has looked at it"), permissions=["settle"])
    def settle_matters(self, request, queryset) -> None:
        settled = sum(settle(alert=matter, by=request.user) for matter in queryset)
        self.message_user(request, _("%(count)s matters settled.") % {"count": settled}, messages.SUCCESS)
        if queryset.open().exists():
            words = _("A bank line stays here until it has its pledge, or is set aside with a reason.")
            self.message_user(request, words, messages.WARNING)

    def changelist_view(self, request, extra_context=None) -> HttpResponse:
        return super().changelist_view(
            request, {"comparison_is_late": is_late(), "brake": BrakeChange.objects.now(), **(extra_context or {})}
        )
