"""An issue of a letter as it stands on an editor's screen, saved or not, and what a button does to its places."""

from dataclasses import dataclass

from django.http import QueryDict
from django.utils.translation import gettext as _

from articles.models import Article, Picture, Section
from newsroom.admin.cards import NUMBER, Card, CardBoard, faults_of, keys_sent, numbers_sent, row_named
from newsroom.newsletters.models import Issue, IssueSlot
from newsroom.newsletters.rendering.fill import MOST_PLACES, FilledPlace
from polls.models import Poll

KINDS, RULES = IssueSlot.Kind, IssueSlot.Rule
SAID = ("kind", "rule", "article", "was", "poll", "headline", "words", "picture")


class IssueCard(Card[IssueSlot, FilledPlace]):
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


class IssueBoard(CardBoard[IssueCard]):
    def __init__(self, issue: Issue, cards: list[IssueCard]):
        super().__init__(cards)
        self.issue = issue

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

    def add(self, kind: str) -> str:
        if kind not in KINDS.values or kind == KINDS.CORRECTIONS:
            return ""
        if len(self.cards) >= MOST_PLACES:
            return _("A letter has at most %(most)d places.") % {"most": MOST_PLACES}
        slot = IssueSlot(kind=kind, rule=RULES.NEWEST if kind == KINDS.STORY else "")
        self.cards.append(IssueCard(self.free_key(), slot))
        return _("A place was added at the end.")

    def remove(self, index: int) -> str:
        if not self.cards[index].may_go:
            return _("Readers are owed corrections: their place stays.")
        del self.cards[index]
        return _("The place was removed.")

    def pin(self, index: int) -> str:
        """Hold the story that the place has filled itself with."""
        card = self.cards[index]
        if card.slot.kind != KINDS.STORY or card.slot.article or not (card.place and card.place.edition):
            return ""
        card.slot.article = card.place.edition.article
        return _("Pinned.")


def stored_board(issue: Issue) -> IssueBoard:
    slots = issue.slots.with_things().in_order()
    return IssueBoard(issue, [IssueCard(f"s{number}", slot) for number, slot in enumerate(slots)])


def board_from(data: QueryDict, issue: Issue) -> IssueBoard:
    """The board as it was sent. What cannot be understood is kept or named, and nothing typed is lost."""
    keys = keys_sent(data, MOST_PLACES)
    said = {key: {name: data.get(f"{key}-{name}", "").strip() for name in SAID} for key in keys}
    articles = Article.objects.defer("body").in_bulk(numbers_sent(said, "article"))
    polls = Poll.objects.in_bulk(numbers_sent(said, "poll"))
    pictures = Picture.objects.in_bulk(numbers_sent(said, "picture"))
    found = Found(articles, polls, Section.objects.in_bulk(), pictures)
    return IssueBoard(issue, [_card(key, said[key], found) for key in keys])


@dataclass(frozen=True)
class Found:
    """The rows that are named on the screen, by their numbers."""

    articles: dict[int, Article]
    polls: dict[int, Poll]
    sections: dict[int, Section]
    pictures: dict[int, Picture]


def _card(key, said, found):
    kind = said["kind"] if said["kind"] in KINDS.values else KINDS.STORY
    slot, errors = IssueSlot(kind=kind, rule=""), []
    if kind == KINDS.STORY:
        slot.rule, slot.section = _rule(said["rule"], found.sections)
        slot.article, errors = row_named(
            found.articles, said["article"], _("There is no story with the number %(number)s.")
        )
        # Words that were written for one story must never come to stand over another.
        if slot.article and said["was"] in ("", str(slot.article.pk)):
            slot.headline, slot.words = " ".join(said["headline"].split()), said["words"]
            complaint = _("There is no picture with the number %(number)s.")
            slot.picture, unknown = row_named(found.pictures, said["picture"], complaint)
            errors += unknown
    elif kind == KINDS.POLL:
        slot.poll, errors = row_named(found.polls, said["poll"], _("There is no poll with the number %(number)s."))
    return IssueCard(key, slot, errors + faults_of(slot, but=["issue", "article", "poll", "section", "picture"]))


def _rule(said, sections):
    """A section that is gone meanwhile asks for nothing."""
    rule, _mark, number = said.partition(":")
    section = sections.get(int(number)) if NUMBER.fullmatch(number) else None
    if rule == RULES.SECTION and section:
        return RULES.SECTION, section
    return (RULES.FRONT if rule == RULES.FRONT else RULES.NEWEST), None
