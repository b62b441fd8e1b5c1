"""An issue of a letter as it stands on an editor's screen, saved or not, and what a button does to its places."""

import re
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext as _

from articles.models import Article, Picture, Section
from newsroom.newsletters.models import Issue, IssueSlot
from newsroom.newsletters.rendering.fill import MOST_PLACES, FilledPlace
from polls.models import Poll

KEY = re.compile(r"[a-z0-9]{1,8}")
NUMBER = re.compile(r"[0-9]{1,18}")
KINDS, RULES = IssueSlot.Kind, IssueSlot.Rule
SAID = ("kind", "rule", "article", "was", "poll", "headline", "words", "picture")


@dataclass
class Card:
    """One place on the screen. Its key stays the same wherever it is moved."""

    key: str
    slot: IssueSlot
    errors: list[str] = field(default_factory=list)
    place: FilledPlace | None = None

    @property
    def headline(self) -> str:
        slot, place = self.slot, self.place
        if slot.kind != KINDS.STORY:
            return slot.poll.question if slot.poll else slot.get_kind_display()
        if place and place.edition:
            return place.edition.headline
        return slot.headline or (slot.article.headline if slot.article else _("Nothing new for this place"))

    @property
    def rule(self) -> str:
        """As the choice on the screen has it, where a section is a rule of its own."""
        return f"section:{self.slot.section_id}" if self.slot.rule == RULES.SECTION else self.slot.rule

    @property
    def may_go(self) -> bool:
        """Readers are owed corrections, whoever arranges the issue."""
        return self.slot.kind != KINDS.CORRECTIONS


class IssueBoard:
    def __init__(self, issue: Issue, cards: list[Card]):
        self.issue, self.cards = issue, cards

    @property
    def slots(self) -> list[IssueSlot]:
        return [card.slot for card in self.cards]

    @property
    def errors(self) -> list[str]:
        return [f"{number}. {error}" for number, card in enumerate(self.cards, 1) for error in card.errors]

    @property
    def rules(self) -> list[tuple[str, str]]:
        sections = [
            (f"section:{section.pk}", _("Newest of %(section)s") % {"section": section})
            for section in Section.objects.in_order()
        ]
        return [(RULES.NEWEST.value, RULES.NEWEST.label), (RULES.FRONT.value, RULES.FRONT.label), *sections]

    def show(self, places: list[FilledPlace]) -> None:
        for card, place in zip(self.cards, places, strict=True):
            card.place = place

    def act(self, name: str, value: str) -> str:
        """Do what the button says, and say what was done; a card that is gone is no error."""
        if name == "add":
            return self._add(value)
        index = next((index for index, card in enumerate(self.cards) if card.key == value), None)
        return ACTS[name](self, index) if index is not None else ""

    def _add(self, kind):
        if kind not in KINDS.values or kind == KINDS.CORRECTIONS:
            return ""
        if len(self.cards) >= MOST_PLACES:
            return _("A letter has at most %(most)d places.") % {"most": MOST_PLACES}
        taken = {card.key for card in self.cards}
        key = next(key for key in (f"n{number}" for number in range(MOST_PLACES + 1)) if key not in taken)
        slot = IssueSlot(kind=kind, rule=RULES.NEWEST if kind == KINDS.STORY else "")
        self.cards.append(Card(key, slot))
        return _("A place was added at the end.")

    def _move(self, index, by):
        to = min(max(index + by, 0), len(self.cards) - 1)
        self.cards.insert(to, self.cards.pop(index))
        return _("Moved to place %(place)d of %(all)d.") % {"place": to + 1, "all": len(self.cards)}

    def _remove(self, index):
        if not self.cards[index].may_go:
            return _("Readers are owed corrections: their place stays.")
        del self.cards[index]
        return _("The place was removed.")

    def _pin(self, index):
        """Hold the story that the place has filled itself with."""
        card = self.cards[index]
        if card.slot.kind != KINDS.STORY or card.slot.article or not (card.place and card.place.edition):
            return ""
        card.slot.article = card.place.edition.article
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
    "pin": IssueBoard._pin,
    "unpin": IssueBoard._unpin,
    "drop_picture": IssueBoard._drop_picture,
    "remove": IssueBoard._remove,
}


def stored_board(issue: Issue) -> IssueBoard:
    slots = issue.slots.with_things().in_order()
    return IssueBoard(issue, [Card(f"s{number}", slot) for number, slot in enumerate(slots)])


def board_from(data: QueryDict, issue: Issue) -> IssueBoard:
    """The board as it was sent. What cannot be understood is kept or named, and nothing typed is lost."""
    keys = [key for key in dict.fromkeys(data.getlist("order")) if KEY.fullmatch(key)][:MOST_PLACES]
    said = {key: {name: data.get(f"{key}-{name}", "").strip() for name in SAID} for key in keys}
    articles = Article.objects.defer("body").in_bulk(_numbers(said, "article"))
    polls = Poll.objects.in_bulk(_numbers(said, "poll"))
    pictures = Picture.objects.in_bulk(_numbers(said, "picture"))
    found = Found(articles, polls, Section.objects.in_bulk(), pictures)
    return IssueBoard(issue, [_card(key, said[key], found) for key in keys])


@dataclass(frozen=True)
class Found:
    """The rows that are named on the screen, by their numbers."""

    articles: dict[int, Article]
    polls: dict[int, Poll]
    sections: dict[int, Section]
    pictures: dict[int, Picture]


def _numbers(said, name):
    return {int(words[name]) for words in said.values() if NUMBER.fullmatch(words[name])}


def _card(key, said, found):
    kind = said["kind"] if said["kind"] in KINDS.values else KINDS.STORY
    slot, errors = IssueSlot(kind=kind, rule=""), []
    if kind == KINDS.STORY:
        slot.rule, slot.section = _rule(said["rule"], found.sections)
        slot.article, errors = _found(
            found.articles, said["article"], _("There is no story with the number %(number)s.")
        )
        # Words that were written for one story must never come to stand over another.
        if slot.article and said["was"] in ("", str(slot.article.pk)):
            slot.headline, slot.words = " ".join(said["headline"].split()), said["words"]
            complaint = _("There is no picture with the number %(number)s.")
            slot.picture, unknown = _found(found.pictures, said["picture"], complaint)
            errors += unknown
    elif kind == KINDS.POLL:
        slot.poll, errors = _found(found.polls, said["poll"], _("There is no poll with the number %(number)s."))
    try:
        slot.clean_fields(exclude=["issue", "article", "poll", "section", "picture"])
    except ValidationError as refusal:
        names = {name: IssueSlot._meta.get_field(name).verbose_name for name in refusal.message_dict}
        errors += [f"{names[name]}: {line}" for name, lines in refusal.message_dict.items() for line in lines]
    return Card(key, slot, errors)


def _rule(said, sections):
    """A section that is gone meanwhile asks for nothing."""
    rule, _mark, number = said.partition(":")
    section = sections.get(int(number)) if NUMBER.fullmatch(number) else None
    if rule == RULES.SECTION and section:
        return RULES.SECTION, section
    return (RULES.FRONT if rule == RULES.FRONT else RULES.NEWEST), None


def _found(rows, number, complaint):
    row = rows.get(int(number)) if NUMBER.fullmatch(number) else None
    return row, [complaint % {"number": number}] if number and row is None else []
