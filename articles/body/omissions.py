"""What is left out of words that come from elsewhere, and the sentence that tells the desk so."""

import re
import unicodedata
from dataclasses import dataclass

from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.body.markup import Element
from articles.body.paste_rules import OMISSIONS

MERGED = {"deletions", "hidden"}  # one passage, although a word processor cuts it into pieces
COMMENT_LINK = re.compile(r"#_?(msocom|cmnt)")
NO_SIZE = re.compile(r"0+(\.0*)?[a-z%]*")
SPACER = re.compile(r"[0-2](\.\d+)?(px)?")


@dataclass
class LeftOut:
    """How many of each kind were left out."""

    comments: int = 0
    comment_signs: int = 0
    deletions: int = 0
    hidden: int = 0
    pictures: int = 0
    embeds: int = 0
    links: int = 0

    def in_words(self) -> str:
        """One sentence, or nothing where nothing was left out."""
        comments = max(self.comments, self.comment_signs)
        parts = [
            (comments, ngettext("%d comment", "%d comments", comments)),
            (self.deletions, ngettext("%d deleted passage", "%d deleted passages", self.deletions)),
            (self.hidden, ngettext("%d hidden passage", "%d hidden passages", self.hidden)),
            (self.pictures, ngettext("%d picture", "%d pictures", self.pictures)),
            (self.embeds, ngettext("%d embedded thing", "%d embedded things", self.embeds)),
            (self.links, ngettext("%d link that leads nowhere", "%d links that lead nowhere", self.links)),
        ]
        told = [words % count for count, words in parts if count]
        count = sum(count for count, _words in parts)
        return ngettext("%s was left out.", "%s were left out.", count) % get_text_list(told, _("and")) if told else ""


def leave_out(parent: Element, left_out: LeftOut) -> None:
    """Take away what must not be published, at any depth, and count it."""
    kept, last = [], ""
    for child in parent.children:
        if isinstance(child, str):
            last = "" if child.strip() else last
            kept.append(child)
            continue
        kind = _kind_of(child)
        if not kind:
            leave_out(child, left_out)
            kept.append(child)
        elif kind == "emoji":
            kept.append(child.attributes["alt"])
        elif _counts(kind, child, last):
            setattr(left_out, kind, getattr(left_out, kind) + 1)
        last = kind
    parent.children = kept


def _counts(kind, element, last):
    if kind == "nothing" or (kind in MERGED and last == kind):
        return False
    return kind not in MERGED or bool(element.text.strip()) or element.first("img") is not None


def _kind_of(element):
    """Which sort of thing is left out with this element, if any."""
    classes = element.classes
    if element.tag in OMISSIONS["nothing"]:
        return "nothing"
    if element.tag in OMISSIONS["deletions"] or classes & set(OMISSIONS["deletion_classes"]):
        return "deletions"
    if element.attributes.get("role") == "deletion":
        return "deletions"
    if element.tag in OMISSIONS["embeds"]:
        return "embeds"
    if comment := _comment(element, classes):
        return comment
    if is_hidden(element):
        return "hidden"
    return _picture(element) if element.tag == "img" else ""


def _comment(element, classes):
    style = element.style
    if classes & set(OMISSIONS["comment_sign_classes"]) or style.get("mso-special-character") == "comment":
        return "comment_signs"
    href = element.attributes.get("href", "")
    if element.tag == "a" and COMMENT_LINK.match(href) and "ref" not in href:
        return "comment_signs"
    if element.tag in OMISSIONS["comments"] or classes & set(OMISSIONS["comment_classes"]):
        return "comments"
    if style.get("mso-element") == "comment" or element.attributes.get("role") == "comment":
        return "comments"
    return "comments" if element.tag in {"div", "p"} and _begins_with_way_back(element) else ""


def _begins_with_way_back(element):
    """A comment of Google Docs is a paragraph that begins with a link to its sign in the text."""
    while first := next((child for child in element.children if not isinstance(child, str) or child.strip()), None):
        if isinstance(first, str):
            return False
        if first.tag == "a":
            return first.attributes.get("href", "").startswith("#cmnt_ref")
        element = first
    return False


def is_hidden(element: Element) -> bool:
    style = element.style
    return (
        "hidden" in element.attributes
        or style.get("display") == "none"
        or style.get("visibility") in {"hidden", "collapse"}
        or style.get("mso-hide", "none") not in {"none", "screen"}
        or any(NO_SIZE.fullmatch(style.get(name, "1")) for name in ("font-size", "opacity", "max-height"))
        or style.get("clip", "").replace(" ", "").startswith(("rect(0", "rect(1px"))
    )


def _picture(element):
    alt = element.attributes.get("alt", "").strip()
    if alt and all(unicodedata.category(sign) in {"So", "Sk"} or sign in "\u200d\ufe0f" for sign in alt):
        return "emoji"
    style = element.style
    sizes = [element.attributes.get(side, "") or style.get(side, "") for side in ("width", "height")]
    return "nothing" if any(SPACER.fullmatch(size) for size in sizes) else "pictures"
