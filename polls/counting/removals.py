"""Looking at votes that stand out: releasing those that were held, removing some by a rule, undoing that.

No rule can name an answer. One person proposes, another approves, everything is logged with the totals before and
after, and readers see how many votes were removed.
"""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from polls.counting.close import keep_count
from polls.counting.tally import recount
from polls.models import Ballot, Poll, PollEvent, Tally, VoidBatch

Status, Kind = Ballot.Status, PollEvent.Kind


@transaction.atomic
def release_held(*, poll, reason, by, doubt="") -> int:
    """Count the votes that were held, all of them or those held for one reason."""
    before = _lock(poll)
    held = Ballot.objects.filter(poll=poll, status=Status.HELD)
    released = (held.filter(doubt=doubt) if doubt else held).update(status=Status.COUNTED)
    _log(poll, Kind.RELEASED, before=before, reason=reason, by=by)
    return released


@transaction.atomic
def propose_void(*, batch, by) -> VoidBatch:
    """Put a rule before a second person. Nothing is removed yet."""
    if not batch.reason.strip():
        raise ValidationError(_("Say why these votes should be removed."))
    batch.author, batch.asked_at, batch.count = by, timezone.now(), batch.matching().count()
    batch.validate_constraints()
    batch.save()
    words = _("%(count)s votes") % {"count": batch.count}
    PollEvent.objects.create(poll=batch.poll, kind=Kind.VOID_ASKED, after=words, reason=batch.reason, by=by)
    return batch


@transaction.atomic
def approve_void(*, batch, by) -> int:
    """Remove the votes that the rule describes now; the one who proposed it cannot."""
    before, batch = _lock(batch.poll), VoidBatch.objects.get(pk=batch.pk)
    if by == batch.author:
        raise PermissionDenied(_("Somebody else has to approve this."))
    if not batch.is_waiting:
        raise ValidationError(_("This was decided before."))
    batch.approver, batch.approved_at = by, timezone.now()
    batch.save(update_fields=["approver", "approved_at"])
    batch.count = batch.matching().update(status=Status.VOIDED, void_batch=batch)
    batch.save(update_fields=["count"])
    _log(batch.poll, Kind.VOIDED, before=before, reason=batch.reason, by=by)
    return batch.count


@transaction.atomic
def undo_void(*, batch, by, reason) -> int:
    """Give a batch its votes back exactly as they were; of one that nobody has approved yet, refuse it."""
    before, batch = _lock(batch.poll), VoidBatch.objects.get(pk=batch.pk)
    if batch.undone_at:
        raise ValidationError(_("This was decided before."))
    was_in_force = batch.is_in_force
    batch.undone_at = timezone.now()
    batch.save(update_fields=["undone_at"])
    given_back = batch.ballots.update(status=batch.status, void_batch=None)
    _log(batch.poll, Kind.VOID_UNDONE if was_in_force else Kind.VOID_REFUSED, before=before, reason=reason, by=by)
    return given_back


def _lock(poll):
    """One decision at a time, and none while the box is being shaken; gives the totals before it."""
    Poll.objects.select_for_update(no_key=True).get(pk=poll.pk)
    return _totals(recount(poll=poll))


def _log(poll, kind, *, before, reason, by):
    """Count anew, and keep the final count anew where it had been kept: the old digest stays in the log."""
    PollEvent.objects.create(
        poll=poll, kind=kind, before=before, after=_totals(_counted(poll, reason, by)), reason=reason, by=by
    )


def _counted(poll, reason, by):
    tally = Tally.objects.select_related("poll").get(poll=poll)
    return keep_count(poll=poll, reason=reason, by=by) if tally.is_frozen else recount(poll=poll)


def _totals(tally):
    """The sums before or after a decision; of a sealed poll not even those."""
    if tally.poll.is_sealed():
        return ""
    return _("%(counted)s counted, %(held)s being checked, %(removed)s removed") % {
        "counted": tally.ballots,
        "held": tally.held,
        "removed": tally.voided,
    }
