"""What the boards of a front and of a letter share: cards in an order, what a button does to them, what was sent."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Model
from django.http import QueryDict
from django.utils.translation import gettext as _

KEY = re.compile(r"[a-z0-9]{1,8}")
NUMBER = re.compile(r"[0-9]{1,18}")


@dataclass
class Card[Slot, Place]:
    """One slot on the screen. Its key stays the same wherever it is moved; `place` is what readers would see there."""

    key: str
    slot: Slot
    errors: list[str] = field(default_factory=list)
    place: Place | None = None


class CardBoard[AnyCard: Card]:
    """Cards in their order. A board says what is added, removed and pinned, each with the words of what was done."""

    def __init__(self, cards: list[AnyCard]):
        self.cards = cards

    @property
    def slots(self) -> list:
        return [card.slot for card in self.cards]

    @property
    def errors(self) -> list[str]:
        return [f"{number}. {error}" for number, card in enumerate(self.cards, 1) for error in card.errors]

    def act(self, name: str, value: str) -> str:
        """Do what the button says, and say what was done; a card that is gone is no error."""
        if name == "add":
            return self.add(value)
        index = next((index for index, card in enumerate(self.cards) if card.key == value), None)
        return ACTS[name](self, index) if index is not None else ""

    def free_key(self) -> str:
        taken = {card.key for card in self.cards}
        return next(key for key in (f"n{number}" for number in range(len(taken) + 1)) if key not in taken)

    def move(self, index: int, by: int) -> str:
        to = min(max(index + by, 0), len(self.cards) - 1)
        self.cards.insert(to, self.cards.pop(index))
        return _("Moved to place %(place)d of %(all)d.") % {"place": to + 1, "all": len(self.cards)}

    def unpin(self, index: int) -> str:
        self.cards[index].slot.unpin()
        return _("Unpinned: the place fills itself.")

    def drop_picture(self, index: int) -> str:
        self.cards[index].slot.picture = None
        return _("The story’s own picture is shown.")


ACTS = {
    "up": lambda board, index: board.move(index, -1),
    "down": lambda board, index: board.move(index, +1),
    "pin": lambda board, index: board.pin(index),
    "unpin": lambda board, index: board.unpin(index),
    "drop_picture": lambda board, index: board.drop_picture(index),
    "remove": lambda board, index: board.remove(index),
}


def keys_sent(data: QueryDict, most: int) -> list[str]:
    """The cards in the order of the screen, each once."""
    return [key for key in dict.fromkeys(data.getlist("order")) if KEY.fullmatch(key)][:most]


def numbers_sent(said: Mapping[str, Mapping[str, str]], name: str) -> set[int]:
    """The numbers of rows that the cards name in one field."""
    return {int(words[name]) for words in said.values() if NUMBER.fullmatch(words[name])}


def row_named(rows: Mapping[int, Any], number: str, complaint: str) -> tuple[Any, list[str]]:
    """The row of that number, or none with the complaint, where a number was given."""
    row = rows.get(int(number)) if NUMBER.fullmatch(number) else None
    return row, [complaint % {"number": number}] if number and row is None else []


def faults_of(slot: Model, *, but: list[str]) -> list[str]:
    """What its fields say of the values in them, in words, but for the fields named."""
    try:
        slot.clean_fields(exclude=but)
    except ValidationError as refusal:
        names = {name: slot._meta.get_field(name).verbose_name for name in refusal.message_dict}
        return [f"{names[name]}: {line}" for name, lines in refusal.message_dict.items() for line in lines]
    return []
