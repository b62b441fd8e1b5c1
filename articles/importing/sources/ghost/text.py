"""The HTML of a post: what only some could read is cut out before anything else, then its cards become plain."""

import json
import re
from collections.abc import Callable

from django.utils.html import escape

from articles.importing.items import Note
from articles.importing.sources.cards import card
from articles.importing.sources.markup import (
    drop_silent,
    inner_html,
    parsed,
    plain_images,
    put_before,
    turn_frames,
    turn_galleries,
    words_below,
)
from articles.importing.words import line_of

MEMBERS_ONLY = "<!--members-only-->"
# A block that strangers see says so; it stays.
GATED = re.compile(
    r"<!--\s*kg-gated-block:begin(?:(?!nonMember:true).)*?-->.*?<!--\s*kg-gated-block:end\s*-->", re.DOTALL
)
GATED_OPEN = re.compile(r"<!--\s*kg-gated-block:begin(?:(?!nonMember:true|-->).)*-->", re.DOTALL)
OUT = ("kg-signup-card", "kg-email-card", "kg-email-cta-card", "kg-cta-card", "kg-transistor-card")
Act = Callable[[str, str, str], None]


def public_part(html: str) -> tuple[str, bool]:
    """What everybody could read, and whether there was more. A gated block without an end hides all after it."""
    part = html.partition(MEMBERS_ONLY)[0]
    part = GATED.sub("", part)
    if unfinished := GATED_OPEN.search(part):
        part = part[: unfinished.start()]
    return part, part != html


def words_of_cards(post: dict) -> str:
    """The words of a post that has no HTML, a block a paragraph: of the newer form of its cards, or the older."""
    for name, blocks in (("lexical", _lexical_blocks), ("mobiledoc", _mobiledoc_blocks)):
        try:
            found = blocks(json.loads(post.get(name) or "null"))
        except (ValueError, TypeError, AttributeError, KeyError, IndexError):
            continue
        if words := "\n\n".join(filter(None, found)):
            return words
    return ""


def _lexical_blocks(document) -> list[str]:
    def words(node):
        return node.get("text", "") + "".join(map(words, node.get("children", [])))

    return [words(node) for node in document["root"]["children"]]


def _mobiledoc_blocks(document) -> list[str]:
    """Sections of kind 1 are text, and those of kind 3 lists; a marker's last value is its words."""
    found = []
    for section in document["sections"]:
        lists = {1: section[2:3], 3: section[2] if len(section) > 2 else []}.get(section[0], [])
        found += ["".join(str(marker[-1]) for marker in markers) for markers in lists]
    return found


def neutral_html(html: str, notes: list[Note]) -> str:
    """The neutral HTML of what Ghost has drawn."""
    if not html.strip():
        return ""

    def note(verb, name, words=""):
        notes.append(Note(verb, name, " ".join(words.split())[:200]))

    root = parsed(html)
    for name in OUT:
        for element in _of_class(root, name):
            note("out", name, element.text_content())
            element.drop_tree()
    for act in (_videos, _bookmarks, _files, _embeds, _asides, _toggles, _products):
        act(root, note)
    drop_silent(root, note)
    turn_frames(root, note)
    plain_images(root)
    turn_galleries(_of_class(root, "kg-gallery-card"))
    return inner_html(root)


def _of_class(root, name):
    return root.xpath(f"//*[contains(concat(' ', normalize-space(@class), ' '), ' {name} ')]")


def _replace(element, html, root):
    if html:
        put_before(element, html, root)
    element.drop_tree()


def _caption(element):
    caption = element.find(".//figcaption")
    return words_below(caption) if caption is not None else None


def _bookmarks(root, note):
    """A link with its title. Its class for the author holds the publisher, and the other way round."""
    for element in _of_class(root, "kg-bookmark-card"):
        link = element.find(".//a")
        title = next(iter(_within(element, "kg-bookmark-title")), "")
        note("turned", "kg-bookmark-card", link.get("href", "") if link is not None else "")
        if (below := _caption(element)) is not None:
            element.addnext(below)
        _replace(element, card(link.get("href", ""), title) if link is not None else "", root)


def _videos(root, note):
    """The film as a link: its file is no picture, and its poster is a spacer of another site."""
    for name in ("kg-video-card", "kg-audio-card"):
        for element in _of_class(root, name):
            player = element.find(".//video") if name == "kg-video-card" else element.find(".//audio")
            title = next(iter(_within(element, "kg-audio-title")), "")
            address = player.get("src", "") if player is not None else ""
            note("turned" if address else "out", name, address)
            if (below := _caption(element)) is not None:
                element.addnext(below)
            _replace(element, card(address, title), root)


def _files(root, note):
    for element in _of_class(root, "kg-file-card"):
        link = element.find(".//a")
        title = next(iter(_within(element, "kg-file-card-title")), "")
        note("turned", "kg-file-card", title)
        _replace(element, card(link.get("href", ""), title) if link is not None else "", root)


def _embeds(root, note):
    """What stood in a frame; of a post on another site its words stay as a quotation, with the link."""
    for element in _of_class(root, "kg-embed-card"):
        quote = element.find(".//blockquote")
        if quote is None:
            continue
        links = [link.get("href", "") for link in quote.iter("a") if link.get("href", "").startswith("http")]
        note("turned", "kg-embed-card", links[-1] if links else "")
        words = f"<blockquote>{escape(line_of(quote))}</blockquote>"
        put_before(element, words, root)
        _replace(element, card(links[-1]) if links else "", root)


def _asides(root, _note):
    for quote in _of_class(root, "kg-blockquote-alt"):
        quote.attrib.clear()


def _toggles(root, note):
    """A question with its answer: the question as a heading."""
    for element in _of_class(root, "kg-toggle-card"):
        note("turned", "kg-toggle-card")
        for heading in element.xpath(".//h4"):
            heading.tag = "h3"


def _products(root, note):
    """Of a product and of a button their words and the link."""
    for name in ("kg-product-card", "kg-button-card", "kg-header-card", "kg-callout-card"):
        for _element in _of_class(root, name):
            note("unwrapped", name)
    for icon in _of_class(root, "kg-callout-emoji"):
        icon.drop_tree()


def _within(element, name):
    found = element.xpath(f".//*[contains(concat(' ', normalize-space(@class), ' '), ' {name} ')]")
    return [line_of(part) for part in found]
