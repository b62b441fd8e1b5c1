"""Entries of a story, which the plugin Liveblog keeps as comments of its post.

A change there is one more comment, which names the entry that it replaces and says its new words; the entry itself says
the newest, so that what it said at first is lost. A deletion is one without words; its entry goes to the bin.
"""

import datetime as dt
import re
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from articles.importing.items import Kind, Note
from articles.importing.old_entries import OldCourse, OldEntry
from articles.importing.source import Material
from articles.importing.sources.wordpress.dates import moment
from articles.importing.sources.wordpress.text import html_of
from articles.importing.sources.wordpress.wxr import LIVE, LIVE_HIDES, LIVE_KEY, LIVE_REPLACES

ARCHIVED = "archive"
COMMAND = re.compile(r'<span class="liveblog-command [^"]*">[^<]*</span>\s*')  # `/key`, which readers are not shown


def shown_entries(post: dict) -> list[tuple[dict, list[dict]]]:
    """Those that the plugin shows, each with its changes, the oldest first; none where the post is not told in them."""
    if not _state(post):
        return []
    public = [entry for entry in post.get("live_entries", ()) if entry["approved"] == LIVE]
    deleted = {entry[LIVE_REPLACES] for entry in public if not entry["content"].strip()}
    changes: dict[str, list[dict]] = {}
    for entry in sorted(public, key=lambda entry: entry["date_gmt"]):
        changes.setdefault(entry[LIVE_REPLACES], []).append(entry)
    entries = [entry for entry in changes.get("", []) if entry["content"].strip() and entry["id"] not in deleted]
    return [(entry, changes.get(entry["id"], [])) for entry in entries]


def count_left_out(post: dict) -> int:
    """How many comments that say something of an entry find no place."""
    taken = sum(1 + len(changes) for _entry, changes in shown_entries(post))
    return sum(bool(entry["content"].strip()) for entry in post.get("live_entries", ())) - taken


def course_of(post: dict, material: Material, zone: ZoneInfo, notes: list[Note]) -> OldCourse | None:
    """The story as it was told in them; None where it was not."""
    reading = _Reading(post, material, zone, notes)
    dated = [(at, *told) for told in shown_entries(post) if (at := moment(told[0], "date", zone))]
    entries = [reading.entry(*told, number) for number, told in enumerate(sorted(dated, key=lambda told: told[0]), 1)]
    if not entries:
        return None
    is_over = _state(post) == ARCHIVED
    return OldCourse(
        begun_at=min(filter(None, (entries[0].at, moment(post, "post_date", zone)))),
        ended_at=max(entry.starts_at for entry in entries) if is_over else None,
        newest_first=not is_over,
        entries=tuple(entries),
    )


@dataclass(frozen=True)
class _Reading:
    """Of one post."""

    post: dict
    material: Material
    zone: ZoneInfo
    notes: list[Note]

    def entry(self, at: dt.datetime, entry: dict, changes: list[dict], position: int) -> OldEntry:
        since = [moment(change, "date", self.zone) or at for change in changes]
        login = self.material.get(Kind.PART, f"user {entry['user_id']}") or {}
        is_named = not entry[LIVE_HIDES]
        facts = {
            "at": at,
            "author": login.get("key", "") if is_named else "",
            "author_name": entry["author"] if is_named else "",
            "is_key": entry[LIVE_KEY] == "true",
            "position": position,
            "published_at": at,
        }
        earlier = [
            OldEntry(entry["id"], html=self._html(change), starts_at=begun, **facts)
            for change, begun in zip(changes[:-1], since[:-1], strict=True)
        ]
        starts_at = max([at, *since])
        return OldEntry(entry["id"], html=self._html(entry), starts_at=starts_at, earlier=tuple(earlier), **facts)

    def _html(self, entry) -> str:
        return html_of({**self.post, "content": COMMAND.sub("", entry["content"])}, self.material, self.notes)


def _state(post) -> str:
    """Whether the plugin goes on with the post or has ended it; empty where it shows nothing of it."""
    return next(iter(post["meta"].get(LIVE, [])), "").strip("0")
