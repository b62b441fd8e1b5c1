"""The arrangement of a front as it stands on an editor's screen, saved or not, and what a button does to it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Self

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from articles.fronts.fill import FilledSlot, Stories, fill_slots
from articles.models import Article, FrontSlot, Picture, Section
from articles.models.fronts import OPINIONS, BandKind

MOST = 40  # slots of one front
NO_BANDS = {(OPINIONS, BandKind.FEATURE.value), (OPINIONS, BandKind.ROW.value)}
KEY = re.compile(r"[a-z0-9]{1,8}")
NUMBER = re.compile(r"[0-9]{1,18}")


@dataclass
class Card:
    """One slot on the screen. Its key stays the same wherever it is moved."""

    key: str
    slot: FrontSlot
    errors: list[str] = field(default_factory=list)
    place: FilledSlot | None = None

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


class Board:
    def __init__(self, cards: list[Card], section: Section | None, bands: Mapping[str, str] | None = None):
        self.cards = cards
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

    @property
    def slots(self) -> list[FrontSlot]:
        return [card.slot for card in self.cards]

    @property
    def errors(self) -> list[str]:
        return [f"{number}. {error}" for number, card in enumerate(self.cards, 1) for error in card.errors]

    def fill(self) -> Self:
        """Show each card as readers would see it now."""
        for card, place in zip(self.cards, fill_slots(self.slots, Stories(self.section)), strict=True):
            card.place = place
        return self

    def act(self, name: str, value: str) -> str:
        """Do what the button says, and say what was done; a card that is gone is no error."""
        if name == "add":
            return self._add(at_the_top=value == "top")
        index = next((index for index, card in enumerate(self.cards) if card.key == value), None)
        return ACTS[name](self, index) if index is not None else ""

    def _add(self, *, at_the_top):
        if len(self.cards) >= MOST:
            return _("A front has at most %(most)d slots.") % {"most": MOST}
        taken = {card.key for card in self.cards}
        key = next(key for key in (f"n{number}" for number in range(MOST + 1)) if key not in taken)
        self.cards.insert(0 if at_the_top else len(self.cards), Card(key, FrontSlot()))
        return _("A slot was added at the top.") if at_the_top else _("A slot was added at the end.")

    def _move(self, index, by):
        to = min(max(index + by, 0), len(self.cards) - 1)
        self.cards.insert(to, self.cards.pop(index))
        return _("Moved to place %(place)d of %(all)d.") % {"place": to + 1, "all": len(self.cards)}

    def _remove(self, index):
        del self.cards[index]
        return _("The slot was removed.")

    def _pin(self, index):
        """Hold the story that the place has filled itself with."""
        card = self.fill().cards[index]
        if card.slot.article_id or not card.place:
            return ""
        card.slot.article = Article.objects.with_standing().defer("body").get(pk=card.place.edition.article_id)
        return _("Pinned.")

    def _unpin(self, index):
        self.cards[index].slot.unpin()
        return _("Unpinned: the place fills itself.")

    def _drop_picture(self, index):
        self.cards[index].slot.picture = None
        return _("The story’s own picture is shown.")


ACTS = {
    "up": lambda board, index: board._move(index, -1),
    "down": lambda board, index: board._move(index, +1),
    "pin": Board._pin,
    "unpin": Board._unpin,
    "drop_picture": Board._drop_picture,
    "remove": Board._remove,
}


def board_of(slots, section, bands: Mapping[str, str] | None = None) -> Board:
    """The board of a stored arrangement."""
    articles = Article.objects.with_standing().defer("body").in_bulk({slot.article_id for slot in slots} - {None})
    pictures = Picture.objects.in_bulk({slot.picture_id for slot in slots} - {None})
    cards = []
    for number, slot in enumerate(slots):
        slot.article, slot.picture = articles.get(slot.article_id), pictures.get(slot.picture_id)
        cards.append(Card(f"s{number}", slot))
    return Board(cards, section, bands)


def board_from(data, section) -> Board:
    """The board as it was sent. What cannot be understood is kept or named, and nothing typed is lost."""
    keys = [key for key in dict.fromkeys(data.getlist("order")) if KEY.fullmatch(key)][:MOST]
    said = {key: _said(data, key) for key in keys}
    articles = Article.objects.with_standing().defer("body").in_bulk(_numbers(said, "article"))
    pictures = Picture.objects.in_bulk(_numbers(said, "picture"))
    return Board([_card(key, said[key], articles, pictures) for key in keys], section, _bands_from(data))


def _bands_from(data):
    """What was chosen of the kinds that there are. A section that is gone meanwhile asks for nothing."""
    keys = [OPINIONS, *(str(pk) for pk in Section.objects.on_navigation().values_list("pk", flat=True))]
    said = {key: data.get(f"band-{key}", "") for key in keys}
    return {key: kind for key, kind in said.items() if kind in BandKind.values and (key, kind) not in NO_BANDS}


def _said(data, key):
    names = ("size", "article", "was", "kicker", "headline", "picture", "allow_twice")
    return {name: " ".join(data.get(f"{key}-{name}", "").split()) for name in names}


def _numbers(said, name):
    return {int(words[name]) for words in said.values() if NUMBER.fullmatch(words[name])}


def _card(key, said, articles, pictures):
    article, errors = _found(articles, said["article"], _("There is no story with the number %(number)s."))
    slot = FrontSlot(size=said["size"], article=article)
    # Words that were written for one story must never come to stand over another.
    if article and said["was"] in ("", str(article.pk)):
        slot.kicker, slot.headline, slot.allow_twice = said["kicker"], said["headline"], bool(said["allow_twice"])
        slot.picture, unknown = _found(pictures, said["picture"], _("There is no picture with the number %(number)s."))
        errors += unknown
    try:
        slot.clean_fields(exclude=["arrangement", "article", "picture"])
    except ValidationError as refusal:
        names = {name: FrontSlot._meta.get_field(name).verbose_name for name in refusal.message_dict}
        errors += [f"{names[name]}: {line}" for name, lines in refusal.message_dict.items() for line in lines]
    return Card(key, slot, errors)


def _found(rows, number, complaint):
    row = rows.get(int(number)) if NUMBER.fullmatch(number) else None
    return row, [complaint % {"number": number}] if number and row is None else []
