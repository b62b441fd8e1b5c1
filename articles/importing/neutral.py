"""Neutral stories as rows keep them, and back."""

import datetime as dt
from dataclasses import asdict

from articles.importing.items import (
    Credit,
    Note,
    OldCorrection,
    OldSeries,
    OldStory,
    PlacedPicture,
    Visibility,
)
from articles.importing.old_entries import course_from

MOMENTS = ("published_at", "updated_at", "planned_for", "starts_at", "ends_at")


def to_dict(story: OldStory) -> dict:
    """What can be written as JSON."""
    return _written(asdict(story))


def _written(value):
    if isinstance(value, dt.datetime):
        return value.isoformat()
    if isinstance(value, dict):
        return {name: _written(each) for name, each in value.items()}
    return [_written(each) for each in value] if isinstance(value, list | tuple) else value


def from_dict(facts: dict) -> OldStory:
    lead, social, series = facts["lead"], facts.get("social"), facts.get("series")
    return OldStory(
        **facts
        | {name: dt.datetime.fromisoformat(facts[name]) for name in MOMENTS if facts.get(name)}
        | {
            "visibility": Visibility(facts["visibility"]),
            "credits": tuple(Credit(**credit) for credit in facts["credits"]),
            "notes": tuple(Note(**note) for note in facts["notes"]),
            "lead": PlacedPicture(**lead) if lead else None,
            "social": PlacedPicture(**social) if social else None,
            "series": OldSeries(**series) if series else None,
            "course": course_from(facts["course"]) if facts.get("course") else None,
            "corrections": tuple(_correction(each) for each in facts.get("corrections", ())),
            "earlier": tuple(from_dict(each) for each in facts.get("earlier", ())),
            **{name: tuple(facts[name]) for name in ("terms", "old_paths")},
        }
    )


def _correction(facts):
    return OldCorrection(**facts | {"made_at": dt.datetime.fromisoformat(facts["made_at"])})
