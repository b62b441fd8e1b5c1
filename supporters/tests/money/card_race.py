"""The same card payments from all sides at once, on any database: `python -m supporters.tests.money.card_race`.

Every worker is a process of its own. All send the same forms and open the same visits; then the readers pay, and all
workers hear of it at the same moment by message, return page and comparison; then two of finance give it back.
"""

import json
import random
import sys
import uuid
from collections import Counter

import django

from newsroom.tests.racing import fork

WORKERS = 4
FORMS = 25
AMOUNT = 500
SYNCS = 6


def race():
    from django.db import connections

    forms = [str(uuid.UUID(int=number + 1)) for number in range(FORMS)]
    connections.close_all()
    barrier, outcomes = fork.Barrier(WORKERS), fork.Queue()
    workers = [fork.Process(target=_work, args=(forms, seed, barrier, outcomes)) for seed in range(WORKERS)]
    for worker in workers:
        worker.start()
    met = sum((outcomes.get(timeout=200) for _ in workers), Counter())
    for worker in workers:
        worker.join()
    return {"met": met, **_books()}


def _work(forms, seed, barrier, outcomes):
    django.setup()
    from django.db import connections

    chance, met = random.Random(seed), Counter()
    for act in (_send_form, _pay, _hear, _give_back):
        turns = chance.sample(range(len(forms)), len(forms))
        barrier.wait()
        for turn in turns:
            try:
                met.update(act(forms[turn], turn, seed))
            except Exception as error:  # noqa: BLE001 - whatever else happens is what the test is there to see
                met[f"{act.__name__}: {type(error).__name__}: {error}"] += 1
    connections.close_all()
    outcomes.put(met)


def _pledge(key):
    from supporters.models import Pledge

    return Pledge.objects.get(submission_key=key)


def _send_form(key, turn, seed):
    from supporters.giving.pledge import make_pledge
    from supporters.giving.promise import Promise
    from supporters.models import ContributionPage
    from supporters.money.checkout import checkout_url

    promise = Promise(
        page=ContributionPage.objects.default(),
        frequency="month",
        amount_minor=AMOUNT,
        name="Ada Marsh",
        email=f"reader-{turn}@example.org",
        provider="sandbox",
    )
    for _ in range(2):
        pledge, _is_new = make_pledge(submission_key=uuid.UUID(key), promise=promise)
        yield "visit" if checkout_url(pledge=pledge).startswith("/support/sandbox/") else "no visit"


def _pay(key, turn, seed):
    """One reader, so one worker; what the provider then says about it is for all to hear."""
    from supporters.providers.sandbox_bank import bank

    if turn % WORKERS == seed:
        with bank.opened(_pledge(key).provider_session, times=0) as account:
            bank.act(account, "pays")
        yield "paid"


def _hear(key, turn, seed):
    from supporters.models import SandboxAccount
    from supporters.money.sync import sync
    from supporters.providers.sandbox_bank.webhooks import post

    pledge = _pledge(key)
    document = SandboxAccount.objects.get(session=pledge.provider_session).document
    refs = {"pledge": document["pledge"], "payment": document["payments"][0]["ref"]}
    event = {
        "id": f"evt_{key}",
        "type": "payment.succeeded",
        "livemode": False,
        "created": "2026-11-22T10:00:00+00:00",
        "hints": refs,
    }
    for number in range(SYNCS):
        if number % 2 == seed % 2:
            yield f"posted {post(event)}"
        else:
            yield f"compared {sync(pledge=pledge).state}"


def _give_back(key, turn, seed):
    """Two people, two forms each over more than half: of the four only one can be had."""
    from supporters.models import Payment
    from supporters.money.refunds import RefundRefused, refund_payment

    payment = Payment.objects.get(pledge=_pledge(key), status="succeeded")
    request_key = uuid.uuid5(uuid.UUID(key), str(seed // 2))
    for _ in range(2):
        try:
            _refund, is_new = refund_payment(payment=payment, amount=300, request_key=request_key, by=None)
            yield "refunded" if is_new else "refund known"
        except RefundRefused:
            yield "refund refused"


def _books():
    from supporters.models import MrrChange, OutboxMail, Payment, Pledge, Refund, SandboxAccount

    documents = [account.document for account in SandboxAccount.objects.all()]
    return {
        "pledges": Pledge.objects.count(),
        "active": Pledge.objects.filter(state="active").count(),
        "visits": len(documents),
        "charges": sum(len(document["payments"]) for document in documents),
        "payments": Payment.objects.count(),
        "receipts": OutboxMail.objects.filter(key__startswith="receipt:").count(),
        "changes": MrrChange.objects.count(),
        "refunds": Refund.objects.filter(status="succeeded").count(),
        "refund letters": OutboxMail.objects.filter(key__startswith="refund:").count(),
        "kept": Payment.objects.kept_total(),
        "given back there": sum(refund["amount"] for document in documents for refund in document["refunds"]),
    }


if __name__ == "__main__":
    django.setup()
    json.dump(race(), sys.stdout)
