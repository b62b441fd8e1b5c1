"""Telling a CDN in front what has changed, by the scopes that its copies of our pages are tagged with.

With PURGE_URL set, pages carry `Cache-Tag` and may be kept there for a day, or until the clock changes them.
"""

import json
import urllib.request

from django.conf import settings
from django.db import connection

WITHIN = 5  # seconds
MOST_TAGS = 500  # beyond that everything goes
EVERYTHING = "all"
STATE = "SELECT number, purged FROM site_version"
MOVED = "SELECT scope FROM site_scope WHERE number > %s AND number <= %s LIMIT %s"
DONE = "UPDATE site_version SET purged = %s WHERE purged < %s"


def purge_what_changed() -> list[str]:
    """Send the tags that moved since the last time, as JSON: `{"tags": […]}`. A failure is tried again.

    Raises OSError where the CDN did not take them.
    """
    if not settings.PURGE_URL:
        return []
    with connection.cursor() as cursor:
        cursor.execute(STATE)
        number, purged = cursor.fetchone()
        if number == purged:
            return []
        cursor.execute(MOVED, [purged, number, MOST_TAGS + 1])
        tags = [scope for (scope,) in cursor.fetchall()]
        tags = tags if len(tags) <= MOST_TAGS else [EVERYTHING]
        _send(tags)
        cursor.execute(DONE, [number, number])
    return tags


def _send(tags):
    headers = {"Content-Type": "application/json"}
    if settings.PURGE_TOKEN:
        headers["Authorization"] = f"Bearer {settings.PURGE_TOKEN}"
    body = json.dumps({"tags": tags}).encode()
    asked = urllib.request.Request(settings.PURGE_URL, body, headers, method="POST")  # noqa: S310 - set by the paper
    with urllib.request.urlopen(asked, timeout=WITHIN):  # noqa: S310
        pass
