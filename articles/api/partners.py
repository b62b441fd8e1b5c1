"""Whose program asks, by the token that it sends, and which stories are theirs."""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone

from articles.api.problems import Problem
from articles.exporting.gone import TAKEN_DOWN, WITHDRAWN, gone_articles
from articles.exporting.stories import moment, public_editions
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


def story_for(partner: KnownPartner, uuid: UUID) -> Edition:
    """What the partner may have of that story now. Raises Problem: 404, 403 for another section, 410 if it is gone."""
    live = public_editions().filter(article__uuid=uuid).select_related("section")
    edition = live.defer("body").first()
    if edition is None:
        raise why_not(uuid)
    if not partner.may_have(edition.section_id):
        raise Problem(403, "This story is in a section that this token does not cover.", id=str(uuid))
    available_at = edition.first_published_at + partner.delay
    if available_at > timezone.now():
        raise Problem(404, "This story is not yours yet.", id=str(uuid), available_at=moment(available_at))
    return edition


def why_not(uuid: UUID) -> Problem:
    """Why readers do not have a story: it is gone, and how, or it never was."""
    gone = gone_articles().filter(uuid=uuid).first()
    if gone is None:
        return Problem(404, "There is no such story.", id=str(uuid))
    state = TAKEN_DOWN if gone.is_taken_down else WITHDRAWN
    return Problem(410, "This story is gone. Take it away wherever you have it.", id=str(uuid), state=state)


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
