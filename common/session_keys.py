"""The key of a session carries our signature: what a stranger makes up is told apart without asking the database.

That a session has ended the database alone can tell.
"""

from django.conf import settings
from django.core import signing

SALT = "common.session_keys"


def sign_key(key: str) -> str:
    return _signer().sign(key)


def is_ours(key: str) -> bool:
    """Whether we gave this key to somebody who knew a password, no longer ago than a session can last."""
    try:
        _signer().unsign(key, max_age=settings.SESSION_COOKIE_AGE)
    except signing.BadSignature:
        return False
    return True


def _signer():
    return signing.TimestampSigner(salt=SALT)
