"""The keys behind mailed links and behind the marks of addresses. Sealed, they outlive changes of SECRET_KEY."""

import secrets
from functools import lru_cache

from django.db import models
from django.utils import timezone
from django.utils.crypto import salted_hmac

from common.mailbox import canonical_mailbox
from newsroom.identity.sealing import seal, unseal

FIRST = 1
ADDRESS = "newsroom.newsletters.address"
# Reading the seal costs more than making a mark, and a sealed text never changes its meaning.
_unseal = lru_cache(maxsize=8)(unseal)


class LetterKeyManager(models.Manager):
    def first_key(self) -> "LetterKey":
        """The one key that marks addresses: with another, who was suppressed would be forgotten."""
        return self.get_or_create(pk=FIRST, defaults={"sealed_secret": seal(secrets.token_urlsafe(32))})[0]

    def newest_key(self) -> "LetterKey":
        """The key for new links. Those of older keys go on opening what they opened."""
        return self.order_by("-pk").first() or self.first_key()


class LetterKey(models.Model):
    """A random secret. Links name the number of theirs."""

    sealed_secret = models.CharField(max_length=300, editable=False)
    since = models.DateTimeField(default=timezone.now, editable=False)

    objects = LetterKeyManager()

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def secret(self) -> str:
        """Raises SealIsBroken under another SECRET_KEY."""
        return _unseal(self.sealed_secret)

    def mac(self, salt: str, value: str) -> str:
        """A keyed hash of 128 bits in hexadecimal digits. Raises SealIsBroken under another SECRET_KEY."""
        return salted_hmac(salt, value, secret=self.secret, algorithm="sha256").hexdigest()[:32]


def hmac_of_address(email: str) -> str:
    """What stands for an address where the address itself must not stand. Capitals make no difference."""
    return LetterKey.objects.first_key().mac(ADDRESS, canonical_mailbox(email).lower())
