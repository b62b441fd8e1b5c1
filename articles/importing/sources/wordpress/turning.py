"""Each shortcode and block as a reader saw it, by the policy; what was done with it is noted."""

import html
import re
from typing import Protocol

from django.utils.html import escape
from django.utils.translation import gettext as _

from articles.importing.items import Note
from articles.importing.sources.cards import card
from articles.importing.sources.wordpress import policy
from articles.importing.sources.wordpress.builders import built, decoded, is_block, wrapped
from articles.importing.sources.wordpress.captions import captioned, credited
from articles.importing.sources.wordpress.shortcodes import Shortcode

WORDS = re.compile(r"<[^>]*>|\s+")
ADDRESS = re.compile(r"https?://[^\s<>\"'\]]+")
IDS = ("ids", "include", "gallery_ids", "images")
ATTACHED = {"gallery", "slideshow"}  # without ids they show what was attached to the story
PAGES = {"youtube": "https://www.youtube.com/watch?v=", "vimeo": "https://vimeo.com/"}
NAMES_OF_ADDRESS = ("url", "src", "href", "mp4", "mp3", "m4v", "ogg", "webm", "id", "link")


class Attachments(Protocol):
    """What a story can show of the library."""

    def figures(self, ids: list[str]) -> list[str]:
        """The figures of these, in that order."""

    def pictures_of(self, post: str = "") -> list[str]:
        """The ids of the pictures that were attached to a post; to this one where none is named."""

    def files(self, ids: list[str]) -> list[tuple[str, str]]:
        """The addresses and titles of sounds and films, in that order; of those attached where no ids are named."""


class Turner:
    """Turns what stands in one story."""

    def __init__(self, attachments: Attachments, notes: list[Note]):
        self.attachments, self.notes = attachments, notes

    def shortcode(self, code: Shortcode) -> str:
        name = code.name
        for names, act in self._acts():
            if name in names:
                noted, drawn = len(self.notes), act(code)
                if drawn:
                    self.note("turned", name)
                elif len(self.notes) == noted:
                    self.note("out", name, code.source)
                return drawn
        if name in policy.OUT or (name.startswith("newsletters_lf_")):
            self.note("out", name, code.source)
            return ""
        says = code.inner is not None and bool(WORDS.sub("", code.inner) or "<img" in code.inner)
        if says or is_block(name):
            self.note("unwrapped", name)
            title = html.unescape(code.attributes.get("title", "")) if says else ""
            inner = wrapped(code.inner or "") if is_block(name) else code.inner
            return (f"<h3>{escape(title)}</h3>" if title else "") + inner
        self.note("out", name, code.source)
        return ""

    def note(self, verb: str, name: str, words: str = "") -> None:
        self.notes.append(Note(verb, name, " ".join(words.split())[:200]))

    def _acts(self):
        return (
            (policy.CAPTIONS, self._caption),
            (policy.GALLERIES, self._gallery),
            ({"playlist"}, self._playlist),
            (policy.EMBEDS, self._embed),
            (policy.LINKS, _link),
            (policy.QUOTES, self._quote),
            (policy.BUILT, lambda code: built(code, self.attachments.figures)),
            (policy.ENCODED, lambda code: wrapped(decoded(code.inner or ""))),
            (policy.BOXES, self._box),
            (policy.QUESTIONS, self._question),
            (policy.FOOTNOTES, self._footnote),
            (policy.PREFORMATTED, _preformatted),
            (policy.POLLS, lambda _code: f"<p>{escape(_('A poll stood here.'))}</p>"),
            (policy.TABLES, self._table),
        )

    def _caption(self, code):
        if code.name == "media-credit":
            return credited(code.inner or "", html.unescape(code.attributes.get("name", "")))
        return captioned(code.inner or "", caption=code.attributes.get("caption", ""))

    def _gallery(self, code):
        """By the ids; where it names none, all pictures that were attached to the story."""
        written = next((code.attributes[name] for name in IDS if code.attributes.get(name)), "")
        ids = [number for number in re.split(r"[\s,]+", written) if number.isdecimal()]
        if not written and code.name in ATTACHED:
            excluded = set(re.split(r"[\s,]+", code.attributes.get("exclude", "")))
            ids = [
                number
                for number in self.attachments.pictures_of(code.attributes.get("id", ""))
                if number not in excluded
            ]
            ids = ids[::-1] if code.attributes.get("order", "").upper() == "DESC" else ids
        figures = self.attachments.figures(ids)
        if not figures:
            self.note("out", f"{code.name} without pictures", code.source)
        return f"<figure data-gallery>{''.join(figures)}</figure>" if figures else ""

    def _playlist(self, code):
        """Each sound or film of it, a link."""
        ids = re.findall(r"\d+", code.attributes.get("ids", ""))
        return "".join(card(address, words) for address, words in self.attachments.files(ids))

    def _embed(self, code):
        """A link to what stood in the frame."""
        inner = WORDS.sub(" ", code.inner or "").strip()
        values = [code.attributes.get(name, "") for name in NAMES_OF_ADDRESS]
        found = next(
            (ADDRESS.search(html.unescape(text)) for text in (inner, *values, *code.values) if "://" in text), None
        )
        address = found[0] if found else ""
        page = PAGES.get(code.name.removeprefix("fusion_"))
        if not address and page:
            number = (code.attributes.get("id") or inner or next(iter(code.values), "")).strip()
            address = page + number if re.fullmatch(r"[\w-]{5,20}", number) else ""
        return card(address)

    def _quote(self, code):
        by = code.attributes.get("cite") or code.attributes.get("author") or ""
        words = re.sub(r"</?p>", " ", code.inner or "")
        caption = f"<figcaption>{escape(by)}</figcaption>" if by else ""
        return f'<figure data-quote="pull"><blockquote>{words}</blockquote>{caption}</figure>'

    def _box(self, code):
        """A box of facts becomes a heading and its words."""
        title = code.attributes.get("title", "")
        return (f"<h3>{escape(title)}</h3>" if title else "") + f"<div>{code.inner or ''}</div>"

    _question = _box

    def _footnote(self, code):
        return f" ({(code.inner or '').strip()})" if code.inner else ""

    def _table(self, code):
        """A table that another plugin keeps is not in the export."""
        if code.inner and "<" in code.inner:
            return code.inner
        self.note("out", f"{code.name} (kept elsewhere)", code.source)
        return ""


def _preformatted(code):
    """Signs as they were typed: no tag and no shortcode within is one."""
    return f"<pre>{escape(html.unescape(code.inner or '')).replace('[', '&#91;')}</pre>"


def _link(code):
    """[url=https://…]words[/url], [url]https://…[/url], [img]https://…[/img]."""
    inner = code.inner or ""
    found = ADDRESS.search(html.unescape(next(iter(code.values), "") or WORDS.sub("", inner)))
    if not found:
        return inner
    if code.name == "img":
        return f'<img src="{escape(found[0])}" alt="">'
    return f'<a href="{escape(found[0])}">{inner}</a>'
