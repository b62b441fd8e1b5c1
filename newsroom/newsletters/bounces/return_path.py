"""The address to which servers report. It names the subscription and is signed, so no report can be made up."""

import re
from collections.abc import Iterable

from django.conf import settings
from django.utils.crypto import constant_time_compare

from newsroom.newsletters.models import LetterKey, Subscription

SALT = "newsroom.newsletters.bounce"
MAC = 16  # of the digits: a local part has 64 places
SIGNED = re.compile(rf"\+(\d{{1,9}})-(\d{{1,18}})-([0-9a-f]{{{MAC}}})@", re.ASCII)


def return_path(subscription: Subscription, key: LetterKey | None = None) -> str:
    """The sender in the envelope of a letter. Empty where no mailbox is read for reports."""
    name, at, domain = settings.BOUNCE_ADDRESS.rpartition("@")
    if not at:
        return ""
    key = key or LetterKey.objects.newest_key()
    return f"{name}+{key.pk}-{subscription.pk}-{key.mac(SALT, str(subscription.pk))[:MAC]}@{domain}"


def subscription_in(addresses: Iterable[str]) -> Subscription | None:
    """Whose letter the first address of ours among these is about."""
    for address in addresses:
        for number, pk, mac in SIGNED.findall(address):
            key = LetterKey.objects.filter(pk=number).first()
            if key and constant_time_compare(mac, key.mac(SALT, pk)[:MAC]):
                return Subscription.objects.filter(pk=pk).first()
    return None
