"""How many first votes one network may send in an hour before the next ones are looked at.

A vote over the limit is never refused. A browser with script is asked for a proof of work first; whoever brings
none is held and answered like everybody else, so that nobody learns from the page where the line is.
"""

from dataclasses import dataclass
from uuid import UUID

from common.bots import is_machine
from common.client_network import network_of
from common.request_source import Source
from polls.models import Ballot, NetworkHour, Poll
from polls.voting import proof_of_work

# A household or a small office, by the hour. A school or a mobile network has more readers: those are held, not lost.
VOTES_AN_HOUR = {Poll.Stakes.LOW: 60, Poll.Stakes.NORMAL: 20, Poll.Stakes.HIGH: 5}
# With proofs a network may go on until it has sent so many times its limit.
TIMES_WITH_PROOF = 3
HoldReason = Ballot.HoldReason


class ProofWanted(Exception):
    """The network has reached its limit and this browser can prove its good will."""


@dataclass(frozen=True)
class Sender:
    """What a request says of where a vote came from. None of it is stored."""

    network: str
    # A reason to hold the vote that was plain before anything was counted.
    hold_reason: str = ""
    # With script a browser can be asked for a proof; what it brought, or that it cannot.
    can_prove: bool = False
    proof: str = ""


def sender_of(request, *, source) -> Sender:
    hold_reason = HoldReason.SOURCE if source is Source.UNKNOWN else HoldReason.MACHINE if is_machine(request) else ""
    return Sender(
        network=network_of(request),
        hold_reason=hold_reason,
        can_prove="X-Poll-Script" in request.headers,
        proof=request.POST.get("proof", ""),
    )


def hold_reason_for(sender, *, poll, secret, hour) -> str:
    """Why this first vote should be looked at before it counts, or nothing. Raises ProofWanted."""
    if sender.hold_reason:
        return sender.hold_reason
    votes = NetworkHour.objects.take(poll=poll, network=network_key(sender, secret=secret), hour=hour)
    allowed = VOTES_AN_HOUR[poll.stakes]
    if votes <= allowed:
        return ""
    if sender.proof:
        if not proof_of_work.spend(poll=poll, proof=sender.proof):
            return HoldReason.PROOF
        return "" if votes <= allowed * TIMES_WITH_PROOF else HoldReason.NETWORK
    if sender.can_prove:
        raise ProofWanted
    return HoldReason.NETWORK


def network_key(sender, *, secret) -> UUID:
    return secret.key_of(f"network {sender.network}")


def cohort_of(sender, *, secret) -> int:
    """One of 4,096 groups, in which a large network that votes as one stands out and a single reader does not."""
    return secret.key_of(f"cohort {sender.network}").int % Ballot.COHORTS
