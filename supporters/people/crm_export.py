"""Spreadsheets in the layouts that other programs take in: Salesforce contacts and a Mailchimp audience."""

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone
from import_export.fields import Field

from common.money import plain_amount
from supporters.letters.newsletter import stop_newsletter_url
from supporters.models import ConsentRecord, Supporter
from supporters.people.export import HarmlessResource


def names_of(supporter) -> tuple[str, str]:
    """First and last name, as those programs want them: the last word, and what stands before it."""
    first, _, last = supporter.name.rpartition(" ")
    return first, last


class SalesforceResource(HarmlessResource):
    """Contacts. The external id stays the same, so that a second file updates instead of doubling."""

    external_id = Field(attribute="public_id", column_name="External ID")
    first_name = Field(column_name="First Name")
    last_name = Field(column_name="Last Name")
    email = Field(attribute="email", column_name="Email")
    account = Field(attribute="organisation_name", column_name="Account Name")
    received = Field(column_name="Total Received")
    currency = Field(column_name="Currency")
    since = Field(column_name="Supporter Since")
    consent = Field(attribute="newsletter", column_name="Newsletter Consent")

    class Meta:
        model = Supporter
        fields = [
            "external_id",
            "first_name",
            "last_name",
            "email",
            "account",
            "received",
            "currency",
            "since",
            "consent",
        ]

    def dehydrate_first_name(self, supporter) -> str:
        return names_of(supporter)[0]

    def dehydrate_last_name(self, supporter) -> str:
        return names_of(supporter)[1]

    def dehydrate_received(self, supporter) -> str:
        return plain_amount(supporter.received, settings.CURRENCY)

    def dehydrate_currency(self, supporter) -> str:
        return settings.CURRENCY

    def dehydrate_since(self, supporter) -> str:
        return timezone.localdate(supporter.created_at).isoformat()


class MailchimpResource(HarmlessResource):
    """Only those who have confirmed that they want the newsletter, with the link of ours that stops it."""

    email = Field(attribute="email", column_name="Email Address")
    first_name = Field(column_name="First Name")
    last_name = Field(column_name="Last Name")
    consent = Field(attribute="newsletter", column_name="Consent")
    stop = Field(column_name="Stop Link")

    class Meta:
        model = Supporter
        fields = ["email", "first_name", "last_name", "consent", "stop"]

    def filter_export(self, queryset, **options) -> QuerySet:
        return queryset.filter(newsletter=ConsentRecord.Action.CONFIRMED)

    def dehydrate_first_name(self, supporter) -> str:
        return names_of(supporter)[0]

    def dehydrate_last_name(self, supporter) -> str:
        return names_of(supporter)[1]

    def dehydrate_stop(self, supporter) -> str:
        return stop_newsletter_url(supporter)


LAYOUTS = {"salesforce": SalesforceResource, "mailchimp": MailchimpResource}
