"""Processes killed while they deal with a provider, on any database: `python -m supporters.tests.money.killed`.

Each act is a process of its own and kills itself (SIGKILL) at one of its statements: after the provider has acted and
before our rows say so. Then the comparison runs once. Prints how each process ended and what the books say, as JSON.
"""

import datetime as dt
import json
import os
import signal
import sys
import uuid

import django

from newsroom.tests.racing import fork

AMOUNT, NEW_AMOUNT, BACK = 500, 700, 200
# What each process does, and the statement that it does not live to see done.
ACTS = {
    "visit": 'UPDATE "supporters_pledge" SET "provider_session"',
    "paid": 'INSERT INTO "supporters_outboxmail"',
    "refunded": 'UPDATE "supporters_refund"',
    "stopped": 'UPDATE "supporters_pledge" SET "state"',
    "raised": 'FROM "supporters_sandboxaccount"',
}


def run():
    from django.db import connections

    for act in ACTS:
        _prepare(act)
    connections.close_all()
    workers = {act: fork.Process(target=_do, args=(act,)) for act in ACTS}
    for worker in workers.values():
        worker.start()
    for worker in workers.values():
        worker.join()
    before = {act: _books(act) for act in ACTS}
    _pay_at(_pledge("visit"))  # its reader had the address of the card page, and our rows did not
    _compare()
    after = {act: _books(act) for act in ACTS}
    _compare()
    return {
        "ended": {act: worker.exitcode for act, worker in workers.items()},
        "before": before,
        "after": after,
        "again": {act: _books(act) for act in ACTS},
    }


def _pledge(act):
    from supporters.models import Pledge

    return Pledge.objects.get(submission_key=uuid.uuid5(uuid.NAMESPACE_OID, act))


def _account(pledge):
    from supporters.models import SandboxAccount

    return SandboxAccount.objects.filter(idempotency_key=f"pledge:{pledge.public_id}").first()


def _prepare(act):
    """A pledge for each act; all but the first two were paid, and we know of it."""
    from supporters.giving.pledge import make_pledge
    from supporters.giving.promise import Promise
    from supporters.models import ContributionPage
    from supporters.money.checkout import begin_checkout
    from supporters.money.sync import sync

    promise = Promise(
        page=ContributionPage.objects.default(),
        frequency="month",
        amount_minor=AMOUNT,
        name="Ada Marsh",
        email=f"{act}@example.org",
        provider="sandbox",
    )
    pledge, _is_new = make_pledge(submission_key=uuid.uuid5(uuid.NAMESPACE_OID, act), promise=promise)
    if act == "visit":
        return
    begin_checkout(pledge=pledge)
    _pay_at(pledge)
    if act != "paid":
        sync(pledge=pledge)


def _pay_at(pledge):
    """The reader pays; no message comes."""
    from supporters.providers.sandbox_bank import bank

    with bank.opened(_account(pledge).session, times=0) as account:
        bank.act(account, "pays")


def _do(act):
    django.setup()
    from django.db import connection

    from supporters.models import Payment
    from supporters.money.checkout import begin_checkout
    from supporters.money.pledge_actions import change_at_provider, stop_at_provider
    from supporters.money.refunds import refund_payment
    from supporters.money.sync import sync

    def die(execute, sql, params, many, context):
        if ACTS[act] in sql:
            os.kill(os.getpid(), signal.SIGKILL)
        return execute(sql, params, many, context)

    pledge = _pledge(act)
    with connection.execute_wrapper(die):
        {
            "visit": lambda: begin_checkout(pledge=pledge),
            "paid": lambda: sync(pledge=pledge),
            "refunded": lambda: refund_payment(
                payment=Payment.objects.get(pledge=pledge), amount=BACK, request_key=uuid.uuid4(), by=None
            ),
            "stopped": lambda: stop_at_provider(pledge=pledge),
            "raised": lambda: change_at_provider(pledge=pledge, amount=NEW_AMOUNT),
        }[act]()


def _compare():
    from django.utils import timezone

    from supporters.money.reconcile import reconcile

    reconcile(at=timezone.now() + dt.timedelta(hours=1))


def _books(act):
    from supporters.models import OutboxMail, Payment, Refund

    pledge = _pledge(act)
    account = _account(pledge)
    document = account.document if account else {}
    charged = sum(payment["amount"] for payment in document.get("payments", []))
    payments = Payment.objects.filter(pledge=pledge)
    letters = OutboxMail.objects.filter(to=pledge.supporter.email).values_list("key", flat=True)
    return {
        "state": pledge.state,
        "amount here and there": [pledge.amount, document.get("amount")],
        "at the provider": charged - sum(refund["amount"] for refund in document.get("refunds", [])),
        "in the ledger": payments.kept_total(),
        "payments": payments.count(),
        "receipts": sum(key.startswith("receipt:") for key in letters),
        "refunds": sorted(Refund.objects.filter(payment__in=payments).values_list("status", flat=True)),
        "refund letters": sum(key.startswith("refund:") for key in letters),
        "changes": list(pledge.value_changes.order_by("pk").values_list("kind", flat=True)),
    }


if __name__ == "__main__":
    django.setup()
    json.dump(run(), sys.stdout)
