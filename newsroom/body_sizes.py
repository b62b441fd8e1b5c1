"""How long a body may be, by address: looked up before any of it is taken, by our own server and by the middleware."""

from django.conf import settings
from django.http import parse_cookie
from django.utils.translation import gettext_lazy as _

from common.session_keys import is_ours

KB, MB = 1024, 1024 * 1024

# The longest beginning of an address decides. What takes no form has room for a mistake.
FOR_ANYBODY = {
    "/": 8 * KB,
    "/read/": KB,
    "/polls/": 8 * KB,
    "/mistake/": 64 * KB,
    "/letters/": 64 * KB,
    "/letters/service/": 512 * KB,  # a notification of Amazon's may have 256, each quote in it escaped
    "/support/": 64 * KB,
    "/support/webhooks/": 256 * KB,
    "/admin/": 64 * KB,  # signing in
}
# And with the key of a session, which nobody but the desk has.
FOR_THE_DESK = FOR_ANYBODY | {
    "/admin/": 5 * MB,
    "/admin/articles/picture/": 26 * MB,
    "/admin/articles/picture/many/": 520 * MB,  # twenty at once, in a browser without script
    "/admin/articles/video/": 230 * MB,
    "/admin/articles/document/": 41 * MB,
    "/admin/articles/sound/": 101 * MB,
    "/admin/articles/importrun/": 230 * MB,  # a larger archive is put into DATA/imports
}
TOO_LONG = _("This is more than can be taken here, and nothing was kept. Go back, where what you wrote still is.")


def longest_body(path: str, *, cookies: str) -> int:
    """In bytes. An address that is written in code has the room of one that takes no form."""
    sizes = FOR_THE_DESK if path.startswith("/admin/") and _has_session(cookies) else FOR_ANYBODY
    return sizes[max((start for start in sizes if path.startswith(start)), key=len, default="/")]


def _has_session(cookies):
    return is_ours(parse_cookie(cookies).get(settings.SESSION_COOKIE_NAME, ""))
