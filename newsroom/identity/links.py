"""Links in letters that let somebody choose a password: after an invitation, or when it was forgotten.

Such a link opens once: what it was made of changes with the password, with each sign-in and with the address.
"""

import datetime as dt

from django.conf import settings
from django.contrib.auth.models import User
from django.core import signing
from django.db import models
from django.urls import reverse
from django.utils.crypto import salted_hmac

SALT = "newsroom.identity.links"


class Purpose(models.TextChoices):
    INVITATION = "invitation"
    RESET = "reset"


LASTS = {Purpose.INVITATION: dt.timedelta(days=7), Purpose.RESET: dt.timedelta(hours=1)}


def link_for(user: User, purpose: str, *, address: str | None = None) -> str:
    """A link for the mailbox at this address, the person's own unless another is named: it opens while it is theirs."""
    mark = _mark_of(user, user.email if address is None else address)
    token = signing.dumps([user.pk, mark], salt=f"{SALT}.{purpose}")
    return settings.SITE_URL + reverse("choose_password", args=[token])


def read_link(token: str) -> tuple[User, Purpose] | None:
    """Whose password it lets choose, and why; None for one that is not ours, was used, or is too old."""
    for purpose, lasts in LASTS.items():
        try:
            pk, mark = signing.loads(token, salt=f"{SALT}.{purpose}", max_age=lasts)
        except signing.BadSignature:
            continue
        user = User.objects.filter(pk=pk, is_active=True, is_staff=True).first()
        return (user, purpose) if user and mark == _mark_of(user, user.email) else None
    return None


def _mark_of(user, address):
    made_of = f"{user.password} {user.last_login} {address}"
    return salted_hmac(SALT, made_of, algorithm="sha256").hexdigest()[:20]
