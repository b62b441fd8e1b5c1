"""Secrets that have to be read again are kept sealed: whoever has the database alone, or a backup, cannot use them."""

import base64
import hashlib

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings


class SealIsBroken(Exception):
    """Sealed with another SECRET_KEY, or changed."""


def seal(secret: str) -> str:
    return _seals().encrypt(secret.encode()).decode()


def unseal(sealed: str) -> str:
    """Raises SealIsBroken."""
    try:
        return _seals().decrypt(sealed.encode()).decode()
    except InvalidToken as error:
        raise SealIsBroken from error


def _seals():
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    hashed = (hashlib.blake2b(key.encode(), digest_size=32, person=b"newsroom.factors").digest() for key in keys)
    return MultiFernet([Fernet(base64.urlsafe_b64encode(key)) for key in hashed])
