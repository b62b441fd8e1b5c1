"""The hidden key of one form: it makes a second sending harmless, and tells how long the form was open."""

import uuid
from typing import NamedTuple

from django.core import signing
from django.core.exceptions import ValidationError
from django.utils import timezone

SALT = "supporters.submission"
QUICKEST = 2  # seconds; no person fills in a name and an address faster
LONGEST = 60 * 60 * 24


class Submission(NamedTuple):
    key: uuid.UUID
    seconds_open: int

    @property
    def is_too_quick(self) -> bool:
        return self.seconds_open < QUICKEST


def new_submission(opened_at=None) -> str:
    opened_at = opened_at or timezone.now()
    return signing.dumps([uuid.uuid4().hex, int(opened_at.timestamp())], salt=SALT)


def read_submission(value) -> Submission | None:
    """The submission that we once gave out, or None when it is not ours or a day old."""
    try:
        key, opened = signing.loads(value or "", salt=SALT, max_age=LONGEST)
        return Submission(uuid.UUID(key), int(timezone.now().timestamp()) - opened)
    except (signing.BadSignature, ValidationError, ValueError, TypeError):
        return None
