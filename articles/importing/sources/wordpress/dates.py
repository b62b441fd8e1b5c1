"""When a post came out and was changed, of the three ways in which an export says it.

Universal time is believed first. It is zeros for drafts, and wrong by an hour for a local time that the clocks skipped:
there pubDate is right. Local time is the last resort, with the zone that was said for the site.
"""

import datetime as dt
from email.utils import parsedate_to_datetime
from zoneinfo import ZoneInfo

NEVER = "0000-00-00"
EARLIEST = 1970


def moment(post: dict, name: str, zone: ZoneInfo) -> dt.datetime | None:
    """`name` is post_date or post_modified."""
    universal, local = _read(post.get(f"{name}_gmt", "")), _read(post.get(name, ""))
    if name == "post_date":
        published = _mail_date(post.get("pubDate", ""))
        if published and (universal is None or (local and _is_skipped(local, zone))):
            return published
    if universal:
        return universal.replace(tzinfo=dt.UTC)
    return local.replace(tzinfo=zone).astimezone(dt.UTC) if local else None


def _read(text) -> dt.datetime | None:
    if not text or text.startswith(NEVER):
        return None
    try:
        found = dt.datetime.fromisoformat(text.strip())
    except ValueError:
        return None
    return found.replace(tzinfo=None) if found.year > EARLIEST else None


def _mail_date(text) -> dt.datetime | None:
    try:
        found = parsedate_to_datetime(text)
    except (TypeError, ValueError):
        return None
    return found.astimezone(dt.UTC) if found.tzinfo and found.year > EARLIEST else None


def _is_skipped(local: dt.datetime, zone: ZoneInfo) -> bool:
    """Whether no clock of the zone ever showed that time."""
    there = local.replace(tzinfo=zone)
    return there.astimezone(dt.UTC).astimezone(zone).replace(tzinfo=None) != local
