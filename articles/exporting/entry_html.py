"""The entries of a story below each other, for systems that know no entries. Made of the plain form alone."""

import datetime as dt

from django.utils.html import format_html

from articles.models import Correction
from common.dates import in_words


def entries_html(story: dict) -> str:
    """In the order in which readers meet them, each under its time, with what was put right in it."""
    made: dict[str, list] = {}
    for correction in story.get("corrections", []):
        made.setdefault(correction.get("entry", ""), []).append(correction)
    entries = _in_reading_order(story["running"]) if "running" in story else []
    return "\n".join(part for entry in entries for part in _parts_of(entry, made.get(entry["id"], [])))


def _in_reading_order(running) -> list[dict]:
    """The closing summary, what is pinned, and the others as the story has them."""
    entries = running["entries"][::-1] if running["newest_first"] else running["entries"]
    return sorted(entries, key=lambda entry: (not entry.get("is_closing"), not entry.get("is_pinned")))


def _parts_of(entry, corrections):
    time = in_words(dt.datetime.fromisoformat(entry["at"]))
    yield format_html("<h2>{}</h2>", f"{time}: {entry['headline']}" if "headline" in entry else time)
    if "author" in entry:
        yield format_html("<p><em>{}</em></p>", entry["author"]["name"])
    yield entry.get("html", "")
    for made in corrections:
        kind, day = Correction.Kind(made["kind"]).label, in_words(dt.datetime.fromisoformat(made["made_at"]))
        yield format_html("<p><strong>{}, {}:</strong> {}</p>", kind, day, made["wording"])
