"""A story's neutral HTML as a body of ours: pictures and galleries as they are placed here, links to where stories are.

What comes out has gone through the one door for words, `articles.body.cleaning`, as whatever is pasted has.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import lxml.html
from django.conf import settings
from lxml.html import HtmlElement, builder

from articles.body.cleaning import clean_body
from articles.body.document import POLL_ROLES
from articles.body.footnotes import out_of_brackets
from articles.importing.items import Note, PlacedPicture
from articles.importing.words import line_of
from articles.models import Picture
from common.text import clean_html

FindPicture = Callable[[PlacedPicture], Picture | None]
FindAddress = Callable[[str, str], str]
FindThing = Callable[[str], int | None]
PLACED_AS = {
    "poll": "poll",
    "story": "related",
    "document": "document",
    "sound": "sound",
}  # what a card of our own export becomes
OURS = ("data-embed", "data-picture", "data-id")  # they name rows of ours: no archive knows those
WRAPPERS = {"div", "section", "article", "main", "center", "header", "footer", "body"}  # they hold blocks, and are none
RENAMED = {"del": "s", "strike": "s", "ins": "span", "u": "span"}  # a reader saw these words; at a paste they go


@dataclass
class Written:
    """The body, and what was changed on the way."""

    html: str = ""
    notes: list[Note] = field(default_factory=list)
    lead_caption: str = ""  # what stood under the first picture, where that is the one on top
    source: str = ""  # what the words here are to be compared with: without those that became things


def to_body(
    html: str,
    *,
    picture: FindPicture,
    address: FindAddress,
    old_hosts: set[str],
    lead: Picture | None = None,
    things: Mapping[str, FindThing] | None = None,
) -> Written:
    """`picture` is asked with what stands at its place, `address` with an old address and, where known, a key.

    `things` are asked with the key of a poll, a file or a related story for its number here.
    """
    if not html.strip():
        return Written()
    return _Writer(picture, address, old_hosts, lead, things or {}).write(html)


class _Writer:
    def __init__(self, picture: FindPicture, address: FindAddress, old_hosts: set[str], lead: Picture | None, things):
        self.picture, self.address, self.old_hosts, self.lead, self.things = picture, address, old_hosts, lead, things
        self.written = Written()
        self.placed_after: dict[HtmlElement, HtmlElement] = {}  # of each paragraph that pictures end, the last of them

    def write(self, html: str) -> Written:
        root = lxml.html.fragment_fromstring(out_of_brackets(clean_html(html)), create_parent="div")
        for element in list(root.iter(*RENAMED)):
            element.tag = RENAMED[element.tag]
        for element in root.iter("*"):
            for name in OURS:
                element.attrib.pop(name, None)
        cards = [card for card in root.iter("p") if card.get("data-card") in PLACED_AS]
        placed = [self._card(card) for card in cards]
        self.written.source = lxml.html.tostring(root, encoding="unicode") if any(placed) else html
        for link in list(root.iter("a")):
            self._link(link)
        for gallery in [figure for figure in root.iter("figure") if "data-gallery" in figure.attrib]:
            self._gallery(gallery)
        for number, img in enumerate(list(root.iter("img"))):
            self._img(img, root, is_first=number == 0)
        inner = (root.text or "") + "".join(lxml.html.tostring(child, encoding="unicode") for child in root)
        self.written.html = clean_body(inner)
        return self.written

    def _card(self, card) -> bool:
        """The place of such a thing, if that is here; else its words, of a poll without the address that it had."""
        kind, link = card.get("data-card"), card.find("a")
        named = link if kind == "story" else card
        key = "" if named is None else named.get(f"data-{kind}", "")
        if found := self.things.get(kind, _nothing)(key):
            role = {"data-role": card.get("data-role")} if card.get("data-role") in POLL_ROLES else {}
            placed = builder.DIV(**{"data-embed": PLACED_AS[kind], "data-id": str(found)}, **role)
            _put_in_place(card, [placed])
            return True
        if kind == "poll" and link is not None:
            self.written.notes.append(Note("out", "poll", card.text_content()))
            link.drop_tag()
        return False

    def _link(self, link):
        """To a story of the same archive: its address here. To any other address of the old site: as it was."""
        href, key = link.get("href", ""), link.attrib.pop("data-story", "")
        parts = _split(href)
        if parts is None or (not key and parts.netloc.lower() not in self.old_hosts):
            return
        if "replytocom=" in parts.query:
            return
        if found := self.address(href, key):
            fragment = f"#{parts.fragment}" if parts.fragment else ""
            link.set("href", f"{settings.SITE_URL}{found}{fragment}")

    def _gallery(self, gallery):
        placed, lost = [], []
        for img in list(gallery.iter("img")):
            place, caption = place_of(img, gallery)
            figure = self._placed(place, caption)
            if figure is not None:
                placed.append(figure)
            elif place.caption:
                lost.append(_filled(builder.P(), caption))
        made = [builder.E.figure(*placed, **{"data-gallery": "pictures"})] if placed else []
        _put_in_place(gallery, [*made, *lost])

    def _img(self, img, root, *, is_first):
        if "data-picture" in getattr(img.getparent(), "attrib", {}):
            return
        figure = _figure_of(img, root)
        place, caption = place_of(img, root)
        stands = figure if figure is not None else img
        if is_first and self._is_lead(place):
            self.written.notes.append(Note("out", "picture on top again", place.address or place.asset))
            self.written.lead_caption = place.caption
            _put_in_place(stands, [])
            return
        placed = self._placed(place, caption)
        if placed is None:
            _put_in_place(stands, [_filled(builder.P(), caption)] if place.caption else [])
            return
        block = _block_of(stands, root)
        if block is stands:
            _put_in_place(stands, [placed])
            return
        if _is_last_in(block, stands):
            last = self.placed_after.get(block, block)
            placed.tail, last.tail = last.tail, None
            last.addnext(placed)
            self.placed_after[block] = placed
        else:
            block.addprevious(placed)
        _put_in_place(stands, [])

    def _is_lead(self, place):
        return self.lead is not None and self.picture(place) == self.lead

    def _placed(self, place, caption):
        """Our figure for it; None where there is no such picture."""
        found = self.picture(place)
        if found is None:
            self.written.notes.append(Note("out", "picture", place.address or place.asset))
            return None
        return builder.E.figure(_filled(builder.E.figcaption(), caption), **{"data-picture": str(found.pk)})


def places_in(html: str) -> list[PlacedPicture]:
    """Every picture of a text, as it is asked for when the text is written."""
    if "<img" not in html:
        return []
    root = lxml.html.fragment_fromstring(clean_html(html), create_parent="div")
    return [place_of(img, root)[0] for img in root.iter("img")]


def place_of(img: HtmlElement, root: HtmlElement) -> tuple[PlacedPicture, HtmlElement | None]:
    """What stands at a picture's place, and its caption with the markup."""
    figure = _figure_of(img, root)
    caption = figure.find(".//figcaption") if figure is not None else None
    if figure is not None and caption is None:  # whatever else stands in it is what stood under the picture
        caption = builder.E.figcaption(line_of(figure))
    words = line_of(caption) if caption is not None else ""
    credit = figure.get("data-credit", "") if figure is not None else ""
    return PlacedPicture(img.get("data-asset", ""), img.get("src", ""), img.get("alt", ""), words, credit), caption


