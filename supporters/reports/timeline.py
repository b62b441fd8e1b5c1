"""Everything that happened to a pledge, in one list: why it is in its state."""

import datetime as dt
from functools import reduce
from operator import or_
from typing import NamedTuple

from django.db.models import Q
from django.utils.translation import gettext as _

from supporters.models import OutboxMail, Payment, Refund, StaffNote


class Line(NamedTuple):
    at: dt.datetime
    kind: str
    text: str
    by: str = ""


def timeline(pledge) -> list[Line]:
    """Moves, money, messages and letters of this pledge, the oldest first."""
    payments = list(pledge.payments.all())
    refunds = list(Refund.objects.filter(payment__in=payments).select_related("made_by"))
    lines = [*_moves(pledge), *_money(payments), *_refunds(refunds), *_events(pledge), *_alerts(pledge)]
    lines += _notes(pledge)
    lines += _letters(pledge, payments, refunds)
    return sorted(lines, key=lambda line: line.at)


def _moves(pledge):
    for line in pledge.log.select_related("by").order_by("at", "pk"):
        move = f"{line.get_from_state_display()} → {line.get_to_state_display()}" if line.to_state else ""
        words = " · ".join(filter(None, [move, line.text]))
        yield Line(line.at, _("Pledge"), words, str(line.by or line.get_source_display()))


def _money(payments):
    for payment in payments:
        if payment.status == Payment.Status.SUCCEEDED:
            words = f"{payment.printed_amount} · {payment.get_status_display()} · {payment.receipt_number}"
        else:
            words = f"{payment.printed_amount} · {payment.get_status_display()} · {payment.failure_code}"
        yield Line(payment.recorded_at, _("Payment"), words.rstrip(" ·"), payment.provider)


def _refunds(refunds):
    for refund in refunds:
        words = " · ".join(filter(None, [str(refund), refund.reason]))
        yield Line(refund.made_at, _("Refund"), words, str(refund.made_by or refund.provider))


def _events(pledge):
    for event in pledge.events.all():
        words = f"{event.type} · {event.get_state_display()}"
        yield Line(event.received_at, _("Message"), f"{words} · {event.error}".rstrip(" ·"), event.provider)


def _alerts(pledge):
    for alert in pledge.attentions.select_related("settled_by"):
        yield Line(alert.raised_at, _("Needs attention"), f"{alert.get_kind_display()}: {alert.text}")
        if alert.settled_at:
            settled = f"{_('Settled')}: {alert.get_kind_display()}"
            yield Line(alert.settled_at, _("Needs attention"), settled, str(alert.settled_by or ""))


def _notes(pledge):
    """What the desk wrote down about the pledge, and about its supporter."""
    about = StaffNote.objects.filter(Q(pledge=pledge) | Q(supporter=pledge.supporter_id))
    for note in about.select_related("by"):
        yield Line(note.at, _("Note"), note.text, str(note.by or ""))


def _letters(pledge, payments, refunds):
    about = [f"{kind}:{pledge.pk}" for kind in ("instructions", "stopped", "dedication", "way-on")]
    for payment in payments:
        ref = payment.provider_ref.removesuffix(":failed")
        about += [f"receipt:{payment.pk}", f"void:{payment.pk}", f"failed:{ref}"[:80]]
    about += [f"refund:{refund.pk}" for refund in refunds]
    again = [
        f"renewal:{pledge.pk}:",
        f"changed:{pledge.pk}:",
        *(f"receipt:{payment.pk}:again:" for payment in payments),
    ]
    keys = reduce(or_, (Q(key__startswith=start) for start in again), Q(key__in=about))
    for letter in OutboxMail.objects.filter(keys):
        yield Line(letter.queued_at, _("Letter"), f"{letter.subject} · {letter.get_state_display()}")
