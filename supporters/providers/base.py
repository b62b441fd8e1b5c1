"""What every way of paying can do. A provider tells us facts; only our own code changes our rows.

Nothing here is called inside a transaction, except what `calls_out` says stays in the house. All amounts are in the
minor unit of their currency.
"""

import datetime as dt
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple, Protocol


class ProviderError(Exception):
    """The provider could not be asked, or said no."""


class ProviderUnreachable(ProviderError):
    """No answer: whether it acted is not known, so the same call with the same key is the way to find out."""


class ProviderRefused(ProviderError):
    """It answered, and the answer is no."""


class Capability(StrEnum):
    REFUND = "refund"
    CANCEL = "cancel"
    CHANGE_AMOUNT = "change_amount"
    PORTAL = "portal"
    PAUSE = "pause"
    SNAPSHOT = "snapshot"


class Way(NamedTuple):
    """One way to pay: what to do, and the facts to copy."""

    kind: str
    title: str
    steps: str
    facts: list[tuple[str, str]]


class Instructions(NamedTuple):
    """How the supporter pays, where the provider does not take the payment itself."""

    reference: str
    ways: list[Way]


class Redirect(NamedTuple):
    """Where the supporter goes to pay, and how the provider calls that visit."""

    session: str
    url: str


@dataclass(frozen=True)
class ProviderPayment:
    """A payment as the provider has it. `returned` came and was called back by the bank later."""

    ref: str
    status: str  # pending, succeeded, failed, returned
    amount: int
    currency: str
    at: dt.datetime
    method: str = "card"
    fee: int | None = None
    period_start: dt.date | None = None
    failure_code: str = ""
    url: str = ""  # where its payer can still put it right
    needs_approval: bool = False


@dataclass(frozen=True)
class ProviderRefund:
    ref: str
    payment_ref: str
    status: str  # pending, succeeded, failed
    amount: int
    currency: str
    at: dt.datetime
    request_key: str = ""
    reason: str = ""


@dataclass(frozen=True)
class ProviderDispute:
    ref: str
    payment_ref: str
    status: str  # open, review, won, lost
    amount: int
    currency: str
    at: dt.datetime
    reason: str = ""
    respond_by: dt.datetime | None = None


@dataclass(frozen=True)
class Snapshot:
    """All that the provider holds about one pledge, as it was when we began to read it."""

    read_at: dt.datetime
    state: str
    amount: int | None = None
    currency: str | None = None
    session: str | None = None
    subscription: str | None = None
    customer: str | None = None
    next_due: dt.date | None = None
    cancel_at: dt.datetime | None = None
    ended_at: dt.datetime | None = None
    end_reason: str = ""
    payments: list[ProviderPayment] = field(default_factory=list)
    refunds: list[ProviderRefund] = field(default_factory=list)
    disputes: list[ProviderDispute] = field(default_factory=list)


@dataclass(frozen=True)
class Envelope:
    """One message of a provider, down to the ids by which we find the pledge."""

    event_id: str
    type: str
    livemode: bool
    created: dt.datetime
    object_ref: str = ""
    api_version: str = ""
    is_wanted: bool = True
    hints: dict[str, str] = field(default_factory=dict)  # pledge, session, subscription, payment


class Provider(Protocol):
    """Every method but `read_webhook` raises ProviderUnreachable or ProviderRefused; that one raises BadWebhook."""

    name: str
    label: str
    calls_out: bool  # whether start() goes over the network, and so must stay outside a transaction
    capabilities: frozenset[Capability]

    def start(self, pledge) -> Instructions | Redirect: ...
    def snapshot(self, pledge) -> Snapshot | None: ...
    def read_webhook(self, *, body: bytes, signature: str) -> Envelope: ...
    def refund(self, payment, amount: int, *, key: str) -> None: ...
    def cancel(self, pledge, *, at_period_end: bool) -> None: ...
    def change_amount(self, pledge, amount: int) -> None: ...
    def pause(self, pledge) -> None: ...
    def resume(self, pledge) -> None: ...
    def portal_url(self, pledge) -> str: ...
