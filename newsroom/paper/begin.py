"""Texts to begin the paper's own pages from: a British local paper's, honest, with what only it knows left open."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from string import Template

from django.conf import settings
from django.urls import reverse
from django.utils.html import escape

from common.paper import paper_name
from newsroom.paper.browser_stores import stores_as_table
from newsroom.paper.models import Page

TEXTS = Path(__file__).parent / "texts"
KINDS = [kind for kind in Page.Kind if kind != Page.Kind.OTHER]
ABOUT_THE_PAPER = {Page.Kind.ABOUT, Page.Kind.PEOPLE, Page.Kind.CONTACT, Page.Kind.TIPS, Page.Kind.OWNERSHIP}
SLUGS = {Page.Kind.CORRECTIONS: "how-we-correct"}  # /corrections/ lists those that were made


@dataclass(frozen=True)
class PageText:
    """A page as it begins; readers cannot see it yet."""

    kind: str
    title: str
    slug: str
    group: str
    position: int
    body: str

    def as_initial(self) -> dict:
        return vars(self)


def page_text(kind: str) -> PageText:
    """The text for a page of that kind, which is one of KINDS."""
    kind = Page.Kind(kind)
    known = {
        "paper": escape(paper_name()),
        "email": escape(settings.PAPER_EMAIL),
        "corrections": f"{settings.SITE_URL}{reverse('articles:corrections')}",
        "support": f"{settings.SITE_URL}{reverse('supporters:support')}",
        "text": f"{settings.SITE_URL}{reverse('text:front')}",
        "stores": stores_as_table(),
    }
    return PageText(
        kind=kind.value,
        title=str(kind.label),
        slug=SLUGS.get(kind, kind.value),
        group=Page.Group.PAPER if kind in ABOUT_THE_PAPER else Page.Group.RULES,
        position=KINDS.index(kind),
        body=Template(_text(kind.value)).substitute(known),
    )


@cache
def _text(kind):
    return (TEXTS / f"{kind}.txt").read_text(encoding="utf-8")
