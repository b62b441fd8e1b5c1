"""A letter's readers as a table that other programs, and our own reader of lists, take in."""

from typing import Any

from import_export.fields import Field

from newsroom.newsletters.models import Subscription, Suppression
from supporters.people.export import HarmlessResource

SUPPRESSED = "suppressed"


class SubscriptionResource(HarmlessResource):
    """Also who left and who must not be written to: a list that moves has to take its noes along."""

    email = Field(attribute="supporter__email")
    letter = Field(attribute="newsletter__slug")
    status = Field()
    signed_up_at = Field(attribute="asked_at")
    confirmed_at = Field()
    wording = Field(attribute="consent__wording__text")

    class Meta:
        model = Subscription
        fields = ["email", "letter", "status", "signed_up_at", "confirmed_at", "wording"]

    def before_export(self, queryset, **options) -> None:
        standing = Suppression.objects.standing()
        self.suppressed = set(standing.values_list("address_hmac", "scope"))

    def filter_export(self, queryset, **options) -> Any:
        related = ("supporter", "newsletter", "consent__wording")
        return queryset.filter(supporter__erased_at=None).select_related(*related).order_by("pk")

    def dehydrate_status(self, subscription) -> str:
        scopes = (Suppression.EVERY_LETTER, subscription.newsletter.slug)
        if any((subscription.address_hmac, scope) in self.suppressed for scope in scopes):
            return SUPPRESSED
        return subscription.state

    def dehydrate_confirmed_at(self, subscription) -> str:
        return subscription.consent.at.isoformat() if subscription.consent else ""
