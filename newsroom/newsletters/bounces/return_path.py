"""The address to which servers report. It names the subscription and is signed, so no report can be made up."""

import re
from collections.abc import Iterable

from django.conf import settings
from django.utils.crypto import constant_time_compare

from newsroom.newsletters.models import LetterKey, Subscription

SALT = "newsroom.newsletters.bounce"
MAC = 16  # of the digits: a local part has 64 places
MARK = rf"(\d{{1,9}})-(\d{{1,18}})-([0-9a-f]{{{MAC}}})"
SIGNED = re.compile(rf"\+({MARK})@", re.ASCII)


def mark_of(subscription: Subscription, key: LetterKey | None = None) -> str:
    """What a report has to bring back to be about this subscription. It says neither which issue nor which address."""
    key = key or LetterKey.objects.newest_key()
    return f"{key.pk}-{subscription.pk}-{key.mac(SALT, str(subscription.pk))[:MAC]}"


def return_path(mark: str) -> str:
    """The sender in the envelope of a letter. Empty where no mailbox is read for reports."""
    name, at, domain = settings.BOUNCE_ADDRESS.rpartition("@")
    return f"{name}+{mark}@{domain}" if at else ""


def subscription_of(mark: str) -> Subscription | None:
    """Whose letter carried this mark; None where it is not one that we made."""
    found = re.fullmatch(MARK, mark, re.ASCII)
    key = LetterKey.objects.filter(pk=found[1]).first() if found else None
    if key and constant_time_compare(found[3], key.mac(SALT, found[2])[:MAC]):
        return Subscription.objects.filter(pk=found[2]).first()
    return None


def subscription_in(addresses: Iterable[str]) -> Subscription | None:
    """Whose letter the first address of ours among these is about."""
    marks = (found[0] for address in addresses for found in SIGNED.findall(address))
    return next(filter(None, map(subscription_of, marks)), None)
