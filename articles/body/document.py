"""The body of a story: one HTML document of the elements and objects that a newspaper needs, and nothing else.

What the editor can make and what the server lets through are one list, so they cannot drift apart. Objects are
stored as small placeholders that name a row of ours; `articles.body.rendering` puts the object in their place.
"""

import re
from functools import lru_cache
from html import unescape
from typing import NamedTuple

from django_prose_editor.fields import ProseEditorField

from articles.body.cleaning import clean_body
from articles.body.html_blocks import Block, blocks_inside, split_blocks
from articles.body.schema import EXTENSIONS
from common.text import clean_html, clean_text

POLL_ROLES = {"before", "after", "result"}
EMBEDS = {"poll": "poll", "watch": "video", "related": "linked"}
EMBEDS |= {kind: kind for kind in ("document", "sound", "correction")}


class Placed(NamedTuple):
    """What a placeholder names: the kind of a placement and the row's id; id None asks for automatic ones."""

    kind: str
    pk: int | None


class BodyField(ProseEditorField):
    """HTML of the story's own elements, whose text has come through the one door for text whoever wrote it."""

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("extensions", dict(EXTENSIONS))
        kwargs.setdefault("sanitize", clean_body)
        kwargs.setdefault("preset", "desk")
        super().__init__(*args, **kwargs)

    def to_python(self, value) -> str | None:
        html = super().to_python(value)
        return body_or_nothing(clean_html(html)) if isinstance(html, str) else html

    def pre_save(self, instance, add) -> str:
        html = body_or_nothing(clean_html(super().pre_save(instance, add)))
        setattr(instance, self.attname, html)
        return html


def placed_in(block: Block) -> Placed | None:
    """What this block stands for, if it is a placeholder of ours with a sound id."""
    if block.tag == "figure" and "data-picture" in block.attributes:
        return _placed("picture", block.attributes["data-picture"])
    if block.tag == "div" and block.attributes.get("data-embed") in EMBEDS:
        return _placed(EMBEDS[block.attributes["data-embed"]], block.attributes.get("data-id", ""))
    return None


def gallery_in(block: Block) -> list[Block]:
    """The pictures of a gallery in their order, each as it would stand by itself; none for any other block."""
    if block.tag != "figure" or "data-gallery" not in block.attributes:
        return []
    return [part for part in blocks_inside(block) if part.tag == "figure" and "data-picture" in part.attributes]


def role_of(block: Block) -> str:
    """What a placed poll is there for: asked before or after reading, shown as a result, or (empty) at any time."""
    role = block.attributes.get("data-role", "")
    return role if role in POLL_ROLES else ""


def _placed(kind, pk):
    if kind == "video" and not pk:
        return Placed(kind, None)
    return Placed(kind, int(pk)) if re.fullmatch(r"[0-9]{1,18}", pk) else None


def things_placed(html: str) -> list[Placed]:
    """Everything the body shows, once each, in the order of its first appearance."""
    return list(dict.fromkeys(thing for thing in _placements(html) if thing.pk))


@lru_cache(maxsize=64)
def _placements(html):
    """Kept for the last bodies: several who look at a story, or at a batch of stories, ask for its things in turn."""
    placed = (placed_in(part) for block in split_blocks(html) for part in gallery_in(block) or [block])
    return tuple(thing for thing in placed if thing)


def has_words(html: str) -> bool:
    """Whether a body says or places anything: blank paragraphs and empty lists are markup alone."""
    return bool(clean_text(unescape(re.sub(r"<[^<>]*>", " ", html)))) or bool(_placements(html))


def body_or_nothing(html: str) -> str:
    """The body, or nothing where it is markup without a word: emptiness is asked of words."""
    return html if has_words(html) else ""


def word_count(html: str) -> int:
    return len(re.sub(r"<[^>]+>", " ", html).split())
