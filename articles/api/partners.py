"""Whose program asks, by the token that it sends, and which stories are theirs."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone

from articles.api.problems import Problem
from articles.exporting.stories import public_editions
from articles.models import Edition, Partner
from articles.models.partners import hash_of_token
from common.limits import PARTNER_CALLS, PARTNER_TOKENS
from common.site_version import remembered

ASK = {"WWW-Authenticate": 'Bearer realm="Newsroom"'}


@dataclass(frozen=True)
class KnownPartner:
    """The rules of a partner as this process remembers them until the desk changes one."""

    pk: int
    sections: frozenset[int] | None  # None for all
    delay_minutes: int
    is_full: bool
    is_active: bool

    @property
    def delay(self) -> dt.timedelta:
        return dt.timedelta(minutes=self.delay_minutes)

    def may_have(self, section_id: int | None) -> bool:
        return self.sections is None or section_id in self.sections

    def editions(self) -> QuerySet[Edition]:
        """What is theirs now. The delay counts from first publication: what was put right reaches them at once."""
        editions = public_editions().filter(first_published_at__lte=timezone.now() - self.delay)
        return editions if self.sections is None else editions.filter(section__in=self.sections)


def partner_of(request: HttpRequest) -> KnownPartner:
    """Raises Problem: 401 without a token that opens anything, 403 for a partner who was switched off."""
    scheme, _space, token = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not token:
        raise Problem(401, "Send the token that the paper gave you: Authorization: Bearer …", headers=ASK)
    partner = remembered("partners", ["partners"], _all_by_token).get(hash_of_token(token.strip()))
    if partner is None:
        if not PARTNER_TOKENS.allows_network_of(request):
            raise Problem(429, "Too many wrong tokens came from here. Try again in an hour.")
        raise Problem(401, "No partner has this token. It may have been renewed.", headers=ASK)
    if not partner.is_active:
        raise Problem(403, "The paper has switched this partner off.")
    return partner


def count_call(partner: KnownPartner) -> None:
    """Raises Problem for whoever asks too often."""
    if not PARTNER_CALLS.allows(str(partner.pk)):
        title = "Too many questions in this hour. Send If-None-Match: what is answered with 304 is not counted."
        raise Problem(429, title, headers={"Retry-After": str(PARTNER_CALLS.seconds)})


def _all_by_token() -> dict[str, KnownPartner]:
    rows = Partner.objects.exclude(token_hash=None).prefetch_related("sections__subsections")
    return {
        row.token_hash: KnownPartner(
            pk=row.pk,
            sections=None if (chosen := row.section_ids()) is None else frozenset(chosen),
            delay_minutes=row.delay_minutes,
            is_full=row.gives == Partner.Gives.FULL,
            is_active=row.is_active,
        )
        for row in rows
    }
