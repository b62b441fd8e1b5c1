"""Signed links in letters. Each does one thing and nothing else."""

import secrets
from typing import NamedTuple

from django.conf import settings
from django.core import signing
from django.urls import reverse
from django.utils.crypto import salted_hmac

from supporters.models import Pledge, Supporter

SIGN_IN = "supporters.links.sign-in"
STOP_PLEDGE, STOP_NEWSLETTER = "supporters.links.stop-pledge", "supporters.links.stop-newsletter"
LINK_LASTS = 30 * 60


class SignIn(NamedTuple):
    """Whose page a link or a cookie opens, and by which link."""

    supporter: Supporter
    link: str


def mailbox_mark(supporter) -> str:
    """Changes with the address, so that what was mailed to an old one opens nothing."""
    return salted_hmac("supporters.links", supporter.email.lower(), algorithm="sha256").hexdigest()[:20]


def sign_in_token(supporter) -> str:
    return signing.dumps([supporter.public_id.hex, mailbox_mark(supporter), secrets.token_hex(8)], salt=SIGN_IN)


def read_sign_in(token) -> SignIn | None:
    """Whose page the mailed link opens, or None for one that is not ours or older than half an hour."""
    return read_proof(token, SIGN_IN, LINK_LASTS)


def read_proof(value: str | None, salt: str, max_age: int, mark_of=mailbox_mark) -> SignIn | None:
    """Whose page a signed link or cookie opens; None for one that is not ours, too old, or whose mark has changed."""
    try:
        public_id, mark, link = signing.loads(value or "", salt=salt, max_age=max_age)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    supporter = Supporter.objects.known().filter(public_id=public_id).first()
    if supporter is None or mark != mark_of(supporter):
        return None
    return SignIn(supporter, link)


def stop_pledge_token(pledge) -> str:
    return signing.dumps(pledge.public_id.hex, salt=STOP_PLEDGE)


def stop_pledge_url(pledge) -> str:
    """Stops this pledge with two clicks and without signing in."""
    return settings.SITE_URL + reverse("supporters:stop", args=[stop_pledge_token(pledge)])


def read_stop_pledge(token) -> Pledge | None:
    """The pledge that a receipt's link stops. It has no end: whoever wants to stop may find an old letter first."""
    return Pledge.objects.filter(public_id=_signed_id(token, STOP_PLEDGE)).select_related("supporter", "page").first()


def stop_newsletter_token(supporter) -> str:
    return signing.dumps(supporter.public_id.hex, salt=STOP_NEWSLETTER)


def read_stop_newsletter(token) -> Supporter | None:
    return Supporter.objects.known().filter(public_id=_signed_id(token, STOP_NEWSLETTER)).first()


def _signed_id(token, salt):
    try:
        return signing.loads(token, salt=salt)
    except signing.BadSignature:
        return None
