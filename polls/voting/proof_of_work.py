"""Proof of work for a browser whose network has reached its limit: for one poll, and spent once."""

from django.db import IntegrityError, transaction
from django.utils import timezone

from common import proof_of_work as work
from polls.models import SpentProof


def challenge_for(*, poll) -> dict:
    return work.challenge_for(purpose="polls", data={"poll": poll.pk})


def spend(*, poll, proof: str) -> bool:
    """Take a proof for one vote in this poll; a wrong, foreign, old or spent one buys nothing."""
    number = work.number_of(proof, purpose="polls", data={"poll": poll.pk})
    if number is None:
        return False
    try:
        with transaction.atomic():
            SpentProof.objects.create(challenge=number, expires_at=timezone.now() + work.VALID_FOR)
    except IntegrityError:
        return False
    return True
