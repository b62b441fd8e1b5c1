"""How long a picture, a film or a document may be kept, by whom, and what a browser may do with it."""

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
    headers = {
        "Cache-Control": kept,
        "Content-Security-Policy": "default-src 'none'; sandbox",
        "Cross-Origin-Resource-Policy": "cross-origin",
    }
    # Chrome shows no PDF in a sandbox but a page that says "blocked". What is saved opens in any browser and program.
    return headers | ({"Content-Disposition": "attachment"} if name.startswith("documents/") else {})
