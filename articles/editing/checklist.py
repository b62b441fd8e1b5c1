"""What the desk advises before a story goes out. Advice stops nobody; what stops a story is asked at the gate."""

import html
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.body.document import things_placed, word_count
from articles.body.html_blocks import split_blocks
from articles.body.lines import LineAbout
from articles.body.links import Address, is_counter, is_private, resolve_address
from articles.body.registry import kind_of
from articles.editing.remarks import SHOWN, Remark, remarks_on
from articles.library.checks import about_files
from articles.models import Article, Proposal
from articles.pictures.checks import about_films, about_origin, about_rights, pictures_of
from articles.poll_stories.advice import advice_on_polls
from articles.publishing.placed_corrections import about_corrections
from articles.publishing.publish import reasons_not_to_publish
from articles.publishing.unseen import about_films_and_stories
from common.people import name_of

LONGEST_HEADLINE = 75
WORDS_A_MINUTE = 230


@dataclass
class Checklist:
    errors: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    words: int = 0
    remarks: list[Remark] = field(default_factory=list)

    @property
    def advice_count(self) -> int:
        return len(self.warnings) + len(self.remarks)

    @property
    def minutes(self) -> int:
        return max(1, round(self.words / WORDS_A_MINUTE))


def checklist_of(article: Article, *, is_suggested: bool = True) -> Checklist:
    """The list for a stored story, with the words that its form holds now.

    `is_suggested` is whether a suggestion is open, for whoever has asked already.
    """
    placed = things_placed(article.body)
    pictures = pictures_of(article, placed)
    warnings = [
        *about_headline(article.headline),
        *about_standfirst(article.standfirst),
        *about_addresses(article.body),
        *about_tables(article.body),
        *about_headings(article.body),
        *about_kinds(article.body),
        *advice_on_polls(article),
        *about_pictures((picture.caption, picture.alt) for picture in pictures),
        *about_rights(article, pictures),
        *about_origin(pictures),
        *about_films(article),
        *about_films_and_stories(placed),
        *about_files(placed),
        *about_corrections(article, placed),
        *(about_suggestions(article) if is_suggested else []),
    ]
    reasons = reasons_not_to_publish(article, placed=placed)
    return Checklist(reasons, warnings, word_count(article.body), remarks_on(article))


def about_suggestions(article: Article) -> list[str]:
    """Whose words wait for somebody to decide on them."""
    names = [name_of(proposal.person) for proposal in Proposal.objects.of_story(article)] if article.pk else []
    return [_("Not decided on: suggestions of %(names)s.") % {"names": ", ".join(names)}] if names else []


def about_headline(headline: str) -> list[str]:
    if len(headline) <= LONGEST_HEADLINE:
        return []
    message = _("The headline has %(letters)s characters; best under %(most)s.")
    return [message % {"letters": len(headline), "most": LONGEST_HEADLINE}]


def about_standfirst(standfirst: str) -> list[str]:
    return [] if standfirst.strip() else [_("There is no standfirst.")]


def about_addresses(body: str) -> list[str]:
    """Links that no reader can follow, that only the house can follow, or that a mail program counts."""
    found = []
    for opening, words in re.findall(r"<a\b([^>]*)>(.*?)</a>", body, re.S):
        href = re.search(r'href="([^"]*)"', opening)
        address = resolve_address(html.unescape(href[1])) if href else Address("", "fragment")
        if advice := _about_address(address):
            text = " ".join(html.unescape(re.sub(r"<[^>]+>", "", words)).split())
            found.append(advice % {"text": text[:SHOWN]})
    return found


def _about_address(address):
    if not address.href:
        return _("The link “%(text)s” leads nowhere.")
    if address.href.startswith(f"{settings.SITE_URL}/"):
        is_of_the_desk = re.match("(admin|draft)/", address.href[len(settings.SITE_URL) + 1 :])
        told = _("The link “%(text)s” leads to the desk or to a draft, which readers cannot open.")
        return told if is_of_the_desk else ""
    if is_private(address.href):
        return _("The link “%(text)s” leads to a computer that readers cannot reach.")
    if is_counter(address.href):
        return _("The link “%(text)s” goes through a mail program’s counter: give the address that it leads to.")
    return ""


def about_tables(body: str) -> list[str]:
    """A table without headers cannot be followed by ear."""
    tables = enumerate(re.findall(r"<table>.*?</table>", body, re.S), start=1)
    bare = next((number for number, table in tables if "<th" not in table), None)
    return [LineAbout("table", bare, _("A table has no header cells: mark its first row as headers."))] if bare else []


def about_headings(body: str) -> list[str]:
    """A smaller heading belongs under a larger one. Those of boxes stand for themselves."""
    levels = [
        int(level) for level in re.findall(r"<h([2-6])\b", re.sub(r"<section\b.*?</section>", "", body, flags=re.S))
    ]
    for number, (earlier, level) in enumerate(zip([1, *levels], levels, strict=False), start=1):
        if level > earlier + 1:
            return [LineAbout("heading", number, _("A smaller heading stands without a larger one above it."))]
    return []


def about_kinds(body: str) -> list[str]:
    """What each box and chart is to be told of, by its own rules."""
    found, count = [], Counter()
    for block in split_blocks(body) if "data-kind" in body else []:
        if kind := kind_of(block):
            count[kind.name] += 1
            found += [LineAbout(kind.name, count[kind.name], words) for words in kind.advice(block)]
    return found


def about_pictures(pictures: Iterable[tuple[str, str]]) -> list[str]:
    """Who cannot see the picture hears caption and alternative text one after the other."""
    repeated = sum(1 for caption, alt in pictures if alt.strip() and _bare(alt) == _bare(caption))
    if not repeated:
        return []
    message = ngettext(
        "The alternative text of %(count)s picture repeats its caption.",
        "The alternative texts of %(count)s pictures repeat their captions.",
        repeated,
    )
    return [message % {"count": repeated}]


def _bare(text):
    return " ".join(re.sub(r"[^\w\s]", "", text).casefold().split())
