"""Stories as lists show them: drawn once and kept until the story, its section or its picture changes."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from django.db import Error, models, transaction
from django.db.models import Exists, F, OuterRef, QuerySet
from django.template.loader import render_to_string

from articles.body.rendering import Html, as_drawn
from articles.imaging.places import ANY, comes_first, place_of, sizes_at
from articles.models import Edition, Picture, ReadyCard, RunningStory
from articles.models.ready import MadeOf, NewestMove, Ready, is_current
from articles.templatetags.cards import TEMPLATE
from common import site_version
from common.build import build
from common.languages import speaking
from common.pagination import cursor_for
from common.prepared import Prepared

# In place of the words that only say how large a card stands; no text of a story keeps such a letter.
HEADING, SIZE = "\x11", "\x12"
KEPT = ("address", "cursor", "is_pictured", "html", "first", "lead", "line")
FACTS = ("build", "number", "until")  # and `moved`: what `is_current` asks for
RUNS = Exists(RunningStory.objects.filter(pk=OuterRef("article"), ended_at=None))  # its card says that it is live
STORY = ("article_id", "pk", "section_id", "headline", "label", "language", "lead_picture_id")
COLUMNS = (*STORY, *(f"ready_card__{name}" for name in (*KEPT, *FACTS)))


@dataclass
class ListedStory:
    """A live story with its cards. It can stand where a template asks for an edition's address and headline."""

    article_id: int
    edition_id: int
    section_id: int
    headline: str
    label: str
    language: str
    lead_picture_id: int | None
    get_absolute_url: str
    cursor: str
    shown_picture: bool  # whether its cards have one
    html: str
    first: str
    lead: str
    line: str

    def card(self, heading: str = "h3", size: str = "card", stands: str = "beside", is_first: bool = False) -> Html:
        kept = {"lead": self.lead, "line": self.line}.get(size) or (
            self.first if is_first and comes_first(size) else self.html
        )
        kept = kept.replace(ANY, sizes_at(place_of(size, stands)))
        return as_drawn(kept.replace(HEADING, heading).replace(SIZE, size))


def with_cards(editions: QuerySet[Edition]) -> QuerySet[Edition]:
    """Rows for `stories_of`."""
    return editions.annotate(moved=NewestMove(F("ready_card__scopes"))).values_list(*COLUMNS, "moved")


LIVE = Prepared(lambda at, ids: with_cards(Edition.objects.live(at).filter(article__in=ids)))
EDITIONS = Prepared(lambda at, ids: with_cards(Edition.objects.live(at).filter(pk__in=ids).newest_first()))


def live_stories(articles: Collection[int]) -> dict[int, ListedStory]:
    """Those of these stories that readers have now, by article."""
    if not articles:
        return {}
    return {story.article_id: story for story in stories_of(LIVE.rows(list(articles)))}


def stories_of(rows: Iterable[tuple]) -> list[ListedStory]:
    """The stories of a list, in its order. Cards that are missing or out of date are drawn, in one query more."""
    rows, about = list(rows), len(STORY)
    old = [row[1] for row in rows if not is_current(*row[-4:])]
    drawn = {card.edition_id: card for card in draw_cards(old)} if old else {}
    return [
        ListedStory(
            *row[:about], *([getattr(drawn[row[1]], name) for name in KEPT] if row[1] in drawn else row[about:-4])
        )
        for row in rows
    ]


def draw_cards(edition_ids: Iterable[int]) -> list[ReadyCard]:
    """Draw the cards of these editions and keep them, in the language of the paper's lists."""
    number = site_version.number_now()
    with speaking(""):
        editions = Edition.objects.filter(pk__in=edition_ids).with_writers().annotate(runs=RUNS)
        cards = [_card(edition, number) for edition in editions]
    keep(cards)
    return cards


def _card(edition, number):
    made_of = MadeOf({f"story:{edition.article_id}", f"section:{edition.section_id}"})
    uses_picture(made_of, edition.lead_picture)
    for writer in edition.writers:
        made_of.scopes.add(f"author:{writer.pk}")
        uses_picture(made_of, writer.portrait)
    return ReadyCard(
        edition=edition,
        address=edition.get_absolute_url(),
        cursor=cursor_for(edition.first_published_at, edition.pk),
        is_pictured=bool(edition.shown_picture),
        **cards_of(edition),
        number=number,
        **kept_fields(made_of),
    )


def cards_of(edition: Edition) -> dict[str, str]:
    """Its cards of every size, by the name under which each is kept."""
    sizes = {"html": {"size": SIZE}, "first": {"size": SIZE, "priority": "high"}, "lead": {"size": "lead"}}
    sizes["line"] = {"size": "line"}
    return {
        name: render_to_string(TEMPLATE, {"edition": edition, "heading": HEADING, "stands": ANY, **how})
        for name, how in sizes.items()
    }


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
