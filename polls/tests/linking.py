"""The attempt to tie receipts to ballots in a box of which somebody has the whole database; a drill of its own."""

import random
from collections import Counter

from polls.tests.drill import hurry, make_poll, origin, read

VOTERS = 3000
# A smaller box, anonymised many times; and how far from its place a ballot still counts as found nearly in order.
FEW, TIMES, NEAR = 100, 40, 10


def link():
    """Try to tie receipts to ballots by the transaction that wrote them and by order, before anonymising and after.

    Then again by order over many turns of a smaller box: what luck finds in one of them, it finds in none for long.
    """
    from polls.counting.anonymise import reinsert_in_random_order

    hurry()
    _leave_rows_where_they_are_written()
    poll = _filled(VOTERS)
    before = _links(poll, VOTERS)
    reinsert_in_random_order(poll=poll)
    after = _links(poll, VOTERS)
    small, found = _filled(FEW), []
    for _ in range(TIMES):
        reinsert_in_random_order(poll=small, everything=True)
        found.append(_links(small, FEW))
    over_many = {name: sum(links[name] for links in found) for name in before}
    return {"before": before, "after": after, "over many": over_many}


def _leave_rows_where_they_are_written():
    """PostgreSQL fills the places of rows that it vacuumed away, once a minute: by then a slow drill is under way."""
    from django.db import connection

    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            for table in ("polls_receipt", "polls_ballot"):
                cursor.execute(f"ALTER TABLE {table} SET (autovacuum_enabled = false)")


def _filled(voters):
    """A box with so many votes in it. The number of the voter is the truth against which guesses are judged."""
    from polls.voting.ballot_box import cast_ballot

    poll = make_poll()
    for number in range(voters):
        poll = poll if number > 1 else read(poll.pk)
        cast_ballot(
            poll=poll,
            choices=[random.choice(poll.answers)],
            voter=f"voter {number}",
            origin=origin(number, story=number),
        )
    return read(poll.pk)


def _links(poll, voters):
    """How many of the pairs each way of matching finds."""
    from django.db import connection

    is_postgresql = connection.vendor == "postgresql"
    at = "xmin::text, ctid" if is_postgresql else "rowid, rowid"
    truth = {poll.secret.key_of(f"voter {number}").hex: number for number in range(voters)}
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT key, {at} FROM polls_receipt WHERE poll_id = %s ORDER BY 3", [poll.pk])
        receipts = [(truth[str(key).replace("-", "")], mark) for key, mark, _ in cursor.fetchall()]
        cursor.execute(f"SELECT story, {at} FROM polls_ballot WHERE poll_id = %s ORDER BY 3", [poll.pk])
        ballots = [(story, mark) for story, mark, _ in cursor.fetchall()]
    return {"by transaction": _by_transaction(receipts, ballots) if is_postgresql else 0} | _by_order(receipts, ballots)


def _by_order(receipts, ballots):
    """The same place in both tables, the same from the other end, and nearly the same."""
    place = {number: place for place, (number, _) in enumerate(ballots)}
    pairs = [(mine, place[number]) for mine, (number, _) in enumerate(receipts)]
    last = len(ballots) - 1
    return {
        "in order": sum(mine == other for mine, other in pairs),
        "in reverse": sum(mine == last - other for mine, other in pairs),
        "nearly in order": sum(abs(mine - other) <= NEAR for mine, other in pairs),
    }


def _by_transaction(receipts, ballots):
    """Ties that are certain: a transaction that wrote one receipt and one ballot."""
    alone = [Counter(mark for _, mark in rows) for rows in (receipts, ballots)]
    written = {mark: number for number, mark in ballots if alone[1][mark] == 1}
    return sum(written.get(mark) == number for number, mark in receipts if alone[0][mark] == 1)
