"""In which form a story is told, and what of it."""

from collections.abc import Sequence

from django.db.models import QuerySet

from articles.api.partners import KnownPartner
from articles.api.problems import Problem
from articles.exporting.ninjs import ninjs_item
from articles.exporting.stories import plain_story, with_all_told
from articles.models import Edition, Picture
from common.paper import paper_name

FORMS = {"ninjs", "plain"}
# What whoever gets summaries does not get.
WORDS = ("html", "pictures", "picture", "films", "documents", "sounds", "polls", "links")


def form_asked(form: str) -> str:
    """Raises Problem."""
    if form not in FORMS:
        raise Problem(400, "“form” is “ninjs” or “plain”.")
    return form


def told(editions: QuerySet[Edition], ids: Sequence[int], partner: KnownPartner, form: str) -> list[dict]:
    """These editions in this order, as far as they are the partner's to have."""
    rows = {edition.pk: edition for edition in with_all_told(editions.filter(pk__in=ids))}
    publisher = paper_name()
    return [_in_form(plain_story(rows[pk], key_of=key_of), partner, form, publisher) for pk in ids if pk in rows]


def key_of(picture: Picture) -> str:
    return str(picture.pk)


def _in_form(story, partner, form, publisher):
    if not partner.is_full:
        story = {name: value for name, value in story.items() if name not in WORDS}
    return story if form == "plain" else ninjs_item(story, publisher=publisher)
