"""Proof of work: some tenths of a second of a browser's time, for a sender of whom there are too many.

ALTCHA's second version: a key to be found by trying, under a signature of ours, for one purpose and a few minutes.
"""

import datetime as dt
import secrets

import altcha
from django.conf import settings
from django.utils import timezone
from django.utils.crypto import salted_hmac

ALGORITHM = "PBKDF2/SHA-256"
ROUNDS = 10_000
# About a hundred tries: half a second on a desk, two seconds on an old phone.
FEWEST_TRIES, MORE_TRIES = 50, 100
VALID_FOR = dt.timedelta(minutes=10)
LONGEST_PROOF = 1500


def challenge_for(*, purpose: str, data: dict) -> dict:
    challenge = altcha.create_challenge(
        ALGORITHM,
        ROUNDS,
        counter=FEWEST_TRIES + secrets.randbelow(MORE_TRIES),
        expires_at=timezone.now() + VALID_FOR,
        data=data,
        hmac_secret=_key(purpose, "challenge"),
        hmac_key_secret=_key(purpose, "answer"),
    )
    return challenge.to_dict()


def solve(challenge: dict) -> str:
    """What a browser does, for drills and tests."""
    challenge = altcha.Challenge.from_dict(challenge)
    return altcha.Payload(challenge, altcha.solve_challenge(challenge)).to_base64()


def number_of(proof: str, *, purpose: str, data: dict) -> str | None:
    """The number under which a right proof can be spent; None for one that is wrong, old or for something else.

    Not the signature or the whole proof, of which there may be several spellings: what was signed.
    """
    if not proof or len(proof) > LONGEST_PROOF:
        return None
    if not altcha.verify_solution(proof, _key(purpose, "challenge"), hmac_key_secret=_key(purpose, "answer")).verified:
        return None
    given = altcha.Payload.from_base64(proof).challenge.parameters
    return given.nonce if given.data == data else None


def _key(purpose, use):
    return salted_hmac(f"{purpose}.proof.{use}", "", secret=settings.SECRET_KEY, algorithm="sha256").hexdigest()
