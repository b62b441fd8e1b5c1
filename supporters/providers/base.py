"""What every way of paying can do. A provider tells us facts; only our own code changes our rows."""

from typing import NamedTuple, Protocol


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


class Provider(Protocol):
    name: str
    calls_out: bool  # whether start() goes over the network, and so must stay outside a transaction

    def start(self, pledge) -> Instructions: ...
