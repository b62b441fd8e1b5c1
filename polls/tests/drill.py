"""Drills on whatever database DATABASE_URL names, run as `python -m polls.tests.drill`, answered as JSON.

They need several connections, real commits and, once, a process that is killed; no test transaction can give that.
"""

import datetime as dt
import json
import os
import random
import signal
import sys
import tempfile
import threading
import time
from collections import Counter
from pathlib import Path

import django

from newsroom.tests.racing import fork

ROUNDS = 200
MANY, BATCH = 10_000, 100
READERS = 200


def make_poll(**fields):
    from django.utils import timezone

    from polls.models import Choice, Poll

    opened = timezone.now() - dt.timedelta(hours=1)
    poll = Poll.objects.create(
        question="Who?", slug="drill", state=Poll.State.LIVE, **{"opens_at": opened, "stakes": "low"} | fields
    )
    Choice.objects.bulk_create(Choice(poll=poll, label=label) for label in ("This", "That", "Neither"))
    return read(poll.pk)


def read(pk):
    from polls.models import Poll

    return Poll.objects.with_choices().select_related("secret").get(pk=pk)


def origin(number, **columns):
    """Of a vote whose network is that of few others."""
    from polls.voting.origin import Origin
    from polls.voting.rate_limit import Sender

    return Origin(sender=Sender(network=f"198.51.{number // 250 % 250}.{number % 250}"), **columns)


def in_threads(count, act):
    """Run it in so many threads that begin together, each with a connection of its own."""
    from django.db import connections

    start, met = threading.Barrier(count), []

    def run(number):
        start.wait()
        try:
            met.append(act(number))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(number,)) for number in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return met


def double():
    """The same reader in two threads at once, for different answers, again and again."""
    from polls.models import Ballot, Receipt
    from polls.voting.ballot_box import AlreadyVoted, cast_ballot

    poll = make_poll()
    met = Counter()

    def vote(side, number):
        try:
            cast_ballot(poll=poll, choices=[poll.answers[side]], voter=f"reader {number}", origin=origin(number))
        except AlreadyVoted:
            return "refused"
        return "cast"

    cast_ballot(poll=poll, choices=poll.answers[:1], voter="first")
    poll = read(poll.pk)
    start = threading.Barrier(2)

    def rounds(side):
        found = Counter()
        for number in range(ROUNDS):
            start.wait()
            found[vote(side, number)] += 1
        return found

    met = sum(in_threads(2, rounds), Counter())
    ballots, receipts = (model.objects.filter(poll=poll).count() - 1 for model in (Ballot, Receipt))
    return {"met": met, "ballots": ballots, "receipts": receipts}


def hurry():
    """What the disk keeps is not the question here."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SET synchronous_commit=off" if connection.vendor == "postgresql" else "PRAGMA synchronous=OFF")


def many():
    """Ten thousand votes by four processes; what was acknowledged, the tally and a recount must agree."""
    from django.db import connections

    poll = make_poll()
    connections.close_all()
    counts = fork.Queue()
    workers = [fork.Process(target=_vote_in_batches, args=(poll.pk, number, counts)) for number in range(4)]
    for worker in workers:
        worker.start()
    acknowledged = sum((counts.get(timeout=120) for _ in workers), Counter())
    for worker in workers:
        worker.join()

    from polls.counting.tally import count, recount_all_due

    recount_all_due()
    tally = read(poll.pk).tally
    return {"acknowledged": acknowledged, "tally": tally.counts, "recount": count(poll=poll).counts}


def _vote_in_batches(pk, seed, counts):
    django.setup()
    from django.db import connections, transaction

    from polls.voting.ballot_box import cast_ballot

    hurry()
    chance, met, poll = random.Random(seed), Counter(), read(pk)
    for batch in range(MANY // 4 // BATCH):
        chosen = []
        with transaction.atomic():
            for number in range(BATCH):
                choice = chance.choice(poll.answers)
                cast_ballot(poll=poll, choices=[choice], voter=f"{seed}-{batch}-{number}")
                chosen.append(str(choice.pk))
        met.update(chosen)
        poll = read(pk)
    connections.close_all()
    counts.put(met)


def kill():
    """Kill voters in the middle of their work: whatever they were told was taken is in the box."""
    from django.db import connections

    poll = make_poll()
    connections.close_all()
    folder = Path(tempfile.mkdtemp())
    voters = [fork.Process(target=_vote_for_ever, args=(poll.pk, folder / str(number))) for number in range(3)]
    for voter in voters:
        voter.start()
    while sum(len(path.read_text().split()) for path in folder.iterdir()) < 60:
        time.sleep(0.05)
    for voter in voters:
        os.kill(voter.pid, signal.SIGKILL)
        voter.join()

    from polls.counting.tally import recount
    from polls.models import Ballot, Receipt

    acknowledged = [name for path in folder.iterdir() for name in path.read_text().split("\n")[:-1]]
    secret = read(poll.pk).secret
    kept = set(Receipt.objects.filter(poll=poll).values_list("key", flat=True))
    lost = [name for name in acknowledged if secret.key_of(name) not in kept]
    return {
        "acknowledged": len(acknowledged),
        "lost": len(lost),
        "ballots": Ballot.objects.filter(poll=poll).count(),
        "receipts": len(kept),
        "tally": recount(poll=poll).ballots,
    }


def _vote_for_ever(pk, path):
    django.setup()
    from polls.voting.ballot_box import cast_ballot

    number = 0
    with path.open("a", buffering=1) as told:
        while True:
            poll, name = read(pk), f"{path.name}-{number}"
            cast_ballot(poll=poll, choices=poll.answers[:1], voter=name, origin=origin(number))
            told.write(f"{name}\n")
            number += 1


def closing():
    """Two hundred readers open a poll that has just closed: one of them counts."""
    from django.db import connection
    from django.utils import timezone

    from polls.counting.tally import recount_if_due
    from polls.models import Poll, Tally
    from polls.voting.ballot_box import cast_ballot

    poll = make_poll()
    for number in range(30):
        cast_ballot(poll=read(poll.pk), choices=poll.answers[:1], voter=f"reader {number}")
    Poll.objects.filter(pk=poll.pk).update(closes_at=timezone.now())

    def open_page(_):
        counts = []

        def watch(execute, sql, params, many, context):
            counts.append("GROUP BY" in sql and "choice_id" in sql)
            return execute(sql, params, many, context)

        with connection.execute_wrapper(watch):
            for _ in range(READERS // 20):
                recount_if_due(poll=read(poll.pk))
        return sum(counts)

    return {"counts": sum(in_threads(20, open_page)), "tally": Tally.objects.get(poll=poll).ballots}


if __name__ == "__main__":
    django.setup()
    from django.db import connection

    from polls.tests.linking import link

    drills = (double, link, many, kill, closing)
    json.dump({drill.__name__: drill() for drill in drills} | {"vendor": connection.vendor}, sys.stdout)