def _filled(element, caption):
    """The element with a caption's words and their markup."""
    if caption is not None:
        element.text = caption.text
        element.extend(list(caption))
    return element


def _nothing(_key):
    return None


def _split(href):
    try:
        return urlsplit(href)
    except ValueError:
        return None


def _figure_of(element, root) -> HtmlElement | None:
    """The figure that holds this picture alone."""
    for parent in element.iterancestors():
        if parent is root:
            return None
        if parent.tag == "figure":
            return parent if len(list(parent.iter("img"))) == 1 else None
    return None


def _block_of(element, root):
    """What of the story's own blocks it stands in: a picture stands before the paragraph that held it, or after it."""
    block = element
    while block.getparent() is not None and block.getparent() is not root and block.getparent().tag not in WRAPPERS:
        block = block.getparent()
    return block


def _is_last_in(block, element) -> bool:
    """Whether words of the block stand before it and none after it: its caption is read after them."""
    is_alone = block.text_content().split() == element.text_content().split()
    while element is not block:
        after = [element.tail or "", *(other.text_content() for other in element.itersiblings())]
        if "".join(after).strip():
            return False
        element = element.getparent()
    return not is_alone


def _put_in_place(element, others):
    """Others where it stood, and what followed it after them."""
    for other in others:
        element.addprevious(other)
    element.drop_tree()
