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
from polls.models import Ballot, Poll, PollEvent, Removal, Tally

Status, Kind = Ballot.Status, PollEvent.Kind


@transaction.atomic
def release_held(*, poll, reason, by, hold_reason="") -> int:
    """Count the votes that were held, all of them or those held for one reason."""
    before = _lock(poll)
    held = Ballot.objects.filter(poll=poll, status=Status.HELD)
    released = (held.filter(hold_reason=hold_reason) if hold_reason else held).update(status=Status.COUNTED)
    _log(poll, Kind.RELEASED, before=before, reason=reason, by=by)
    return released


@transaction.atomic
def propose_removal(*, removal, by) -> Removal:
    """Put a rule before a second person. Nothing is removed yet."""
    if not removal.reason.strip():
        raise ValidationError(_("Say why these votes should be removed."))
    removal.author, removal.asked_at, removal.count = by, timezone.now(), removal.matching().count()
    removal.validate_constraints()
    removal.save()
    words = _("%(count)s votes") % {"count": removal.count}
    PollEvent.objects.create(poll=removal.poll, kind=Kind.REMOVAL_PROPOSED, after=words, reason=removal.reason, by=by)
    return removal


@transaction.atomic
def approve_removal(*, removal, by) -> int:
    """Remove the votes that the rule describes now; the one who proposed it cannot."""
    before, removal = _lock(removal.poll), Removal.objects.get(pk=removal.pk)
    if by == removal.author:
        raise PermissionDenied(_("Somebody else has to approve this."))
    if not removal.is_waiting:
        raise ValidationError(_("This was decided before."))
    removal.approver, removal.approved_at = by, timezone.now()
    removal.save(update_fields=["approver", "approved_at"])
    removal.count = removal.matching().update(status=Status.REMOVED, removal=removal)
    removal.save(update_fields=["count"])
    _log(removal.poll, Kind.REMOVED, before=before, reason=removal.reason, by=by)
    return removal.count


@transaction.atomic
def undo_removal(*, removal, by, reason) -> int:
    """Give a removal its votes back exactly as they were; of one that nobody has approved yet, refuse it."""
    before, removal = _lock(removal.poll), Removal.objects.get(pk=removal.pk)
    if removal.undone_at:
        raise ValidationError(_("This was decided before."))
    kind = Kind.REMOVAL_UNDONE if removal.is_in_force else Kind.REMOVAL_REFUSED
    removal.undone_at = timezone.now()
    removal.save(update_fields=["undone_at"])
    given_back = removal.ballots.update(status=removal.status, removal=None)
    _log(removal.poll, kind, before=before, reason=reason, by=by)
    return given_back


def _lock(poll):
    """One decision at a time, and none while ballots are being anonymised; gives the totals before it."""
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
        "removed": tally.removed,
    }
