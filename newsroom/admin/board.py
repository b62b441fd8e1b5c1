"""The arrangement of a front as it stands on an editor's screen, saved or not, and what a button does to it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from django.utils.translation import gettext as _

from articles.fronts.fill import FilledSlot, Stories, fill_slots
from articles.models import Article, FrontSlot, Picture, Section
from articles.models.fronts import OPINIONS, BandKind
from newsroom.admin.cards import Card, CardBoard, faults_of, keys_sent, numbers_sent, row_named

MOST = 40  # slots of one front
NO_BANDS = {(OPINIONS, BandKind.FEATURE.value), (OPINIONS, BandKind.ROW.value)}


class FrontCard(Card[FrontSlot, FilledSlot]):
    @property
    def headline(self) -> str:
        """What the card is called: what readers see there, else what waits to be seen."""
        if self.place:
            return self.place.edition.headline
        return self.slot.headline or (self.slot.article.headline if self.slot.article_id else _("Nothing to show yet"))

    @property
    def standing(self) -> Article.Standing | None:
        """Of a pinned story that readers do not have: why it waits."""
        is_waiting = self.slot.article_id and not (self.place and self.place.is_pinned)
        return Article.Standing(self.slot.article.standing) if is_waiting else None

    @property
    def is_repeated(self) -> bool:
        live = (Article.Standing.LIVE, Article.Standing.CHANGED, Article.Standing.LIVE_SCHEDULED)
        return self.standing in live


@dataclass
class BandChoice:
    """How one section stands below the slots, on the screen: `kind` is empty where the rule decides."""

    name: str
    key: str
    kind: str
    kinds: list[tuple[str, str]]


class Board(CardBoard[FrontCard]):
    def __init__(self, cards: list[FrontCard], section: Section | None, bands: Mapping[str, str] | None = None):
        super().__init__(cards)
        self.section = section
        self.bands = dict(bands or {})

    @property
    def band_choices(self) -> list[BandChoice]:
        """One a section of the navigation, and one for the opinion of all; a section's own front has none."""
        if self.section:
            return []
        by_rule, out = ("", _("By what it has to show")), (BandKind.OUT.value, BandKind.OUT.label)
        choices = [
            BandChoice(section.name, key, self.bands.get(key, ""), [by_rule, *BandKind.choices])
            for section in Section.objects.on_navigation()
            for key in [str(section.pk)]
        ]
        return [
            *choices,
            BandChoice(_("Opinion of all sections"), OPINIONS, self.bands.get(OPINIONS, ""), [by_rule, out]),
        ]

    def fill(self) -> Self:
        """Show each card as readers would see it now."""
        for card, place in zip(self.cards, fill_slots(self.slots, Stories(self.section)), strict=True):
            card.place = place
        return self

    def add(self, where: str) -> str:
        if len(self.cards) >= MOST:
            return _("A front has at most %(most)d slots.") % {"most": MOST}
        at_the_top = where == "top"
        self.cards.insert(0 if at_the_top else len(self.cards), FrontCard(self.free_key(), FrontSlot()))
        return _("A slot was added at the top.") if at_the_top else _("A slot was added at the end.")

    def remove(self, index: int) -> str:
        del self.cards[index]
        return _("The slot was removed.")

    def pin(self, index: int) -> str:
        """Hold the story that the place has filled itself with."""
        card = self.fill().cards[index]
        if card.slot.article_id or not card.place:
            return ""
        card.slot.article = Article.objects.with_standing().defer("body").get(pk=card.place.edition.article_id)
        return _("Pinned.")


def board_of(slots, section, bands: Mapping[str, str] | None = None) -> Board:
    """The board of a stored arrangement."""
    articles = Article.objects.with_standing().defer("body").in_bulk({slot.article_id for slot in slots} - {None})
    pictures = Picture.objects.in_bulk({slot.picture_id for slot in slots} - {None})
    cards = []
    for number, slot in enumerate(slots):
        slot.article, slot.picture = articles.get(slot.article_id), pictures.get(slot.picture_id)
        cards.append(FrontCard(f"s{number}", slot))
    return Board(cards, section, bands)


def board_from(data, section) -> Board:
    """The board as it was sent. What cannot be understood is kept or named, and nothing typed is lost."""
    keys = keys_sent(data, MOST)
    said = {key: _said(data, key) for key in keys}
    articles = Article.objects.with_standing().defer("body").in_bulk(numbers_sent(said, "article"))
    pictures = Picture.objects.in_bulk(numbers_sent(said, "picture"))
    return Board([_card(key, said[key], articles, pictures) for key in keys], section, _bands_from(data))


def _bands_from(data):
    """What was chosen of the kinds that there are. A section that is gone meanwhile asks for nothing."""
    keys = [OPINIONS, *(str(pk) for pk in Section.objects.on_navigation().values_list("pk", flat=True))]
    said = {key: data.get(f"band-{key}", "") for key in keys}
    return {key: kind for key, kind in said.items() if kind in BandKind.values and (key, kind) not in NO_BANDS}


def _said(data, key):
    names = ("size", "article", "was", "kicker", "headline", "picture", "allow_twice")
    return {name: " ".join(data.get(f"{key}-{name}", "").split()) for name in names}


def _card(key, said, articles, pictures):
    article, errors = row_named(articles, said["article"], _("There is no story with the number %(number)s."))
    slot = FrontSlot(size=said["size"], article=article)
    # Words that were written for one story must never come to stand over another.
    if article and said["was"] in ("", str(article.pk)):
        slot.kicker, slot.headline, slot.allow_twice = said["kicker"], said["headline"], bool(said["allow_twice"])
        slot.picture, unknown = row_named(
            pictures, said["picture"], _("There is no picture with the number %(number)s.")
        )
        errors += unknown
    return FrontCard(key, slot, errors + faults_of(slot, but=["arrangement", "article", "picture"]))
