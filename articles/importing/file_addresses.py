"""The many addresses of one picture: its sizes, and the services that make it smaller on the way."""

import re
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit

SIZES = {"w", "h", "width", "height", "resize", "fit", "ssl", "quality", "strip"}  # what such a service is asked
SIZED = re.compile(r"-(?:\d{1,5}x\d{1,5}|scaled|rotated)(?=\.[a-z0-9]+$)", re.IGNORECASE)
UPLOADS = re.compile(r".*?/(?:wp-content/uploads|content/images(?:/size/w\d+(?:h\d+)?)?)/")
PROXY = re.compile(r"i\d\.wp\.com$")
SUBSTACK = re.compile(r"/image/fetch/[^/]*(?:/[^/]+)*?/(https?(?:%3A|:).+)$", re.IGNORECASE)


def unwrapped(address: str) -> str:
    """The picture's own address, without a service that makes it smaller on the way."""
    if found := SUBSTACK.search(address):
        address = unquote(found[1])
    try:
        parts = urlsplit(address)
    except ValueError:
        return address
    if PROXY.search(parts.netloc):
        return f"https:/{parts.path}"
    kept = [(name, value) for name, value in parse_qsl(parts.query, keep_blank_values=True) if name not in SIZES]
    return parts._replace(query=urlencode(kept)).geturl() if len(kept) < len(parse_qsl(parts.query)) else address


def file_key(address: str) -> str:
    """What the addresses of all sizes of one file have in common: its path in the old library, else all of it."""
    try:
        parts = urlsplit(unwrapped(address))
    except ValueError:
        return address
    path = SIZED.sub("", unquote(parts.path))
    if found := UPLOADS.match(path):
        return path[found.end() :]
    return f"{parts.netloc.lower()}{path}" + (f"?{parts.query}" if parts.query else "")
