"""A browser in which somebody has signed in before keeps a signed cookie that says so, and whose.

It opens nothing. Whoever guesses elsewhere cannot use up the tries of this browser, and a letter tells of a new one.
"""

import secrets

from django.conf import settings
from django.contrib.auth.models import User
from django.core import signing
from django.http import HttpRequest, HttpResponse

COOKIE = "__Host-browser" if settings.HTTPS else "browser"
SALT = "newsroom.identity.known_browser"
LASTS = 180 * 24 * 60 * 60  # seconds
MOST_PEOPLE = 10  # who share one browser; the one who was there longest ago is forgotten first


def known_browser(request: HttpRequest, name: str) -> str:
    """The browser's own number where the person of this name has signed in with it; empty where not."""
    number, people = _read(request)
    is_theirs = bool(people) and User.objects.filter(username=name, pk__in=people).exists()
    return number if is_theirs else ""


def remember_browser(request: HttpRequest, response: HttpResponse, user: User) -> bool:
    """Write into the cookie that this person has signed in here. Whether that is new."""
    number, people = _read(request)
    others = [pk for pk in people if pk != user.pk]
    response.set_cookie(
        COOKIE,
        signing.dumps([number or secrets.token_hex(8), [*others, user.pk][-MOST_PEOPLE:]], salt=SALT),
        max_age=LASTS,
        secure=settings.HTTPS,
        httponly=True,
        samesite="Lax",
    )
    return user.pk not in people


def _read(request):
    try:
        number, people = signing.loads(request.COOKIES.get(COOKIE, ""), salt=SALT, max_age=LASTS)
    except signing.BadSignature:
        return "", []
    return number, people
