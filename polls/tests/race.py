"""Readers racing for the ballot box, on whatever database DATABASE_URL names: `python -m polls.tests.race`.

Every worker is a process with a connection of its own and tries to vote once with every voter key, in an order of its
own, so that each key is raced for by all of them. Prints what was acknowledged and what lies in the box, as JSON.
"""

import json
import random
import sys
from collections import Counter

import django

from newsroom.tests.racing import fork

WORKERS = 8
KEYS = 250


def race():
    from django.db import connections

    poll = _make_poll()
    connections.close_all()
    start, outcomes = fork.Barrier(WORKERS), fork.Queue()
    workers = [
        fork.Process(target=_vote_with_every_key, args=(poll.pk, seed, start, outcomes)) for seed in range(WORKERS)
    ]
    for worker in workers:
        worker.start()
    met = sum((outcomes.get(timeout=120) for _ in workers), Counter())
    for worker in workers:
        worker.join()
    return {"met": met, **_box(poll)}


def _make_poll():
    import datetime as dt

    from django.utils import timezone

    from polls.models import Choice, Poll

    opened = timezone.now() - dt.timedelta(hours=1)
    poll = Poll.objects.create(question="Who wins?", slug="race", state=Poll.State.LIVE, opens_at=opened)
    Choice.objects.bulk_create(Choice(poll=poll, label=label) for label in ("This", "That", "Neither"))
    return poll


def _vote_with_every_key(pk, seed, start, outcomes):
    django.setup()
    from django.db import connections

    from polls.counting.tally import recount_if_due
    from polls.models import Poll
    from polls.voting.ballot_box import AlreadyVoted, cast_ballot

    chance, met = random.Random(seed), Counter()
    keys = chance.sample(range(KEYS), KEYS)
    start.wait()
    for turn, key in enumerate(keys):
        poll = Poll.objects.with_choices().get(pk=pk)
        try:
            cast_ballot(poll=poll, choices=[chance.choice(poll.answers)], voter=f"voter-{key}")
            met["cast"] += 1
        except AlreadyVoted:
            met["refused"] += 1
        except Exception as error:  # noqa: BLE001 - whatever else happens is what the test is there to see
            met[type(error).__name__] += 1
        if turn % 10 == 0:
            recount_if_due(poll=poll)
    connections.close_all()
    outcomes.put(met)


def _box(poll):
    from polls.counting.tally import recount, recount_if_due
    from polls.models import Ballot, Mark, Receipt, Tally

    poll.refresh_from_db()
    recount_if_due(poll=poll)
    kept = Tally.objects.get(poll=poll)
    counted = recount(poll=poll)
    return {
        "receipts": Receipt.objects.filter(poll=poll).count(),
        "ballots": Ballot.objects.filter(poll=poll).count(),
        "marks": Mark.objects.filter(ballot__poll=poll).count(),
        "tally": {"ballots": kept.ballots, "counts": kept.counts},
        "recount": {"ballots": counted.ballots, "counts": counted.counts},
    }


if __name__ == "__main__":
    django.setup()
    json.dump(race(), sys.stdout)
