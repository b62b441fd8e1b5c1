"""Proof of work for a browser whose network has used up its allowance: some tenths of a second, spent once.

ALTCHA's second version: a key to be found by trying, under a signature of ours, for one poll and a few minutes.
"""

import datetime as dt
import secrets

import altcha
from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac

from polls.models import SpentProof

ALGORITHM = "PBKDF2/SHA-256"
ROUNDS = 10_000
# About a hundred tries: half a second on a desk, two seconds on an old phone.
FEWEST_TRIES, MORE_TRIES = 50, 100
VALID_FOR = dt.timedelta(minutes=10)
LONGEST_PROOF = 1500


def challenge_for(*, poll) -> dict:
    challenge = altcha.create_challenge(
        ALGORITHM,
        ROUNDS,
        counter=FEWEST_TRIES + secrets.randbelow(MORE_TRIES),
        expires_at=timezone.now() + VALID_FOR,
        data={"poll": poll.pk},
        hmac_secret=_key("challenge"),
        hmac_key_secret=_key("answer"),
    )
    return challenge.to_dict()


def solve(challenge: dict) -> str:
    """What a browser does, for drills and tests."""
    challenge = altcha.Challenge.from_dict(challenge)
    return altcha.Payload(challenge, altcha.solve_challenge(challenge)).to_base64()


def spend(*, poll, proof: str) -> bool:
    """Take a proof for one vote in this poll; a wrong, foreign, old or spent one buys nothing."""
    if not proof or len(proof) > LONGEST_PROOF:
        return False
    if not altcha.verify_solution(proof, _key("challenge"), hmac_key_secret=_key("answer")).verified:
        return False
    given = altcha.Payload.from_base64(proof).challenge.parameters
    if given.data != {"poll": poll.pk}:
        return False
    try:
        with transaction.atomic():
            # Not by the signature or the whole proof, of which there may be several spellings: by what was signed.
            SpentProof.objects.create(challenge=given.nonce, expires_at=timezone.now() + VALID_FOR)
    except IntegrityError:
        return False
    return True


def _key(use):
    return salted_hmac(f"polls.proof.{use}", "", secret=settings.SECRET_KEY, algorithm="sha256").hexdigest()
