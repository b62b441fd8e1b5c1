"""Erase a supporter: the person goes, the books keep the money, and both are told in advance."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from supporters.letters.dedications import key_of
from supporters.letters.newsletter import withdraw_every_consent
from supporters.models import (
    Dedication,
    OutboxMail,
    Payment,
    Pledge,
    PledgeLog,
    Recognition,
    StaffNote,
    StatementLine,
    Supporter,
)
from supporters.models.states import STANDING
from supporters.money.pledge_actions import stop_pledge

YEAR_ENDS = (3, 31)  # the last day of the paper's accounting year
YEARS_KEPT = 6


def _nothing(*_rows):
    """What else is done, where the project knows of nothing else."""


# Set by the project: forgets what stands beside a person, in the same transaction and while the address is still known.
# It is told whether somebody wished it, or the time of what is kept was over.
forget_beside: Callable[[Supporter, bool], None] = _nothing


class StillGiving(ValueError):
    """The supporter has a pledge that runs: it is stopped first, or the supporter stays."""


def books_kept_until(received_on) -> dt.date:
    """Until when the law wants a payment in the books: six years from the end of its accounting year."""
    ends = dt.date(received_on.year, *YEAR_ENDS)
    year = ends.year + (received_on > ends)
    return dt.date(year + YEARS_KEPT, *YEAR_ENDS)


@dataclass(frozen=True)
class ErasureEffect:
    """For the page that asks: pledges to be stopped first, what goes, and what stays until when."""

    running: list[Pledge]
    letters: int
    payments: int
    kept_until: dt.date | None


def what_erasure_does(supporter) -> ErasureEffect:
    payments = Payment.objects.filter(pledge__supporter=supporter)
    newest = payments.newest_first().values_list("received_on", flat=True).first()
    return ErasureEffect(
        running=list(supporter.pledges.filter(state__in=STANDING)),
        letters=_letters_to(supporter).count(),
        payments=payments.count(),
        kept_until=books_kept_until(newest) if newest else None,
    )


def erase(*, supporter, stop_first=False, is_wished=True) -> Supporter:
    """Blank all that says who it was. Raises StillGiving while a pledge runs, unless it is to be stopped first."""
    running = list(supporter.pledges.filter(state__in=STANDING).select_related("supporter"))
    if running and not stop_first:
        raise StillGiving
    for pledge in running:  # each outside our transaction: a provider may have to be asked
        stop_pledge(pledge=pledge)
    return _blank_all(supporter, is_wished)


@transaction.atomic
def _blank_all(supporter, is_wished):
    supporter = Supporter.objects.select_for_update().get(pk=supporter.pk)
    if supporter.pledges.filter(state__in=STANDING).exists():
        raise StillGiving
    if supporter.erased_at:
        return supporter
    withdraw_every_consent(supporter=supporter, method="own", source="erasure")
    forget_beside(supporter, is_wished)
    pledges = Pledge.objects.filter(supporter=supporter)
    Recognition.objects.filter(pledge__in=pledges).update(
        level=Recognition.Level.ANONYMOUS, display_name="", message="", organisation=""
    )
    Dedication.objects.filter(pledge__in=pledges).delete()
    # Past the guard of its own queryset: notes of the desk are words about a person.
    StaffNote._base_manager.filter(Q(supporter=supporter) | Q(pledge__in=pledges)).delete()
    _blank(OutboxMail.objects.filter(key__in=[key_of(pledge.pk) for pledge in pledges]))
    told = StatementLine.objects.filter(Q(payment__pledge__in=pledges) | Q(shares__payment__pledge__in=pledges))
    told = told.values_list("pk", flat=True)
    again = Q(state=StatementLine.State.SAME, may_be__in=list(told))
    StatementLine.objects.filter(Q(pk__in=list(told)) | again).update(words="")
    _blank(_letters_to(supporter))
    for pledge in pledges:
        pledge.note(source=PledgeLog.Source.SUPPORTER, text="erased")
    blank_person(supporter)
    return supporter


def _letters_to(supporter):
    return OutboxMail.objects.filter(to__iexact=supporter.email)


def _blank(letters):
    """Unsent ones are not sent any more."""
    letters.exclude(state=OutboxMail.State.SENT).update(state=OutboxMail.State.FAILED)
    letters.update(to="", subject="", body="", unsubscribe="", error="")


def blank_person(supporter) -> None:
    """The row of a person who is no longer in it."""
    supporter.name = supporter.email = supporter.organisation_name = ""
    supporter.kind, supporter.email_verified_at = Supporter.Kind.PERSON, None
    supporter.erased_at = timezone.now()
    supporter.save(
        update_fields=["name", "email", "organisation_name", "kind", "email_verified_at", "erased_at", "folded"]
    )
