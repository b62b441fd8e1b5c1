"""Spreadsheets for the supporter desk. No cell of theirs can start a formula."""

from typing import Any

from django.conf import settings
from import_export.fields import Field
from import_export.formats.base_formats import CSV
from import_export.resources import ModelResource
from import_export.widgets import Widget

from common.can import can
from common.csv_safety import as_csv, escape_formula
from common.money import plain_amount
from supporters.models import ExportLog, Payment, Pledge, Supporter


class PaperCSV(CSV):
    """CSV by the paper's one writer, instead of the library's own."""

    def export_data(self, dataset, **options) -> str:
        return as_csv([dataset.headers, *dataset])


class HarmlessResource(ModelResource):
    # Of a field that is not named here the library asks PostgreSQL's driver, which is large, also where there is none.
    WIDGETS_MAP = ModelResource.WIDGETS_MAP | {"UUIDField": Widget}

    def export_resource(self, instance, **options) -> list[str]:
        return [escape_formula(cell) for cell in super().export_resource(instance, **options)]


class SupporterResource(HarmlessResource):
    received = Field()
    promised_for_a_year = Field()
    newsletter = Field(attribute="newsletter")

    class Meta:
        model = Supporter
        fields = [
            "public_id",
            "kind",
            "name",
            "organisation_name",
            "email",
            "email_verified_at",
            "created_at",
            "received",
            "promised_for_a_year",
            "newsletter",
        ]

    def dehydrate_received(self, supporter) -> str:
        return plain_amount(supporter.received, settings.CURRENCY)

    def dehydrate_promised_for_a_year(self, supporter) -> str:
        return plain_amount(supporter.pledged, settings.CURRENCY)


class PledgeResource(HarmlessResource):
    name = Field(attribute="supporter__name")
    email = Field(attribute="supporter__email")
    amount = Field()
    story = Field(attribute="acquisition__title")
    story_url = Field(attribute="acquisition__url")
    campaign = Field(attribute="acquisition__campaign__title")
    appeal = Field(attribute="acquisition__variant")
    utm_source = Field(attribute="acquisition__utm_source")
    utm_medium = Field(attribute="acquisition__utm_medium")
    utm_campaign = Field(attribute="acquisition__utm_campaign")
    referrer = Field(attribute="acquisition__referrer")

    class Meta:
        model = Pledge
        fields = [
            "reference",
            "name",
            "email",
            "frequency",
            "amount",
            "currency",
            "state",
            "livemode",
            "created_at",
            "ended_at",
            "story",
            "story_url",
            "campaign",
            "appeal",
            "utm_source",
            "utm_medium",
            "utm_campaign",
            "referrer",
        ]

    def dehydrate_amount(self, pledge) -> str:
        return plain_amount(pledge.amount, pledge.currency)


class PaymentResource(HarmlessResource):
    reference = Field(attribute="pledge__reference")
    name = Field(attribute="pledge__supporter__name")
    email = Field(attribute="pledge__supporter__email")
    amount = Field()

    class Meta:
        model = Payment
        fields = [
            "receipt_number",
            "reference",
            "name",
            "email",
            "received_on",
            "amount",
            "currency",
            "status",
            "method",
            "note",
        ]

    def dehydrate_amount(self, payment) -> str:
        return plain_amount(payment.amount, payment.currency)


class DeskExport:
    """Export what is listed as CSV, by those who may. Goes before import-export's own mixin."""

    # Its form for choosing columns needs an inline script, which our policy refuses; every column goes out.
    skip_export_form = True

    def has_export_permission(self, request) -> bool:
        return can(request.user, "export", self.model)

    def get_export_formats(self) -> list[type]:
        return [PaperCSV]

    def get_data_for_export(self, request, queryset, **options) -> Any:
        rows = super().get_data_for_export(request, queryset, **options)
        log_export(request, what=self.opts.model_name, rows=rows)
        return rows


def log_export(request, *, what, rows, layout="full") -> None:
    """Write down who took what out of the house, under which filter."""
    ExportLog.objects.create(
        what=what,
        layout=layout,
        filtered=request.GET.urlencode()[:300],
        columns=", ".join(rows.headers or [])[:500],
        rows=len(rows),
        by=request.user,
    )
