"""A post's blocks as the HTML that a reader was sent, with shortcodes still in it: they are replaced in the whole."""

import json
import re

from django.utils.html import escape

from articles.importing.items import Kind
from articles.importing.source import Material
from articles.importing.sources.cards import card, site_of
from articles.importing.sources.wordpress import policy
from articles.importing.sources.wordpress.autop import autop
from articles.importing.sources.wordpress.blocks import Block, read_blocks
from articles.importing.sources.wordpress.turning import Turner

DEEPEST = 10  # reusable blocks in one another
LONE = re.compile(r"^[ \t]*(https?://[^\s<>\"']+)[ \t]*\r?$", re.MULTILINE)
AS_TYPED = {"wp:freeform", "wp:shortcode", "wp:classic"}
OLD_EMBED = "wp:core-embed/"  # until WordPress 5.6 each site had a name of its own


def is_frame(name: str) -> bool:
    return name in policy.EMBEDS or name.startswith(OLD_EMBED)


def typed(text: str) -> str:
    """What was typed without blocks. An address alone in its line stands apart, where the site is known."""
    return autop(LONE.sub(lambda line: f"\n\n{line[1]}\n\n" if site_of(line[1]) else line[0], text))


class Drawing:
    """Draws one post. `turner` is told what became of each block."""

    def __init__(self, post: dict, material: Material, turner: Turner):
        self.post, self.material, self.turner = post, material, turner

    def blocks(self, block: Block, within: tuple[str, ...] = ()) -> str:
        return "".join(part if isinstance(part, str) else self._block(part, within) for part in block.parts)

    def _block(self, block: Block, within) -> str:
        name = block.name
        if name == "wp:block":
            return self._reusable(str(block.attributes.get("ref", "")), within)
        if name in policy.OUT:
            self.turner.note("out", name, block.html)
            return ""
        if is_frame(name):
            return self._frame(block)
        if name in policy.GALLERIES:
            return self._gallery(block)
        if name in AS_TYPED:
            return typed(block.html)
        if name in policy.NOTES:
            return self._footnotes(name)
        self._note(block)
        return self._cover(block) + self.blocks(block, within)

    def _note(self, block):
        name = block.name
        if name in policy.QUESTIONS or name in policy.QUOTES or name in policy.PICTURES or name in policy.TABLES:
            self.turner.note("turned", name)
        elif name not in policy.UNWRAPPED:
            self.turner.note("unwrapped" if block.html.strip() else "out", name)

    def _reusable(self, ref, within) -> str:
        """A text that stands elsewhere in the file, in its place; in itself it does not stand once more."""
        held = self.material.get(Kind.BLOCK, ref) if ref and ref not in within and len(within) < DEEPEST else None
        self.turner.note("unwrapped" if held else "out", "wp:block", "" if held else f"ref {ref}")
        return self.blocks(read_blocks(held["content"]), (*within, ref)) if held else ""

    def _frame(self, block: Block) -> str:
        """Of another site, or a file: a link, and the caption that stood under it."""
        caption = re.search(r"<figcaption[^>]*>(.*?)</figcaption>", block.html, re.DOTALL)
        address = str(block.attributes.get("url") or block.attributes.get("href") or block.attributes.get("src") or "")
        inner = block.html
        found = re.search(r"""(?:src|href)=["'](https?://[^"']+)["']|(https?://[^\s<>"']+)""", inner)
        address = address or (found[1] or found[2] if found else "")
        words = re.search(r"<a\b[^>]*>(.*?)</a>", inner, re.DOTALL) if block.name == "wp:file" else None
        self.turner.note("turned" if address else "out", block.name, "" if address else inner)
        drawn = card(address, re.sub(r"<[^>]*>", "", words[1]) if words else "")
        return drawn + (f"<p>{caption[1]}</p>" if caption else "")

    def _gallery(self, block: Block) -> str:
        """Its pictures stand in it, or, in the oldest, are named by their ids alone."""
        self.turner.note("turned", block.name)
        if "<img" not in block.html:
            figures = self.turner.attachments.figures(_ids(block.attributes.get("ids")))
            return (f"<figure data-gallery>{''.join(figures)}</figure>" if figures else "") + block.html
        return f'<div class="blocks-gallery">{block.html}</div>'

    def _cover(self, block) -> str:
        """The picture behind words, which stands in a style where it is not one of the elements."""
        own = "".join(part for part in block.parts if isinstance(part, str))
        address, number = block.attributes.get("url"), block.attributes.get("id")
        is_film = block.attributes.get("backgroundType") == "video"
        if block.name != "wp:cover" or "<img" in own or is_film or not (address or number):
            return ""
        key = f' data-asset="{escape(number)}"' if number else ""
        alt = escape(block.attributes.get("alt") or "")
        return f'<figure><img src="{escape(address or "")}" alt="{alt}"{key}></figure>'

    def _footnotes(self, name) -> str:
        """They are kept beside the text, and numbered in it."""
        notes = footnotes_of(self.post)
        self.turner.note("turned" if notes else "out", name)
        return f"<ol>{''.join(f'<li>{note}</li>' for note in notes)}</ol>" if notes else ""


def footnotes_of(post: dict) -> list[str]:
    """The HTML of each, in their order."""
    try:
        found = json.loads(next(iter(post.get("meta", {}).get("footnotes", [])), "[]"))
    except (ValueError, RecursionError):
        return []
    notes = [note for note in found if isinstance(note, dict)] if isinstance(found, list) else []
    return [str(note.get("content") or "") for note in notes]


def _ids(said) -> list[str]:
    """A list, or one number, or numbers with commas between them."""
    return re.findall(r"\d+", " ".join(map(str, said)) if isinstance(said, list) else str(said or ""))
