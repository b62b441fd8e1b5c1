"""What of our own export no other system's has: polls with their counts, corrections, series, earlier editions."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import replace

from django.utils.translation import gettext as _

from articles.importing.items import Kind, OldChoice, OldCorrection, OldPoll, OldSeries
from articles.importing.old_entries import OldCourse, OldEntry
from articles.importing.source import Material


def moment(written: str | None) -> dt.datetime | None:
    return dt.datetime.fromisoformat(written) if written else None


def poll_of(payload: dict, *, counted_by: str) -> OldPoll:
    """A poll that was closed when it was exported. Of any other its question and why it cannot come."""
    told = {"address": payload["url"], "status": payload["phase"]}
    reason = _reason(payload)
    if reason:
        return OldPoll(payload["key"], payload["question"], reason=reason, **told)
    result = payload["result"]
    movement = result.get("movement", {"readers": 0, "rows": []})
    return OldPoll(
        payload["key"],
        payload["question"],
        choices=tuple(_choices(payload["choices"], result["rows"], movement["rows"])),
        opens_at=moment(payload["opens_at"]),
        closes_at=moment(payload["closes_at"]),
        counted_by=payload.get("counted_by") or counted_by,
        scale_low=payload["scale"]["low"],
        scale_high=payload["scale"]["high"],
        readers=result["readers"],
        held=result.get("being_checked", 0),
        removed=result["removed"],
        changed=result["changed"],
        withdrawn=result["withdrawn"],
        asked_again=movement["readers"],
        keys_destroyed_at=moment(result.get("keys_destroyed_at")),
        **{name: payload[name] for name in ("slug", "kind", "context", "least", "most", "outcome")},
        **told,
    )


def _reason(payload):
    if payload["phase"] == "void":
        return _("The paper had withdrawn it: it has no result.")
    if payload["phase"] != "closed" or not payload["result"]:
        return _(
            "It was not closed when it was exported: its votes are at the old paper. Export again after it closed."
        )
    if "choices" not in payload or "changed" not in payload["result"]:
        return _("An older version exported it, without what its ballot was like. Export again with a newer one.")
    return ""


def _choices(choices, rows, moves) -> Iterator[OldChoice]:
    net = [move["net"] for move in moves] or [0] * len(choices)
    for choice, row, gained in zip(choices, rows, net, strict=True):
        yield OldChoice(choice["label"], row["votes"], choice["role"], choice.get("value"), gained)


def corrections_of(rows: Iterable[dict]) -> tuple[OldCorrection, ...]:
    """All that a story had, in the order in which they were made."""
    return tuple(
        OldCorrection(
            str(row["id"]),
            row["wording"],
            dt.datetime.fromisoformat(row["made_at"]),
            kind=row["kind"],
            place=row["place"],
            supersedes=str(row.get("supersedes", "")),
            entry=row.get("entry", ""),
        )
        for row in rows
    )


def series_of(story: dict, material: Material) -> OldSeries | None:
    """The story's place in its series, with what the list of series says of that besides."""
    place = story.get("series")
    if place is None:
        return None
    known = material.get(Kind.PART, f"series:{place['slug']}") or {}
    standfirst = known.get("standfirst", "")
    return OldSeries(place["slug"], place["name"], place["position"], slug=place["slug"], standfirst=standfirst)


def course_of(story: dict, material: Material) -> OldCourse | None:
    """Its entries as readers have them, and those that only the desk had."""
    course = story.get("running")
    if course is None:
        return None
    desk = material.get(Kind.PART, f"entries:{story['id']}") or {"entries": []}
    drafts = {row["id"]: _entry(row) for row in desk["entries"]}
    live = [replace(_entry(row), draft=drafts.pop(row["id"], None)) for row in course.get("entries", [])]
    begun_at, ended_at = dt.datetime.fromisoformat(course["begun_at"]), moment(course.get("ended_at"))
    return OldCourse(begun_at, ended_at, course["newest_first"], (*live, *drafts.values()))


def _entry(row) -> OldEntry:
    return OldEntry(
        row["id"],
        dt.datetime.fromisoformat(row["at"]),
        headline=row.get("headline", ""),
        html=row.get("html", ""),
        author=row.get("author", {}).get("slug", ""),
        position=row.get("position", 0),
        published_at=moment(row.get("published_at")),
        starts_at=moment(row.get("starts_at")),
        ends_at=moment(row.get("ends_at")),
        embargoed_until=moment(row.get("embargoed_until")),
        earlier=tuple(map(_entry, row.get("earlier", []))),
        **{name: row.get(name, False) for name in ("is_key", "is_pinned", "is_closing")},
    )
