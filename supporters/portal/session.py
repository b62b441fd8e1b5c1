"""Who is signed in to the supporter's own page, by the one cookie that the public site knows."""

from django.conf import settings
from django.core import signing

from common.cookie_names import cookie_name
from common.counters import mark
from supporters.letters.links import LINK_LASTS, SignIn, mailbox_mark, read_proof

SIGNED_IN = "supporters.links.signed-in"
SIGNED_IN_LASTS = 2 * 60 * 60  # seconds
COOKIE_PATH = "/support/yours/"


def session_cookie() -> str:
    return cookie_name("supporter", path=COOKIE_PATH)


def session_mark(supporter) -> str:
    """Changes with the address and with every sign-out, so that no cookie of before opens anything."""
    return f"{mailbox_mark(supporter)}-{supporter.sign_outs}"


def read_cookie(request) -> SignIn | None:
    """Who is signed in here, or None."""
    return read_proof(request.COOKIES.get(session_cookie()), SIGNED_IN, SIGNED_IN_LASTS, session_mark)


def take_link(request, sign_in) -> bool:
    """Whether this browser may use the link: the first one that presses its button, and that one again."""
    if mark(f"sign-in:{sign_in.link}", seconds=LINK_LASTS):
        return True
    signed_in = read_cookie(request)
    return bool(signed_in) and signed_in.link == sign_in.link


def set_cookie(response, sign_in) -> None:
    supporter = sign_in.supporter
    value = signing.dumps([supporter.public_id.hex, session_mark(supporter), sign_in.link], salt=SIGNED_IN)
    response.set_cookie(
        session_cookie(),
        value,
        max_age=SIGNED_IN_LASTS,
        path=COOKIE_PATH,
        secure=settings.HTTPS,
        httponly=True,
        samesite="Lax",
    )


def remove_cookie(response) -> None:
    response.delete_cookie(session_cookie(), path=COOKIE_PATH, samesite="Lax")
