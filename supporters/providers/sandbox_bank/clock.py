"""Move the sandbox's clock: renewals fall due, failed ones are tried again, slow banks decide."""

import datetime as dt

from supporters.providers.sandbox_bank.bank import decide, new_payment, opened, tell
from supporters.providers.sandbox_bank.calendar import next_period

RETRY_AFTER = [3, 2, 2, 2]  # days between a failed renewal and each next try; after the last one it ends
DECIDES_AFTER = dt.timedelta(days=3)
COMES_BACK_AFTER = dt.timedelta(days=6)


def advance(session, *, days, times=1) -> None:
    """Let so many days pass, one after the other, and tell the paper what each brought."""
    for _day in range(days):
        with opened(session, times=times) as account:
            account.clock += dt.timedelta(days=1)
            _decide_slow_payments(account)
            if account.document["subscription"]:
                _pass_day(account, account.document["subscription"])


def _decide_slow_payments(account):
    for payment in account.document["payments"]:
        age = account.clock - dt.datetime.fromisoformat(payment["at"])
        if payment["status"] == "pending" and age >= DECIDES_AFTER:
            decide(account, payment, status=payment.get("plan", "succeeded"))
        elif payment["status"] == "succeeded" and payment.get("plan") == "returned" and age >= COMES_BACK_AFTER:
            decide(account, payment, status="returned", failure_code="insufficient_funds")


def _pass_day(account, subscription):
    today = account.clock.date()
    cancel_at = subscription["cancel_at"]
    if subscription["status"] in {"canceled", "paused"}:
        return
    if cancel_at and today >= dt.datetime.fromisoformat(cancel_at).date():
        end(account, reason="asked")
    elif subscription["open"]:
        if today >= dt.date.fromisoformat(subscription["open"]["retry_on"]):
            _try(account, subscription, subscription["open"])
    elif today >= dt.date.fromisoformat(subscription["next_due"]):
        due = dt.date.fromisoformat(subscription["next_due"])
        following = next_period(due, account.document["frequency"], subscription["anchor"])
        subscription["next_due"] = following.isoformat()
        _try(account, subscription, {"tries": 0, "payment": None})


def _try(account, subscription, invoice):
    """One attempt at one renewal. A payment keeps its reference through all its attempts."""
    fails = subscription["failing"] > 0
    if fails:
        subscription["failing"] -= 1
    facts = {"failure_code": "card_declined" if fails else "", "needs_approval": subscription["needs_approval"]}
    payment = _payment_of(account, invoice["payment"]) or new_payment(account, "failed")
    payment |= facts | {"status": "failed" if fails else "succeeded", "at": account.clock.isoformat()}
    if not fails:
        subscription["status"], subscription["open"] = "active", None
        tell(account, "payment.succeeded", payment=payment["ref"])
        return
    tries = invoice["tries"]
    tell(account, "payment.failed", payment=payment["ref"])
    if tries >= len(RETRY_AFTER):
        end(account, reason="renewal failed")
        return
    retry_on = account.clock.date() + dt.timedelta(days=RETRY_AFTER[tries])
    subscription["status"] = "past_due"
    subscription["open"] = {"tries": tries + 1, "payment": payment["ref"], "retry_on": retry_on.isoformat()}


def _payment_of(account, ref):
    return next((payment for payment in account.document["payments"] if payment["ref"] == ref), None)


def rest(account) -> None:
    """Nothing is taken for as long as its owner likes."""
    if account.document["subscription"]["status"] == "active":
        account.document["subscription"]["status"] = "paused"
        tell(account, "subscription.updated")


def go_on(account) -> None:
    """From the next day on which a payment would have been due. Nothing is taken for the time between."""
    subscription = account.document["subscription"]
    if subscription["status"] != "paused":
        return
    due = dt.date.fromisoformat(subscription["next_due"])
    while due <= account.clock.date():
        due = next_period(due, account.document["frequency"], subscription["anchor"])
    subscription |= {"status": "active", "next_due": due.isoformat()}
    tell(account, "subscription.updated")


def end(account, *, reason) -> None:
    """The subscription is over. An unpaid renewal goes with it: nobody is charged for it later."""
    account.document["subscription"] |= {
        "status": "canceled",
        "ended_at": account.clock.isoformat(),
        "reason": reason,
        "open": None,
    }
    tell(account, "subscription.ended")
