"""Impatient readers and desks, on whatever database DATABASE_URL names: `python -m supporters.tests.money.race`.

Every worker is a process with a connection of its own. All send the same forms, then record the same payments, then
post the same letters, each in an order of its own. Prints what there is in the end, as JSON.
"""

import json
import random
import sys
import uuid
from collections import Counter

import django

from newsroom.tests.racing import fork

WORKERS = 4
FORMS = 20
READERS = 5  # fewer than forms, so that new supporters are raced for as well


def race():
    from django.conf import settings
    from django.db import connections

    forms = [str(uuid.UUID(int=number + 1)) for number in range(FORMS)]
    connections.close_all()
    barrier, outcomes = fork.Barrier(WORKERS), fork.Queue()
    workers = [fork.Process(target=_work, args=(forms, seed, barrier, outcomes)) for seed in range(WORKERS)]
    for worker in workers:
        worker.start()
    met = sum((outcomes.get(timeout=150) for _ in workers), Counter())
    for worker in workers:
        worker.join()
    folder = settings.DATA / "mail"
    posted = sum(path.read_text().count("\nMessage-ID: ") for path in folder.iterdir())
    return {"met": met, "posted": posted, **_books()}


def _work(forms, seed, barrier, outcomes):
    django.setup()
    from django.db import connections

    chance, met = random.Random(seed), Counter()
    for act in (_send_form, _record, _post):
        turns = chance.sample(range(len(forms)), len(forms))
        barrier.wait()
        for turn in turns:
            try:
                met[act(forms[turn], turn, seed)] += 1
            except Exception as error:  # noqa: BLE001 - whatever else happens is what the test is there to see
                met[f"{act.__name__}: {type(error).__name__}: {error}"] += 1
    connections.close_all()
    outcomes.put(met)


def _send_form(key, turn, seed):
    from supporters.giving.pledge import make_pledge
    from supporters.giving.promise import Promise
    from supporters.models import ContributionPage

    promise = Promise(
        page=ContributionPage.objects.default(),
        frequency="month",
        amount_minor=500,
        name="Ada Marsh",
        email=f"reader-{turn % READERS}@example.org",
    )
    _, is_new = make_pledge(submission_key=uuid.UUID(key), promise=promise)
    return "pledged" if is_new else "found"


def _record(key, turn, seed):
    from django.utils import timezone

    from supporters.models import Pledge
    from supporters.money.receipts import record_payment

    pledge = Pledge.objects.get(submission_key=key)
    today = timezone.localdate()
    paid = {"pledge": pledge, "amount_minor": 500, "method": "cash", "received_on": today, "by": None}
    # Every pledge is paid twice, and all workers record both payments.
    news = [record_payment(key=f"{key}-{part}", **paid)[1] for part in ("first", "second")]
    return f"recorded {sum(news)}"


def _post(key, turn, seed):
    from common.outbox import send_letter
    from supporters.models import OutboxMail

    return f"posted {sum(send_letter(letter) for letter in OutboxMail.objects.waiting().oldest_first())}"


def _books():
    from django_tasks_db.models import DBTaskResult

    from supporters.models import OutboxMail, Payment, Pledge, PledgeLog, Supporter

    return {
        "supporters": Supporter.objects.count(),
        "pledges": Pledge.objects.count(),
        "active": Pledge.objects.active().count(),
        "payments": Payment.objects.count(),
        "received": Payment.objects.total(),
        "receipt_numbers": Payment.objects.values("receipt_number").distinct().count(),
        "log": PledgeLog.objects.count(),
        "letters": OutboxMail.objects.count(),
        "sent": OutboxMail.objects.filter(state="sent").count(),
        "tasks": DBTaskResult.objects.count(),
    }


if __name__ == "__main__":
    django.setup()
    json.dump(race(), sys.stdout)
