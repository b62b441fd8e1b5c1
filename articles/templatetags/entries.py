"""The last entries of a running story where it stands on a front."""

import datetime as dt
from dataclasses import dataclass
from functools import partial
from uuid import UUID

from django import template
from django.utils.html import strip_tags
from django.utils.text import Truncator

from articles.body.footnotes import without_notes
from articles.models import EntryEdition, RunningStory
from common.site_version import remembered

register = template.Library()
SHOWN = 3
WORDS = 14  # of an entry without a headline


@dataclass(frozen=True)
class LastEntry:
    at: dt.datetime
    words: str
    uuid: UUID


@register.inclusion_tag("components/last_entries.html")
def last_entries(edition) -> dict:
    """Those of a story that runs now; nothing of any other. Takes what a front has of a story."""
    if edition.article_id not in remembered("running-now", ["lists"], _running_now):
        return {}
    story = edition.article_id
    made_of = ["site", f"story:{story}", f"entries:{story}"]
    return {"edition": edition, "entries": remembered(f"last-entries {story}", made_of, partial(_last_of, story))}


def _running_now() -> set[int]:
    return set(RunningStory.objects.filter(ended_at=None).values_list("pk", flat=True))


def _last_of(story):
    live = EntryEdition.objects.live().filter(story=story).newest_first()[:SHOWN]
    return [LastEntry(entry.at, entry.headline or _first_words(entry.words), entry.uuid) for entry in live]


def _first_words(html):
    return Truncator(strip_tags(without_notes(html).replace("</p><p>", "</p> <p>"))).words(WORDS)
