"""The picture of a page that has none: a card with its title, which other services show beside a shared link."""

import hashlib
import json
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise

from common.paper import paper

DRAWING = 1  # of newsroom/paper/card_drawing.py: a number more when it draws otherwise
SIZE = (1200, 630)


@dataclass(frozen=True)
class ShareCard:
    """What stands on the card of one row. The address of its picture changes with all that is drawn."""

    kind: str
    pk: int
    title: str
    kicker: str | Promise = ""

    @property
    def digest(self) -> str:
        known = paper()
        facts = json.dumps([DRAWING, self.title, str(self.kicker), known.name, known.accent])
        return hashlib.sha256(facts.encode()).hexdigest()[:16]

    @property
    def address(self) -> str:
        return reverse("share_card", args=[self.kind, self.pk, self.digest])


def paper_card() -> ShareCard:
    """Of the front, and of pages with nothing of their own to say."""
    known = paper()
    return ShareCard("paper", 1, known.strapline or known.name, known.town)
