"""Two rows were one person: bring their pledges together, and write down who did it and why."""

from collections.abc import Callable

from django.db import transaction

from supporters.letters.newsletter import (
    MOVED,
    newest_decision,
    topics_of,
    withdraw_every_consent,
    withdraw_newsletter,
)
from supporters.models import ConsentRecord, Pledge, PledgeLog, StaffNote, Supporter, SupporterMerge
from supporters.people.erase import blank_person


def _nothing(_kept, _gone):
    """What else is done, where the project knows of nothing else."""


# Set by the project: brings together what stands beside the two, after their consents and before one is emptied.
merge_beside: Callable[[Supporter, Supporter], None] = _nothing


class CannotMerge(ValueError):
    """These two cannot become one."""


@transaction.atomic
def merge_supporters(*, kept, gone, reason, by) -> SupporterMerge:
    """Move everything from one row to the other and empty the first. Money and log stay with their pledges.

    Consent belongs to a mailbox, so it does not move; a withdrawal does, for it was the person who said no,
    unless the letter only moved to another address.
    Raises CannotMerge where one of the two was erased, or both are one row.
    """
    both = Supporter.objects.select_for_update().filter(pk__in=[kept.pk, gone.pk])
    rows = {row.pk: row for row in both.order_by("pk")}
    if len(rows) != 2 or any(row.erased_at for row in rows.values()):
        raise CannotMerge
    kept, gone = rows[kept.pk], rows[gone.pk]
    for topic in topics_of(gone):
        newest = newest_decision(gone, topic)
        if newest.action == ConsentRecord.Action.WITHDRAWN and newest.source != MOVED:
            withdraw_newsletter(supporter=kept, method=ConsentRecord.Method.STAFF, source="merge", topic=topic)
    withdraw_every_consent(supporter=gone, method=ConsentRecord.Method.STAFF, source="merge")
    merge_beside(kept, gone)
    pledges = list(gone.pledges.all())
    for pledge in pledges:
        pledge.note(source=PledgeLog.Source.STAFF, by=by, text=f"{gone.public_id} → {kept.public_id}")
    Pledge.objects.filter(supporter=gone).update(supporter=kept)
    StaffNote._base_manager.filter(supporter=gone).update(supporter=kept)
    blank_person(gone)
    return SupporterMerge.objects.create(kept=kept, gone=gone, pledges=len(pledges), reason=reason, by=by)
