"""What slows down card testing: work or a mailed link for the next visits, then a pause of all cards.

The desk can pause cards and take them again by hand; each time is on record with its reason. A pause that began by
itself ends after an hour.
"""

import datetime as dt
import time
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from common import proof_of_work as work
from common.counters import count, counted, forget
from common.limits import FREE_CHECKOUTS
from common.rate_limit import HOUR
from supporters.letters.alerts import raise_alert
from supporters.models import Attention, BrakeChange
from supporters.providers import card_provider

CHECKOUTS_AN_HOUR = 120  # far more than a local paper's best day, far fewer than a card tester needs
FREE_AN_HOUR = 40  # from here on a visit to the card page costs work, wherever it comes from
PURPOSE = "supporters"


def cards_are_open() -> bool:
    """Whether readers are offered a card payment at the moment."""
    return card_provider() is not None and BrakeChange.objects.now() is None


def pause_cards(*, reason, by=None, hours=None) -> BrakeChange:
    """Offer no cards: for so many hours, or until somebody lets go. The office goes on."""
    until = timezone.now() + dt.timedelta(hours=hours) if hours else None
    return BrakeChange.objects.create(is_on=True, reason=reason, by=by, until=until)


def open_cards(*, reason, by) -> BrakeChange:
    """Offer cards again, and count the visits of this hour from nothing."""
    forget(_this_hour())
    return BrakeChange.objects.create(is_on=False, reason=reason, by=by)


def _this_hour():
    return f"supporters-checkouts-{int(time.time()) // HOUR}"


def count_checkout() -> bool:
    """Count one more visit to the card page; False, and cards are paused for an hour, where it is one too many."""
    if not cards_are_open():
        return False
    if count(_this_hour(), seconds=HOUR) <= CHECKOUTS_AN_HOUR:
        return True
    text = _(
        "More than %(count)s card payments were begun within an hour. Cards are paused for an hour; the office is not."
    ) % {"count": CHECKOUTS_AN_HOUR}
    change = pause_cards(reason=text, hours=1)
    raise_alert(kind=Attention.Kind.BRAKE, cause=f"brake:{change.pk}", text=text)
    return False


def must_show_work(request) -> bool:
    """Whether this visit to the card page costs work: many came from here, or many from everywhere."""
    is_free = FREE_CHECKOUTS.allows_network_of(request)
    return not is_free or counted(_this_hour()) >= FREE_AN_HOUR


def challenge_for(submission) -> dict[str, Any]:
    """Work for one form alone. The form makes one pledge however often it is sent, so its proof buys only one."""
    return work.challenge_for(purpose=PURPOSE, data={"form": submission.key.hex})


def is_right_proof(proof, submission) -> bool:
    return work.number_of(proof, purpose=PURPOSE, data={"form": submission.key.hex}) is not None
