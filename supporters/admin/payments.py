"""The ledger: payments are searched, exported and read, and a receipt is sent again."""

from functools import partial

from django.contrib import admin, messages
from django.http import HttpResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from import_export.admin import ExportMixin

from common.can import can
from common.folded_search import FoldedSearch
from common.money import format_amount
from supporters.admin.ledger import ReadOnlyAdmin
from supporters.admin.money import refund_view
from supporters.models import Payment
from supporters.money.receipts import resend_receipt
from supporters.people.export import DeskExport, PaymentResource


@admin.register(Payment)
class PaymentAdmin(FoldedSearch, DeskExport, ExportMixin, ReadOnlyAdmin):
    list_display = ["received_on", "printed", "method", "status", "supporter", "receipt_number"]
    list_display_links = ["received_on", "printed"]
    list_select_related = ["pledge__supporter"]
    list_filter = ["status", "method", "provider", "pledge__frequency", "pledge__livemode"]
    date_hierarchy = "received_on"
    ordering = ["-received_on", "-pk"]
    search_fields = ["receipt_number", "provider_ref", "pledge__supporter__folded__contains"]
    search_help_text = _("Name, e-mail, payment reference or receipt")
    resource_classes = [PaymentResource]
    import_export_change_list_template = "admin/supporters/payment/change_list.html"
    fields = [
        "pledge",
        "printed",
        "status",
        "method",
        "received_on",
        "receipt_number",
        "note",
        "provider",
        "provider_ref",
        "printed_fee",
        "period_start",
        "failure_code",
        "reverses",
        "recorded_at",
        "recorded_by",
    ]

    actions = ["send_again"]

    def has_resend_receipt_permission(self, request) -> bool:
        return can(request.user, "resend_receipt", Payment)

    @admin.action(description=_("Send the receipt again"), permissions=["resend_receipt"])
    def send_again(self, request, queryset) -> None:
        """Once a day for each, however often it is pressed; the number stays the same."""
        with_receipt = queryset.exclude(receipt_number=None).filter(reversal=None, pledge__supporter__erased_at=None)
        for payment in with_receipt.select_related("pledge__supporter", "pledge__page"):
            resend_receipt(payment=payment)
        words = ngettext("%(count)s receipt is on its way.", "%(count)s receipts are on their way.", len(with_receipt))
        self.message_user(request, words % {"count": len(with_receipt)}, messages.SUCCESS)

    @admin.display(description=_("amount"), ordering="amount")
    def printed(self, payment) -> str:
        return payment.printed_amount

    @admin.display(description=_("the provider’s fee"), empty_value="–")
    def printed_fee(self, payment) -> str | None:
        return None if payment.fee is None else format_amount(payment.fee, payment.currency)

    @admin.display(description=_("supporter"), ordering="pledge__supporter__name")
    def supporter(self, payment) -> str:
        return payment.pledge.supporter.name

    def get_urls(self) -> list[URLPattern]:
        give_back = self.admin_site.admin_view(partial(refund_view, self))
        return [path("<int:pk>/refund/", give_back, name="supporters_payment_refund"), *super().get_urls()]

    def render_change_form(self, request, context, *args, **kwargs) -> HttpResponse:
        context["may_refund"] = can(request.user, "refund", Payment) and context["original"].refundable
        return super().render_change_form(request, context, *args, **kwargs)

    def changelist_view(self, request, extra_context=None) -> HttpResponse:
        response = super().changelist_view(request, extra_context)
        listed = getattr(response, "context_data", None) and response.context_data.get("cl")
        if listed:
            response.context_data["totals"] = totals_of(listed.queryset)
        return response


def totals_of(payments) -> list[str]:
    """What the payments in a list come to, in each currency."""
    sums = payments.order_by().totals_by_currency()
    return [format_amount(total, currency) for currency, total in sums]
