"""Attachments: where their file may be found, and the words that the library of WordPress had for it."""

import re

from django.utils.html import escape

from articles.importing.items import Kind, OldAsset, Visibility
from articles.importing.source import Material
from articles.importing.sources.wordpress.php import Unreadable, unserialised
from articles.importing.sources.wordpress.visibility import visibility_of

PLAYED = re.compile(
    r"\.(?:mp3|m4a|ogg|oga|wav|flac|wma|mp4|m4v|mov|ogv|webm|wmv|avi|mpe?g|3gp)(?:\?.*)?$", re.IGNORECASE
)
PAPERS = re.compile(r"\.(?:pdf|docx?|odt|xlsx?|ods|csv|pptx?|odp|zip|txt|rtf)(?:\?.*)?$", re.IGNORECASE)


def asset_of(post: dict) -> OldAsset:
    """The original first, then the file that was shown, then its smaller copies, the largest first."""
    meta = post.get("meta", {})
    address = post.get("file", "") or post.get("guid", "")
    folder = address.rpartition("/")[0]
    facts = _facts(meta)
    copies = facts.get("sizes") if isinstance(facts.get("sizes"), dict) else {}
    sized = [copy for copy in copies.values() if isinstance(copy, dict) and copy.get("file")]
    sized.sort(key=lambda copy: -_number(copy.get("width")))
    names = [facts.get("original_image"), None, *(copy["file"] for copy in sized)]
    addresses = [address if name is None else f"{folder}/{name}" for name in names if name is None or name]
    said = facts.get("image_meta") if isinstance(facts.get("image_meta"), dict) else {}
    return OldAsset(
        post["id"],
        tuple(dict.fromkeys(filter(None, addresses))),
        alt=_first(meta, "_wp_attachment_image_alt"),
        caption=post.get("excerpt", ""),
        credit=_first(meta, "_media_credit") or str(said.get("credit") or ""),
        parent=post.get("parent", ""),
    )


def asset_figure(number: str, post: dict) -> str:
    """An attachment as it stands in a gallery."""
    asset = asset_of(post)
    shown = post.get("file", "") or next(iter(asset.addresses), "")
    caption = f"<figcaption>{escape(asset.caption)}</figcaption>" if asset.caption else ""
    img = f'<img data-asset="{escape(number)}" src="{escape(shown)}" alt="{escape(asset.alt)}">'
    return f"<figure>{img}{caption}</figure>"


class AttachedFiles:
    """The attachments that the story of a post can show."""

    def __init__(self, post: dict, material: Material):
        self.post, self.material = post, material

    def figures(self, ids: list[str]) -> list[str]:
        """Their figures, in this order. One that the archive does not have is named by its number: it is missing."""
        found = dict(self._found(ids))
        return [
            asset_figure(number, found[number]) if number in found else f'<figure><img data-asset="{number}"></figure>'
            for number in map(escape, ids)
        ]

    def pictures_of(self, post: str = "") -> list[str]:
        """The ids of the pictures that were attached to a post; to this one where none is named.

        Those of another that strangers could not read were shown nowhere.
        """
        if post not in {"", self.post["id"]} and not self._is_public(post):
            return []
        files = ((asset["id"], asset.get("file", "")) for asset in self._children(post))
        return [number for number, file in files if not (PLAYED.search(file) or PAPERS.search(file))]

    def files(self, ids: list[str]) -> list[tuple[str, str]]:
        """The addresses and titles of sounds and films, in this order; of those attached where no ids are named."""
        found = [payload for _number, payload in self._found(ids)] if ids else self._children()
        played = (asset for asset in found if PLAYED.search(asset.get("file", "")))
        return [(asset["file"], asset.get("title", "")) for asset in played]

    def _is_public(self, post):
        other = self.material.get(Kind.STORY, post)
        return other is not None and visibility_of(other)[0] == Visibility.PUBLIC

    def _found(self, ids):
        found = ((number, self.material.get(Kind.ASSET, number)) for number in ids)
        return [(number, payload) for number, payload in found if payload]

    def _children(self, post=""):
        return _in_order(self.material.children(Kind.ASSET, post or self.post["id"]))


def _in_order(posts):
    """As the library had them for a story, and of one place the older first."""
    return sorted(posts, key=lambda post: (_number(post.get("menu_order")), _number(post["id"]), post["id"]))


def _number(value) -> int:
    """What plugins wrote as text is read as the number that it says; what is none comes last of all widths."""
    try:
        return int(value)
    except (TypeError, ValueError, OverflowError):
        return 0


def _facts(meta) -> dict:
    try:
        found = unserialised(_first(meta, "_wp_attachment_metadata"))
    except Unreadable:
        return {}
    return found if isinstance(found, dict) else {}


def _first(meta, key) -> str:
    return next(iter(meta.get(key, [])), "")
