"""The links in letters. They have no end: whoever wants to leave may find an old letter first.

Each names its key, so that a new key leaves the old links as they are. A link does what it says and nothing else.
"""

from functools import lru_cache

from django.conf import settings
from django.urls import reverse
from django.utils.crypto import constant_time_compare

from newsroom.newsletters.models import LetterKey, Subscription

LEAVE, PAGE = "newsroom.newsletters.leave", "newsroom.newsletters.page"


def leave_address(subscription: Subscription, key: LetterKey | None = None) -> str:
    """Where one click leaves this letter. Whoever writes many links fetches the newest key once and hands it over."""
    return _start_of("leave_letter") + token_of(subscription, LEAVE, key) + "/"


def page_address(subscription: Subscription, key: LetterKey | None = None) -> str:
    """The reader's own page: all letters, a pause, another address."""
    return _start_of("own_letters") + token_of(subscription, PAGE, key) + "/"


@lru_cache(maxsize=4)
def _start_of(name):
    """An address without its token: looking it up costs more than all the rest of a link."""
    return settings.SITE_URL + reverse(name, args=["-"]).removesuffix("-/")


def token_of(subscription: Subscription, purpose: str, key: LetterKey | None = None) -> str:
    key = key or LetterKey.objects.newest_key()
    return f"{key.pk}-{subscription.pk}-{key.mac(purpose, str(subscription.pk))}"


def read_token(token: str, purpose: str) -> Subscription | None:
    """The subscription that a link is about; None for a link that is not ours."""
    number, _, rest = token.partition("-")
    pk, _, mac = rest.partition("-")
    if not (_is_number(number) and _is_number(pk)):
        return None
    key = LetterKey.objects.filter(pk=number).first()
    if key is None or not constant_time_compare(mac, key.mac(purpose, pk)):
        return None
    return Subscription.objects.select_related("supporter", "newsletter", "moved_to").filter(pk=pk).first()


def _is_number(text):
    return text.isascii() and text.isdecimal() and len(text) < 19
