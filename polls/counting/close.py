"""What happens after a poll has closed: the final count is kept with its digest, and two days later the keys go.

Nothing here decides whether a poll takes votes, which is the clock's business; a job that runs late delays the keeping
of the count and the destroying of the keys, and changes no figure.
"""

import datetime as dt
import logging

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from polls.counting.anonymise import overwrite_what_is_deleted, reinsert_in_random_order, vacuum
from polls.counting.tally import count, digest_of, recount
from polls.models import Ballot, FirstClick, NetworkHour, Poll, PollEvent, PollSecret, Receipt, SpentProof, Tally

logger = logging.getLogger(__name__)
# Longer than the slowest request, so that a vote that came in time is in the box.
GRACE = dt.timedelta(seconds=60)
KEYS_KEPT = dt.timedelta(hours=48)


def close_all_due(*, at=None) -> int:
    """Keep the final count of every poll that closed more than a minute ago."""
    at = at or timezone.now()
    due = Poll.objects.filter(locked_at__isnull=False, closes_at__lte=at - GRACE, final_closes_at__isnull=True)
    for poll in due:
        close_box(poll=poll)
    return len(due)


@transaction.atomic
def close_box(*, poll) -> Tally:
    """Anonymise the whole box a last time, let go of what found ballots again, and keep the count."""
    reinsert_in_random_order(poll=poll, everything=True)
    poll.forget_edit_keys()
    Poll.objects.filter(pk=poll.pk).update(final_closes_at=F("closes_at"))
    return keep_count(poll=poll)


@transaction.atomic
def keep_count(*, poll, reason="", by=None) -> Tally:
    """Count a last time and keep the digest; again, and logged again, when checked votes are released or removed."""
    tally = recount(poll=poll)
    tally.frozen_at, tally.digest = timezone.now(), digest_of(tally)
    tally.save(update_fields=["frozen_at", "digest"])
    totals = f"{tally.ballots} + {tally.held} + {tally.removed}"
    PollEvent.objects.create(
        poll=poll, kind=PollEvent.Kind.FROZEN, before=totals, after=tally.digest, reason=reason, by=by
    )
    return tally


def destroy_all_keys_due(*, at=None) -> int:
    """Destroy the voter keys of every poll that closed two days ago."""
    at = at or timezone.now()
    due = Poll.objects.filter(secret__isnull=False, closes_at__lte=at - KEYS_KEPT)
    due = [poll for poll in due.select_related("tally") if poll.locked_at is None or poll.tally.is_frozen]
    for poll in due:
        destroy_keys(poll=poll, at=at)
    if due:
        vacuum()
    return len(due)


@transaction.atomic
def destroy_keys(*, poll, at) -> None:
    """Destroy the secret and the receipts made with it: from now on nobody can say who has voted."""
    overwrite_what_is_deleted()
    PollSecret.objects.filter(poll=poll).delete()
    receipts = Receipt.objects.filter(poll=poll)
    number = receipts.count()
    receipts._raw_delete(receipts.db)
    NetworkHour.objects.filter(poll=poll).delete()
    Ballot.objects.filter(poll=poll, cohort__isnull=False).update(cohort=None)
    Tally.objects.filter(poll=poll).update(keys_destroyed_at=at)
    PollEvent.objects.create(poll=poll, kind=PollEvent.Kind.KEYS, at=at)
    logger.info("Voter keys of poll %s were destroyed, and %s receipts with them.", poll.pk, number)


def forget_what_is_over(*, at=None) -> None:
    """Let go of the counts of networks, the spent proofs and the clicks of which the time is over."""
    at = at or timezone.now()
    NetworkHour.objects.filter(hour__lt=at - 2 * dt.timedelta(hours=1)).delete()
    SpentProof.objects.filter(expires_at__lt=at).delete()
    FirstClick.objects.filter(until__lt=at).delete()


def check_final_counts() -> list[Poll]:
    """Count all closed boxes again and cry out where the ballots no longer make the count that was kept.

    Of a poll that was counted elsewhere there is the count alone, which must not have changed.
    """
    frozen = Poll.objects.filter(tally__frozen_at__isnull=False).select_related("tally")
    broken = [poll for poll in frozen if not _still_fits(poll)]
    for poll in broken:
        logger.error("The ballots of poll %s no longer make the final count that was kept.", poll.pk)
        known = PollEvent.objects.filter(poll=poll, kind=PollEvent.Kind.TAMPERED, before=poll.tally.digest[:16])
        if not known.exists():
            PollEvent.objects.create(poll=poll, kind=PollEvent.Kind.TAMPERED, before=poll.tally.digest[:16])
    return broken


def _still_fits(poll):
    if poll.counted_by:
        return poll.tally.digest == digest_of(poll.tally)
    return poll.tally.digest == digest_of(poll.tally) == digest_of(Tally(poll=poll, **vars(count(poll=poll))))
