"""What happens at the pretended bank. It knows nothing of our pledges and keeps its own books."""

import datetime as dt
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import transaction
from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from supporters.models import SandboxAccount
from supporters.providers.sandbox_bank.calendar import next_period
from supporters.providers.sandbox_bank.webhooks import post

MOST_DECLINES = 5  # then the visit is over, as with real card testers
ANSWER_WITHIN = dt.timedelta(days=14)


class Outcome(TextChoices):
    PAYS = "pays", _("The payment succeeds")
    DECLINED = "declined", _("The card is declined")
    APPROVAL = "approval", _("The bank asks for approval first")
    CLOSES_TAB = "closes_tab", _("Pays, then closes the tab")
    NO_EVENT = "no_event", _("Pays, closes the tab, and no message ever comes")
    TWICE = "twice", _("Pays, and every message comes twice")
    REFUNDED = "refunded", _("Pays, and the provider gives it back")
    DISPUTED = "disputed", _("Pays, and the card holder disputes it")
    RENEWAL_FAILS = "renewal_fails", _("Pays, but every renewal fails")
    RENEWAL_APPROVAL = "renewal_approval", _("Pays, but the renewal needs the bank’s approval")
    SLOW = "slow", _("Direct Debit: the bank takes days to decide")
    RETURNED = "returned", _("Direct Debit: succeeds, and comes back days later")


@contextmanager
def opened(session, *, times=1) -> Iterator[SandboxAccount]:
    """The account's document to change; what happened is told to the paper when it is safely written."""
    with transaction.atomic():
        account = SandboxAccount.objects.select_for_update().get(session=session)
        account.document["events"] = []
        yield account
        events = account.document.pop("events")
        account.save()
    for event in events:
        for _turn in range(times):
            post(event)


def tell(account, kind, **refs) -> None:
    document = account.document
    hints = {"pledge": document["pledge"], "session": account.session} | refs
    account.document["events"].append(
        {
            "id": f"evt_{uuid.uuid4().hex}",
            "type": kind,
            "livemode": False,
            "created": account.clock.isoformat(),
            "hints": hints,
        }
    )


def new_document(*, pledge, return_url) -> dict[str, Any]:
    return {
        "pledge": str(pledge.public_id),
        "frequency": str(pledge.frequency),
        "amount": pledge.amount,
        "currency": pledge.currency,
        "return_url": return_url,
        "status": "open",
        "declines": 0,
        "payments": [],
        "refunds": [],
        "disputes": [],
        "subscription": None,
    }


def new_payment(account, status, **facts) -> dict[str, Any]:
    document = account.document
    payment = {
        "ref": f"pay_{uuid.uuid4().hex}",
        "status": status,
        "amount": document["amount"],
        "currency": document["currency"],
        "at": account.clock.isoformat(),
        "method": "card",
        "period_start": account.clock.date().isoformat(),
    } | facts
    document["payments"].append(payment)
    return payment


def complete(account, status="succeeded", **facts) -> dict[str, Any]:
    """The reader has finished the visit; the payment itself may still be under way."""
    document = account.document
    document["status"] = "complete"
    payment = new_payment(account, status, **facts)
    if document["frequency"] != "once":
        document["subscription"] = {
            "id": f"sub_{uuid.uuid4().hex}",
            "status": "active",
            "anchor": account.clock.day,
            "next_due": next_period(account.clock.date(), document["frequency"], account.clock.day).isoformat(),
            "cancel_at": None,
            "ended_at": None,
            "reason": "",
            "failing": 0,
            "needs_approval": False,
            "open": None,
        }
    tell(account, "checkout.completed", payment=payment["ref"])
    if status == "succeeded":
        tell(account, "payment.succeeded", payment=payment["ref"])
    return payment


def decline(account) -> None:
    document = account.document
    document["declines"] += 1
    if document["declines"] >= MOST_DECLINES:
        expire(account)


def expire(account) -> None:
    account.document["status"] = "expired"
    tell(account, "checkout.expired")


def decide(account, payment, *, status, failure_code="") -> None:
    """A slow payment is decided, or one that had succeeded comes back."""
    payment["status"], payment["failure_code"] = status, failure_code
    subscription = account.document["subscription"]
    if subscription and status in {"failed", "returned"}:
        subscription["status"] = "past_due"
    tell(account, f"payment.{status}", payment=payment["ref"])


def give_back(account, payment, amount, *, key="", status="succeeded") -> dict[str, Any]:
    refund = {
        "ref": f"ref_{uuid.uuid4().hex}",
        "payment": payment["ref"],
        "amount": amount,
        "status": status,
        "currency": payment["currency"],
        "at": account.clock.isoformat(),
        "key": key,
    }
    account.document["refunds"].append(refund)
    tell(account, "refund.created", payment=payment["ref"])
    return refund


def settle_refund(account, refund, status) -> None:
    refund["status"] = status
    tell(account, f"refund.{status}", payment=refund["payment"])


def dispute(account, payment) -> dict[str, Any]:
    found = {
        "ref": f"dis_{uuid.uuid4().hex}",
        "payment": payment["ref"],
        "amount": payment["amount"],
        "status": "open",
        "currency": payment["currency"],
        "at": account.clock.isoformat(),
        "reason": "fraudulent",
        "respond_by": (account.clock + ANSWER_WITHIN).isoformat(),
    }
    account.document["disputes"].append(found)
    tell(account, "dispute.opened", payment=payment["ref"])
    return found


def settle_dispute(account, found, status) -> None:
    found["status"] = status
    tell(account, f"dispute.{status}", payment=found["payment"])


def act(account, outcome) -> bool:
    """What the reader picked on the pay page. True when the visit is over."""
    if outcome == Outcome.DECLINED:
        decline(account)
        return account.document["status"] != "open"
    if outcome in {Outcome.SLOW, Outcome.RETURNED}:
        plan = "returned" if outcome == Outcome.RETURNED else "succeeded"
        status = "succeeded" if outcome == Outcome.RETURNED else "pending"
        complete(account, status, method="debit", plan=plan)
        return True
    payment = complete(account)
    if outcome == Outcome.REFUNDED:
        give_back(account, payment, payment["amount"])
    if outcome == Outcome.DISPUTED:
        dispute(account, payment)
    subscription = account.document["subscription"]
    if subscription and outcome in {Outcome.RENEWAL_FAILS, Outcome.RENEWAL_APPROVAL}:
        subscription["failing"] = 99
        subscription["needs_approval"] = outcome == Outcome.RENEWAL_APPROVAL
    return True
