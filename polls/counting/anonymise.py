"""Anonymising: ballots and receipts are inserted anew in a random order, so that none can be matched.

A ballot and its receipt are written together, and a database remembers that: by the order of rows, by the number of
the transaction. Here all new ones are taken out and put back at once, the ballots with new numbers, so that what the
database remembers is the new order. Until then the rows are to be treated as personal data.
"""

import datetime as dt
import secrets
import uuid

from django.db import connection, transaction
from django.utils import timezone

from polls.models import Ballot, Mark, Poll, Receipt, Tally

ANONYMISED_FROM = 20
ANONYMISED_EVERY = dt.timedelta(hours=1)
AT_ONCE = 5000


def anonymise_all_due(*, at=None) -> int:
    """Anonymise where there are enough new ballots and an hour has gone since the last time."""
    at = at or timezone.now()
    waiting = Poll.objects.filter(locked_at__isnull=False, tally__anonymised_at__lte=at - ANONYMISED_EVERY)
    due = [poll for poll in waiting.filter(tally__frozen_at__isnull=True) if _new_ballots(poll) >= ANONYMISED_FROM]
    for poll in due:
        reinsert_in_random_order(poll=poll, at=at)
    return len(due)


def _new_ballots(poll):
    return Ballot.objects.filter(poll=poll, is_anonymised=False).count()


@transaction.atomic
def reinsert_in_random_order(*, poll, everything=False, at=None) -> int:
    """Move the new ballots, or at closing all of them, and their receipts; give the number of ballots moved."""
    # One at a time. Votes go on: they only look whether the poll is there.
    Poll.objects.select_for_update(no_key=True).get(pk=poll.pk)
    overwrite_what_is_deleted()
    which = {"poll": poll} if everything else {"poll": poll, "is_anonymised": False}
    moved = _move_ballots(list(Ballot.objects.select_for_update().filter(**which)))
    _move_receipts(list(Receipt.objects.select_for_update().filter(**which)))
    Tally.objects.filter(poll=poll).update(anonymised_at=at or timezone.now())
    return moved


def _move_ballots(ballots):
    new_ids = {ballot.pk: uuid.uuid4() for ballot in ballots}
    marks = [mark for some in _chunks(list(new_ids)) for mark in Mark.objects.filter(ballot__in=some)]
    for some in _chunks(list(new_ids)):
        _delete(Mark.objects.filter(ballot__in=some))
        _delete(Ballot.objects.filter(pk__in=some))
    for ballot in ballots:
        ballot.pk, ballot.is_anonymised = new_ids[ballot.pk], True
    Ballot.objects.bulk_create(_shuffled(ballots), batch_size=AT_ONCE)
    anew = [Mark(ballot_id=new_ids[mark.ballot_id], choice_id=mark.choice_id) for mark in marks]
    Mark.objects.bulk_create(_shuffled(anew), batch_size=AT_ONCE)
    return len(ballots)


def _move_receipts(receipts):
    for some in _chunks(receipts):
        _delete(Receipt.objects.filter(poll=some[0].poll_id, key__in=[receipt.key for receipt in some]))
    anew = [Receipt(poll_id=receipt.poll_id, key=receipt.key, is_anonymised=True) for receipt in receipts]
    Receipt.objects.bulk_create(_shuffled(anew), batch_size=AT_ONCE)


def _shuffled(rows):
    return secrets.SystemRandom().sample(rows, len(rows))


def _chunks(rows):
    return [rows[start : start + AT_ONCE] for start in range(0, len(rows), AT_ONCE)]


def _delete(rows):
    # In one statement: what hangs on these rows has been dealt with, so nobody needs to look for it.
    rows._raw_delete(rows.db)


def overwrite_what_is_deleted() -> None:
    """SQLite leaves deleted rows readable in its file unless it is told otherwise."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA secure_delete=ON")


def vacuum() -> None:
    """PostgreSQL keeps deleted rows in its files until it vacuums; do that now for the rows that told most."""
    if connection.vendor == "postgresql" and not connection.in_atomic_block:
        with connection.cursor() as cursor:
            for model in (Ballot, Mark, Receipt, Poll._meta.get_field("secret").related_model):
                cursor.execute(f"VACUUM {connection.ops.quote_name(model._meta.db_table)}")
