"""The states of a pledge, and every move between them that there is."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class MoveRefused(ValueError):
    """The pledge is in a state from which it cannot go where it was sent."""


class PledgeState(models.TextChoices):
    STARTED = "started", _("Started")
    CHECKOUT = "checkout", _("At the card page")
    AWAITING = "awaiting", _("Waiting for the payment")
    PROCESSING = "processing", _("The bank is deciding")
    COMPLETED = "completed", _("Paid")
    ACTIVE = "active", _("Active")
    PAST_DUE = "past_due", _("A renewal failed")
    PAUSED = "paused", _("Paused")
    ENDING = "ending", _("Ending")
    CANCELLED = "cancelled", _("Cancelled")
    EXPIRED = "expired", _("Expired unpaid")
    FAILED = "failed", _("Not paid")
    HELD = "held", _("Held for a look")


S = PledgeState
ENDED = {S.COMPLETED, S.CANCELLED, S.EXPIRED, S.FAILED}
GIVING = {S.ACTIVE, S.PAST_DUE, S.ENDING}  # what counts as regular support
STANDING = {S.STARTED, S.CHECKOUT, S.AWAITING, S.PROCESSING, S.PAUSED, S.HELD} | GIVING
REPEATING_ONLY = GIVING | {S.PAUSED}

# Where a provider's truth can lead from anywhere: we may hear of the second step before the first.
_TOLD = {S.PROCESSING, S.COMPLETED, S.CANCELLED, S.EXPIRED, S.FAILED, S.HELD} | REPEATING_ONLY

# Money that arrives late exists, so an expired, failed or cancelled one-off pledge can still be paid. A cancelled
# regular one stays cancelled whatever arrives.
MOVES = {
    S.STARTED: {S.CHECKOUT, S.AWAITING} | _TOLD,
    S.CHECKOUT: {S.AWAITING} | _TOLD,
    S.AWAITING: {S.COMPLETED, S.ACTIVE, S.CANCELLED, S.EXPIRED},
    S.PROCESSING: _TOLD - {S.PROCESSING},
    S.COMPLETED: {S.FAILED, S.HELD},
    S.ACTIVE: {S.PAST_DUE, S.PAUSED, S.ENDING, S.CANCELLED, S.HELD},
    S.PAST_DUE: {S.ACTIVE, S.PAUSED, S.ENDING, S.CANCELLED, S.HELD},
    S.PAUSED: {S.ACTIVE, S.PAST_DUE, S.ENDING, S.CANCELLED, S.HELD},
    S.ENDING: {S.ACTIVE, S.PAST_DUE, S.PAUSED, S.CANCELLED, S.HELD},
    S.CANCELLED: {S.COMPLETED, S.HELD},
    S.EXPIRED: {S.AWAITING} | _TOLD - {S.EXPIRED},
    S.FAILED: _TOLD - {S.FAILED, S.EXPIRED},
    S.HELD: _TOLD - {S.HELD, S.EXPIRED},
}
