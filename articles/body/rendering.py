"""Turn the body of an edition into what the reader sees: the one place where stored HTML becomes a page.

The body is cleaned once more, cut into blocks, and each placeholder is replaced by its object. A placeholder whose
object is gone, not public or unknown leaves nothing behind.
"""

import json
import re
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from articles.body.cleaning import sanitize_body
from articles.body.document import Placed, gallery_in, placed_in, role_of
from articles.body.footnotes import Footnotes, in_brackets
from articles.body.html_blocks import Block, inner_html, inside, split_blocks
from articles.body.registry import kind_of
from articles.body.tables import with_scopes

MOST_READ_AFTER = 7
NEWEST_VIDEOS = Placed("video", None)  # whichever they are
Html = SafeString  # what was cleaned, escaped or drawn by a template


class Later(NamedTuple):
    """The place of something in the body that is not drawn with it but anew each time."""

    kind: str
    pk: int | None
    role: str = ""


@dataclass
class Objects:
    """What a body's placeholders stand for, ready to be drawn, by kind and id."""

    by_placed: Mapping[Placed, object] = field(default_factory=dict)
    videos: Iterable = ()
    # The article that they are drawn in, for those who vote there.
    story: int | None = None


TEMPLATES = {
    "picture": "components/picture_figure.html",
    "gallery": "components/gallery.html",
    "table": "components/table.html",
    "quote": "components/pull_quote.html",
    "poll": "components/poll.html",
    "video": "components/also_watch.html",
    "linked": "components/related_link.html",
    "document": "components/document.html",
    "sound": "components/sound.html",
    "correction": "articles/_correction.html",
}


NAMED = {"linked": "edition"}  # what a template calls the thing that it is handed, where that is not its kind


class Renderer:
    """Draws one body. Call it with the objects that its placeholders name; a thing without a template is left out.

    `medium` is where it is shown (`articles.body.kind.MEDIA`): each placed kind says itself how it is drawn there.
    """

    def __init__(
        self,
        objects: Objects,
        *,
        templates: Mapping[str, str] = TEMPLATES,
        later: Container[str] = (),
        medium: str = "page",
    ):
        self.objects, self.templates, self.later, self.medium = objects, templates, later, medium

    def blocks(self, html: str, *, of: str = "") -> list[Html | Later]:
        """The body's blocks in order, each ready for the page; empty ones are left out, those of `later` only named.

        `of` is a name of this body, where several stand on a page.
        """
        blocks, footnotes = split_blocks(without_blanks(sanitize_body(html))), Footnotes(of)
        take = in_brackets if self.medium == "plain" else footnotes.taken_from
        blocks = [block._replace(html=take(block.html)) for block in blocks]
        drawn = [block for block in map(self._draw, blocks) if block]
        notes = [as_drawn(note) for note in footnotes.notes]
        context = {"notes": notes, "name": footnotes.name}
        return [*drawn, render_to_string("components/footnotes.html", context)] if notes else drawn

    def _draw(self, block: Block) -> Html | Later | str:
        if gallery := gallery_in(block):
            return self._gallery(gallery)
        placed = placed_in(block)
        if placed is None:
            return self._plain(block)
        if placed.kind in self.later or placed == NEWEST_VIDEOS and self.later:
            return Later(*placed, role_of(block))
        return self.draw(placed, role=role_of(block), words=self._caption(block))

    def draw(self, placed: Placed, *, role: str = "", words: str = "") -> Html | str:
        """What a placeholder stands for; nothing where readers may not see that."""
        if placed == NEWEST_VIDEOS:
            return self._fill("video", videos=list(self.objects.videos)) if self.objects.videos else ""
        shown = self.objects.by_placed.get(placed)
        if shown is None:
            return ""
        if placed.kind == "picture":
            return self._fill("picture", picture=shown, words=words)
        if placed.kind == "video":
            return self._fill("video", videos=[shown])
        if placed.kind == "poll":
            return self._fill("poll", poll=shown, spot=role, story=self.objects.story)
        return self._fill(placed.kind, **{NAMED.get(placed.kind, placed.kind): shown})

    def _gallery(self, parts):
        """Those of its pictures that may be shown; one that is left alone is a picture like any other."""
        pairs = [(self.objects.by_placed.get(placed_in(part)), self._caption(part)) for part in parts]
        shown = [(picture, words) for picture, words in pairs if picture]
        if len(shown) == 1:
            return self._fill("picture", picture=shown[0][0], words=shown[0][1])
        return self._fill("gallery", figures=shown) if shown else ""

    def _caption(self, block):
        return mark_safe(inner_html(block, "figcaption"))  # noqa: S308 - cleaned above

    def _plain(self, block):
        if block.tag == "figure" and block.attributes.get("data-quote"):
            return self._pull_quote(block)
        if block.tag == "section":
            return self._kind(block)
        if block.tag in {"figure", "div"}:
            return ""  # a placeholder that names nothing
        if block.tag == "table":
            return self._fill("table", table=mark_safe(with_scopes(block.html.strip())))  # noqa: S308 - cleaned above
        return mark_safe(block.html.strip())  # noqa: S308 - cleaned above

    def _kind(self, block):
        """A kind that is gone leaves its words."""
        kind = kind_of(block)
        return kind.draw[self.medium](block, as_drawn) if kind else as_drawn(inside(block))

    def _pull_quote(self, block):
        words = mark_safe(inner_html(block, "blockquote"))  # noqa: S308 - cleaned above
        source = mark_safe(inner_html(block, "figcaption"))  # noqa: S308 - cleaned above
        return self._fill("quote", words=words, source=source) if words else ""

    def _fill(self, kind, **context):
        return render_to_string(self.templates[kind], context) if kind in self.templates else ""


BLANK_ELEMENT = re.compile(r"<(p|li|ul|ol|h2|h3|blockquote|table|tbody|tr)(?: [^>]*)?>(?:\s|&nbsp;|<br>)*</\1>")


def without_blanks(html: str) -> str:
    """Cleaned HTML without elements that hold no word, such as the line that the editor leaves to write on."""
    for _depth in range(8):
        html, found = BLANK_ELEMENT.subn("", html)
        if not found:
            break
    return html


def after_paragraphs(blocks: list[str], count: int) -> int | None:
    """The place right after that many paragraphs, or None in a story that is too short to be interrupted there."""
    seen = 0
    for place, block in enumerate(blocks):
        seen += block.startswith("<p")
        if seen == count and place + 1 < len(blocks):
            return place + 1
    return None


IN_SCRIPT = {
    ord(mark): f"\\u{ord(mark):04X}" for mark in "<>&\u2028\u2029"
}  # what could end the element, or upset a reader


def as_drawn(html: str) -> Html:
    """HTML that a template or this module drew, and that was kept since."""
    return mark_safe(html)  # noqa: S308 - escaped or cleaned when it was drawn


def data_block(data: dict) -> Html:
    """Facts for machines, as an element that no browser runs. Nothing in them can end it or open another."""
    text = json.dumps(data, ensure_ascii=False).translate(IN_SCRIPT)
    return format_html('<script type="application/ld+json">{}</script>', mark_safe(text))  # noqa: S308 - escaped above
