"""Names of cookies, with the prefix by which a browser itself sees to it that nobody else has set them."""

from django.conf import settings


def cookie_name(name: str, *, path: str = "/") -> str:
    """Over https, of this very host where the cookie is for all of it, and never from a page without encryption."""
    if not settings.HTTPS:
        return name
    return f"__Host-{name}" if path == "/" else f"__Secure-{name}"
