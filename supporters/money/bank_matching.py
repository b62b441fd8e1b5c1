"""Propose for each line of the bank the pledges that it may be for, the likeliest first."""

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from common.folding import fold
from common.reference_likeness import likely_references, references_in
from supporters.bank_files.likeness import BANKS_WORDS
from supporters.models import Payment, Pledge, StatementLine
from supporters.models.states import STANDING
from supporters.providers import OFFICE

MOST = 5  # proposals for a line
BY_HAND = dt.timedelta(days=5)  # between a payment entered at the desk and its line at the bank
NAME = re.compile(r"[^\W\d_]{2,}")
LONG_NAME = 3  # letters of a name that is found alone; shorter ones need all the others beside them
LOOKED_UP = 500  # references in one question to the database


@dataclass(frozen=True)
class Proposal:
    """A pledge that a line may be for, and why. Only a reference that fits is chosen beforehand."""

    pledge: Pledge
    why: str
    is_sure: bool = False
    is_by_reference: bool = False


def propose(lines: Sequence[StatementLine]) -> list[tuple[StatementLine, list[Proposal]]]:
    """For each line its proposals. What may be a second copy of a payment is never sure."""
    read = {line.pk: references_in(line.words) for line in lines}
    pledges = _pledges_by_reference({ref for found in read.values() for ref in found})
    # One slip in a hundred leaves a reference whose check digits hold, and which was never given out.
    unknown = [line for line in lines if not any(ref in pledges for ref in read[line.pk])]
    likely = {line.pk: likely_references(line.words) for line in unknown}
    pledges |= _pledges_by_reference({ref for found in likely.values() for ref in found})
    waiting = list(Pledge.objects.filter(provider=OFFICE, state__in=STANDING).select_related("supporter"))
    names = {pledge.pk: names_in(f"{pledge.supporter.name} {pledge.supporter.organisation_name}") for pledge in waiting}
    by_hand = _payments_by_hand([pledge.pk for pledge in pledges.values()])
    found = []
    for line in lines:
        exact = [pledges[ref] for ref in read[line.pk] if ref in pledges]
        near = [pledges[ref] for ref in likely.get(line.pk, []) if ref in pledges]
        proposals = [
            *(_by_reference(line, pledge, by_hand) for pledge in exact),
            *(Proposal(pledge, _("reference with a slip"), is_by_reference=True) for pledge in near),
            *([] if exact else _by_name(line, waiting, names, bool(near))),
        ]
        found.append((line, _in_its_currency(line, proposals)))
    return found


def names_in(text: str) -> list[str]:
    """The parts of a name as they are compared: folded, from two letters on."""
    return [name for name in NAME.findall(fold(text)) if name not in BANKS_WORDS or len(name) < LONG_NAME]


def _in_its_currency(line, proposals):
    of_pledge = {}
    for proposal in proposals:
        if proposal.pledge.currency == line.currency:
            of_pledge.setdefault(proposal.pledge.pk, proposal)
    return list(of_pledge.values())[:MOST]


def _pledges_by_reference(references: Iterable[str]) -> dict[str, Pledge]:
    wanted = sorted(references)
    rows = (
        Pledge.objects.filter(reference__in=wanted[at : at + LOOKED_UP]).select_related("supporter")
        for at in range(0, len(wanted), LOOKED_UP)
    )
    return {pledge.reference: pledge for found in rows for pledge in found}


def _payments_by_hand(pledges):
    """Payments that the desk entered itself, which a line of the bank may tell of again."""
    rows = Payment.objects.received().filter(pledge__in=pledges, provider=OFFICE)
    found = {}
    for payment in rows.filter(statement_line=None, statement_share=None):
        found.setdefault(payment.pledge_id, []).append(payment)
    return found


def _by_reference(line, pledge, by_hand):
    if pledge.amount != line.amount:
        return Proposal(pledge, _("reference, another amount"), is_by_reference=True)
    entered = [
        payment
        for payment in by_hand.get(pledge.pk, [])
        if payment.amount == line.amount and abs(payment.received_on - line.day) <= BY_HAND
    ]
    if entered:
        words = _("reference and amount, but entered at the desk already for %(day)s")
        return Proposal(pledge, words % {"day": date_format(entered[0].received_on, "j F Y")}, is_by_reference=True)
    return Proposal(pledge, _("reference and amount"), is_sure=line.may_be_id is None, is_by_reference=True)


def _by_name(line, waiting, names, has_near):
    words = set(names_in(line.words))
    scored = [(_score(names[pledge.pk], words), pledge) for pledge in waiting]
    named = sorted(((score, pledge) for score, pledge in scored if score), key=lambda pair: -pair[0])
    same = [Proposal(pledge, _("name and amount")) for _score, pledge in named if pledge.amount == line.amount]
    other = [Proposal(pledge, _("name, another amount")) for _score, pledge in named if pledge.amount != line.amount]
    if same or other or has_near:
        return [*same, *other]
    alone = [pledge for pledge in waiting if pledge.amount == line.amount and pledge.currency == line.currency]
    return [Proposal(pledge, _("amount alone")) for pledge in alone[:3]]


def _score(name, words):
    """Letters of a name that stand in a line. Two short names count together: `LI WU` is Li Wu, `LI` is nobody."""
    found = [part for part in name if part in words]
    is_enough = any(len(part) >= LONG_NAME for part in found) or (len(found) > 1 and found == name)
    return sum(len(part) for part in found) if is_enough else 0
