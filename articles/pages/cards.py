"""Stories as lists show them: drawn once and kept until the story, its section or its picture changes."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from django.db import Error, models, transaction
from django.db.models import F, QuerySet
from django.template.loader import render_to_string

from articles.body.rendering import Html, as_drawn
from articles.models import Edition, Picture, ReadyCard
from articles.models.ready import MadeOf, NewestMove, Ready, is_current
from common import site_version
from common.build import build
from common.prepared import Prepared

TEMPLATE = "components/story_card.html"
# In place of the words that only say how large a card stands; no text of a story keeps such a letter.
HEADING, SIZE = "\x11", "\x12"
FACTS = ("ready_card__build", "ready_card__number", "ready_card__until", "moved")
COLUMNS = ("article_id", "pk", "headline", "ready_card__address", "ready_card__html", *FACTS)


@dataclass
class ListedStory:
    """A live story with its card. It can stand where a template asks for an edition's address and headline."""

    article_id: int
    edition_id: int
    headline: str
    get_absolute_url: str
    number: int
    html: str

    def card(self, heading: str = "h3", size: str = "card") -> Html:
        """A card, or a feature, that is not the first on its page."""
        return as_drawn(self.html.replace(HEADING, heading).replace(SIZE, size))


def listed(editions: QuerySet[Edition]) -> list[ListedStory]:
    """The stories of a list, in its order: one query, and more only to draw cards that are missing or out of date."""
    return _listed(list(with_cards(editions)))


def live_stories(articles: Collection[int]) -> dict[int, ListedStory]:
    """Those of these stories that readers have now, by article."""
    return {story.article_id: story for story in _listed(LIVE.rows(list(articles)))}


def with_cards(editions: QuerySet[Edition]) -> QuerySet[Edition]:
    return editions.annotate(moved=NewestMove(F("ready_card__scopes"))).values_list(*COLUMNS)


LIVE = Prepared(lambda at, ids: with_cards(Edition.objects.live(at).filter(article__in=ids)))


def _listed(rows):
    old = [row[1] for row in rows if not is_current(*row[5:])]
    drawn = {card.edition_id: card for card in draw_cards(old)} if old else {}
    return [
        _drawn_now(row, drawn[row[1]]) if row[1] in drawn else ListedStory(*row[:4], row[6], row[4]) for row in rows
    ]


def _drawn_now(row, card):
    return ListedStory(*row[:3], card.address, card.number, card.html)


def draw_cards(edition_ids: Iterable[int]) -> list[ReadyCard]:
    """Draw the cards of these editions and keep them."""
    number = site_version.number_now()
    cards = [_card(edition, number) for edition in Edition.objects.filter(pk__in=edition_ids).for_cards()]
    keep(cards)
    return cards


def _card(edition, number):
    made_of = MadeOf({f"story:{edition.article_id}", f"section:{edition.section_id}"})
    uses_picture(made_of, edition.lead_picture)
    html = render_to_string(TEMPLATE, {"edition": edition, "heading": HEADING, "size": SIZE})
    return ReadyCard(
        edition=edition, address=edition.get_absolute_url(), html=html, number=number, **kept_fields(made_of)
    )


def uses_picture(made_of: MadeOf, picture: Picture | None) -> None:
    """A picture was shown, or was not since readers may not see it now."""
    if picture:
        made_of.scopes.add(f"picture:{picture.pk}")
        made_of.ends(picture.rights_end)


def kept_fields(made_of: MadeOf) -> dict:
    until = made_of.until and int(made_of.until.timestamp() * 1_000_000)
    return {"build": build(), "scopes": sorted(made_of.scopes), "until": until}


def keep(rows: Sequence[Ready]) -> None:
    """Keep what was drawn. Whoever drew it goes on without, where that cannot be done now."""
    if not rows:
        return
    model: type[models.Model] = type(rows[0])
    names = [field.name for field in model._meta.concrete_fields if not field.primary_key]
    try:
        with transaction.atomic():
            model._default_manager.bulk_create(
                rows, update_conflicts=True, unique_fields=["edition"], update_fields=names
            )
    except Error:
        pass
