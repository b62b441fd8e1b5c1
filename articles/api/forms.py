"""In which form a story is told, and what of it."""

from collections.abc import Sequence

from django.db.models import QuerySet

from articles.api.changes import entries_address
from articles.api.partners import KnownPartner
from articles.api.problems import Problem
from articles.exporting.ninjs import ninjs_item
from articles.exporting.stories import plain_story, with_all_told
from articles.models import Edition, Picture
from common.paper import paper_name

FORMS = {"ninjs", "plain"}
# What whoever gets summaries does not get.
WORDS = ("html", "pictures", "picture", "social_picture", "films", "documents", "sounds", "polls", "links")


def form_asked(form: str) -> str:
    """Raises Problem."""
    if form not in FORMS:
        raise Problem(400, "“form” is “ninjs” or “plain”.")
    return form


def told(editions: QuerySet[Edition], ids: Sequence[int], partner: KnownPartner, form: str) -> list[dict]:
    """These editions in this order, as far as they are the partner's to have."""
    rows = {edition.pk: edition for edition in with_all_told(editions.filter(pk__in=ids))}
    publisher = paper_name()
    stories = (plain_story(rows[pk], key_of=key_of) for pk in ids if pk in rows)
    return [_in_form(_with_way_to_entries(story), partner, form, publisher) for story in stories]


def key_of(picture: Picture) -> str:
    return str(picture.pk)


def _with_way_to_entries(story):
    if "running" not in story:
        return story
    return story | {"running": story["running"] | {"entries_address": entries_address(story["id"])}}


def without_words(told: dict) -> dict:
    """A story or an entry as whoever gets summaries has it."""
    return {name: value for name, value in told.items() if name not in WORDS}


def _in_form(story, partner, form, publisher):
    story = story if partner.is_full else without_words(story)
    return story if form == "plain" else ninjs_item(story, publisher=publisher)
