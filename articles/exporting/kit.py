"""A story for other papers to print: its words as clean HTML, with whose they are and where they stand first.

Pictures and films stay here: the paper has no right to hand them on.
"""

from collections.abc import Iterable

from django.template.loader import render_to_string

from articles.body.rendering import as_drawn
from articles.exporting.facts import PictureFacts
from articles.exporting.stories import things_shown
from articles.exporting.story_html import story_html
from articles.models import Edition, EditionByline
from articles.publishing.placed_corrections import corrections_in_place
from common.linked_data import whole_address
from common.paper import paper


def may_be_republished(edition: Edition, lines: Iterable[EditionByline]) -> bool:
    """Whether the paper lets others print it: what an agency or a reader wrote is not the paper's to give."""
    is_theirs = edition.canonical_url or edition.is_signed_inside or any(line.author.is_agency for line in lines)
    return paper().may_republish and not is_theirs and not edition.article.wire_uses.of(edition).exists()


def kit_html(edition: Edition) -> str:
    """The whole of what another paper puts into its page."""
    shown = {place: fact for place, fact in things_shown(edition, lambda _picture: "").items() if _is_words(fact)}
    corrections = edition.article.current_corrections
    shown |= corrections_in_place(edition.body, corrections)
    context = {
        "edition": edition,
        "writers": edition.writers,
        "address": whole_address(edition.get_absolute_url()),
        "body": as_drawn(story_html(edition.body, shown)),
        "corrections": corrections,
        "paper": paper(),
    }
    return render_to_string("articles/exporting/kit.html", context).strip()


def _is_words(fact):
    return not isinstance(fact, PictureFacts)
