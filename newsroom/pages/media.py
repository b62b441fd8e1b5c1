"""How long a picture or film may be kept, and by whom."""

import datetime as dt
from pathlib import PurePosixPath

YEAR = 365 * 24 * 60 * 60  # seconds
HOUR = 60 * 60


def media_headers(name: str, end: dt.datetime | None, now: dt.datetime) -> dict[str, str]:
    """Renditions have a name of their own for each content, so they may be kept for ever.

    A picture whose rights end is kept by nobody beyond that moment.
    """
    is_rendition = PurePosixPath(name).parts[:1] == ("__processed__",)
    kept = f"public, max-age={YEAR}, immutable" if is_rendition else f"public, max-age={HOUR}"
    if end is not None:
        left = int((end - now).total_seconds())
        kept = f"public, max-age={min(YEAR if is_rendition else HOUR, left)}" if left > 0 else "private, no-store"
    return {
        "Cache-Control": kept,
        "Content-Security-Policy": "default-src 'none'; sandbox",
        "Cross-Origin-Resource-Policy": "cross-origin",
    }
