"""The lines of bank statements: each as the bank wrote it, and what was decided of it."""

from functools import partial

from django.contrib import admin
from django.http import HttpResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy

from common.can import can
from supporters.admin.bank_columns import columns_view
from supporters.admin.bank_match import match_view
from supporters.admin.bank_split import split_view
from supporters.admin.ledger import ReadOnlyAdmin
from supporters.models import StatementLine


@admin.register(StatementLine)
class StatementLineAdmin(ReadOnlyAdmin):
    list_display = ["day", "printed", "words", "state", "reason", "decided_by", "decided_at"]
    list_filter = ["state"]
    list_select_related = ["decided_by"]
    date_hierarchy = "day"
    ordering = ["-day", "-pk"]
    search_fields = ["words"]
    fields = [
        "day",
        "printed",
        "words",
        "account",
        "state",
        "reason",
        "may_be",
        "payment",
        "statement",
        "decided_by",
        "decided_at",
    ]
    change_list_template = "admin/supporters/statementline/change_list.html"

    @admin.display(description=gettext_lazy("amount"), ordering="amount")
    def printed(self, line) -> str:
        return line.printed_amount

    def get_urls(self) -> list[URLPattern]:
        wrap = self.admin_site.admin_view
        return [
            path("match/", wrap(partial(match_view, self)), name="supporters_statementline_match"),
            path("columns/", wrap(partial(columns_view, self)), name="supporters_statementline_columns"),
            path("<int:pk>/split/", wrap(partial(split_view, self)), name="supporters_statementline_split"),
            *super().get_urls(),
        ]

    def changelist_view(self, request, extra_context=None) -> HttpResponse:
        may_match = can(request.user, "match", StatementLine)
        return super().changelist_view(request, {"may_match": may_match, **(extra_context or {})})
