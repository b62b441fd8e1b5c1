"""A film, a sound or a post of another site, as a card that can be read without that site.

Stored as `<section data-kind="embed" data-day="2026-03-14">` with `<h3>` for its title, a `<p>` for each line of its
words, and `<footer>` with a link to it that says whose it is. The words are what the site told once; they are the
story's own from then on, so that a card stays what it was when the thing is gone.
"""

import datetime as dt
import re
from html import unescape
from typing import NamedTuple

from django.template.loader import render_to_string
from django.utils.html import escape

from articles.body.boxes import HEADINGS, line_of, says
from articles.body.html_blocks import Block, blocks_inside, inside, split_blocks
from articles.body.kind import Kind, Safe, Writer
from articles.body.links import resolve_address
from articles.body.markup import Element
from articles.body.providers import thing_at

NAME = "embed"
TAGS = ("section", "h3", "p", "footer")


class Card(NamedTuple):
    """A stored card. `title`, `lines` and `source` are HTML without a tag."""

    address: str
    title: str
    lines: list[str]
    source: str
    day: dt.date | None


def clean(element: Element, _writer: Writer) -> str:
    """The card as it is stored; nothing without an address that readers can follow."""
    footer = next((part for part in element.elements if part.tag == "footer"), None)
    link = footer.first("a") if footer else None
    address = resolve_address(link.attributes.get("href", "")).href if link else ""
    if not re.match("https?:", address):
        return ""
    heading = next((part for part in element.elements if part.tag in HEADINGS), None)
    lines = [line for part in element.elements if part.tag == "p" and (line := line_of(part))]
    day = _day(element.attributes.get("data-day", ""))
    return written(
        address=address, title=line_of(heading), lines=lines, source=line_of(link) or escape(host_of(address)), day=day
    )


def written(*, address: str, title: str, lines: list[str], source: str, day: dt.date | None) -> str:
    """A card in the form in which it is stored. All words are HTML."""
    told = "".join(f"<p>{line}</p>" for line in lines)
    on = f' data-day="{day.isoformat()}"' if day else ""
    footer = f'<footer><a href="{escape(address)}">{source}</a></footer>'
    return f'<section data-kind="{NAME}"{on}><h3>{title}</h3>{told}{footer}</section>'


def read_card(block: Block) -> Card:
    """A stored card."""
    parts = blocks_inside(block)
    lines = [inside(part) for part in parts if part.tag == "p" and says(part.html)]
    title = next((inside(part) for part in parts if part.tag == "h3"), "")
    link = next((link for part in parts if part.tag == "footer" for link in blocks_inside(part)), Block("", {}, ""))
    address = unescape(link.attributes.get("href", ""))
    return Card(address, title, lines, inside(link), _day(block.attributes.get("data-day", "")))


def cards_in(html: str) -> list[Card]:
    """The cards of a body, in their order."""
    blocks = split_blocks(html) if f'data-kind="{NAME}"' in html else []
    return [read_card(block) for block in blocks if block.attributes.get("data-kind") == NAME]


def frames_in(html: str) -> list[str]:
    """The hosts that the cards of a body may be shown from, once a reader asks for it."""
    things = [thing_at(card.address) for card in cards_in(html)]
    return sorted({thing.origin for thing in things if thing and thing.origin})


def host_of(address: str) -> str:
    return re.split(r"[/?#]", address.partition("://")[2], maxsplit=1)[0].removeprefix("www.")


def page(block: Block, safe: Safe) -> str:
    return _filled(block, safe, "box")


def text(block: Block, safe: Safe) -> str:
    return _filled(block, safe, "")


def plain(block: Block, safe: Safe) -> str:
    return safe(block.html.strip())


def _filled(block, safe, style):
    card = read_card(block)
    thing = thing_at(card.address)
    context = {
        "address": card.address,
        "title": safe(card.title),
        "lines": [safe(line) for line in card.lines],
        "source": safe(card.source),
        "day": card.day,
        "style": style,
        "sort": thing.provider.sort if thing else "",
        "provider": thing.provider.name if thing else host_of(card.address),
        "frame": thing.frame if thing else "",
        "host": host_of(thing.frame) if thing else "",
        "name": unescape(card.title or card.source),  # for an attribute, which a quotation mark of theirs would end
    }
    return render_to_string("kinds/embed.html", context)


def _day(written: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(written) if re.fullmatch(r"\d{4}-\d\d-\d\d", written) else None
    except ValueError:
        return None


KIND = Kind(NAME, "Embed", TAGS, clean, {"page": page, "text": text, "plain": plain}, ("data-day",))
