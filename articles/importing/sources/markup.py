"""What all sources' HTML goes through on its way to the neutral one: scripts out, frames to links, pictures plain."""

import re
import sys
from collections.abc import Callable, Iterable

import lxml.html
from django.utils.html import escape
from lxml.html import HtmlElement

from articles.importing.sources.cards import card, site_of
from articles.importing.words import line_of
from common.text import clean_html, only_xml

NoteOf = Callable[[str, str, str], None]  # a verb, a name, the words of the thing
GONE = (
    "script",
    "style",
    "noscript",
    "form",
    "svg",
    "template",
    "link",
    "meta",
    "button",
    "input",
    "select",
    "textarea",
)
TOLD = {"script", "form", "noscript"}
REFERENCE = re.compile(r"&#(?:([0-9]{1,12})|[xX]([0-9a-fA-F]{1,10}));?")
BEFORE_ROOT = re.compile(rb"(?:\xef\xbb\xbf)?(?>\s+|<\?.*?\?>|<!--.*?-->)*+", re.DOTALL)  # comments and instructions
IMAGE_CLASS = re.compile(r"\bwp-image-(\d+)\b")
HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6", "summary"}
OPENS = re.compile(r"accordion|toggle|collapse|aria-expanded", re.IGNORECASE)
LAZY = ("data-src", "data-lazy-src", "data-original", "data-orig-file", "data-large-file")


def text_of(content: bytes) -> str:
    """As UTF-8, and what is none as Windows-1252, as browsers read it."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def declares_document_type(content: bytes) -> bool:
    """Whether XML begins so that it could hold entities of its own. One that stands in a text is a word.

    What does not begin as XML is looked through to its end.
    """
    root = content[BEFORE_ROOT.match(content).end() :]
    is_begun = re.match(rb"<[A-Za-z_]", root) is not None
    return not is_begun and re.search(rb"<!(?:DOCTYPE|ENTITY)", root, re.IGNORECASE) is not None


def parsed(html: str) -> HtmlElement:
    """As a tree, without signs that no tree may hold, be they written by their number."""
    return lxml.html.fragment_fromstring(clean_html(REFERENCE.sub(_seen, html)), create_parent="div")


def _seen(reference):
    number = int(reference[1]) if reference[1] else int(reference[2], 16)
    return reference[0] if number <= sys.maxunicode and only_xml(chr(number)) else ""


def inner_html(root: HtmlElement) -> str:
    return escape(root.text or "") + "".join(lxml.html.tostring(child, encoding="unicode") for child in root)


def plain_words(html: str) -> str:
    """The words of a piece of HTML, in one line."""
    return line_of(parsed(html)) if "<" in html or "&" in html else " ".join(html.split())


def drop_silent(root: HtmlElement, note: NoteOf) -> None:
    """Take out what says nothing to a reader, and comments. A button that opens what is below it is its heading."""
    for button in list(root.iter("button")):
        if any(above.tag in HEADINGS for above in button.iterancestors()):
            button.drop_tag()
        elif OPENS.search(" ".join((button.get("class", ""), *button.keys()))) and button.text_content().strip():
            button.tag = "h3"
    for element in list(root.iter(*GONE)):
        if element.tag in TOLD:
            note("out", f"<{element.tag}>", "")
        element.drop_tree()
    for comment in list(root.iter(lxml.html.etree.Comment)):
        comment.drop_tree()


def turn_frames(root: HtmlElement, note: NoteOf) -> None:
    """Frames and players of known sites, films and sounds become links; others go."""
    for frame in list(root.iter("iframe", "embed", "object", "video", "audio")):
        inner = next((frame.get(name) for name in ("src", "data", "data-src") if frame.get(name)), "")
        inner = inner or next((source.get("src", "") for source in frame.iter("source")), "")
        is_known = frame.tag in {"video", "audio"} or bool(site_of(f"https:{inner}" if inner[:2] == "//" else inner))
        drawn = card(inner) if is_known else ""
        note("turned" if drawn else "out", f"<{frame.tag}>", inner)
        if drawn:
            put_before(frame, drawn, root)
        frame.drop_tree()


def plain_images(root: HtmlElement) -> None:
    """Each picture with its address, the best that its tag names, its words, and the key of its file if it says it."""
    for img in list(root.iter("img")):
        address = img.get("src", "")
        if not address or address.startswith("data:"):
            address = next((img.get(name) for name in LAZY if img.get(name)), "") or largest(img.get("srcset", ""))
        classes = " ".join([img.get("class", ""), (img.getparent().get("class") or "")])
        number = IMAGE_CLASS.search(classes)
        key = number[1] if number else img.get("data-asset") or img.get("data-id") or ""
        if not address and not key:
            img.drop_tree()
            continue
        kept = {"src": address, "alt": img.get("alt", "")} | ({"data-asset": key} if key else {})
        img.attrib.clear()
        img.attrib.update(kept)


def words_below(caption: HtmlElement) -> HtmlElement:
    """What a caption says, as a block of its own. Ghost has paragraphs in some, which cannot stand in another."""
    has_blocks = caption.find(".//p") is not None or caption.find(".//div") is not None
    return lxml.html.fragment_fromstring(inner_html(caption), create_parent="div" if has_blocks else "p")


def turn_galleries(galleries: Iterable[HtmlElement]) -> None:
    """Several pictures together: one gallery, each with its own caption; the caption of all stands after them."""
    galleries = list(galleries)
    for gallery in galleries:
        if gallery.find(".//img") is None or any(above in galleries for above in gallery.iterancestors()):
            continue
        made = lxml.html.fragment_fromstring("<figure data-gallery></figure>")
        whole = gallery.xpath("./figcaption | .//figcaption[contains(@class, 'blocks-gallery-caption')]")
        for img in list(gallery.iter("img")):
            made.append(_own_figure(img, gallery))
        for caption in whole:
            gallery.addnext(words_below(caption))
        gallery.addprevious(made)
        gallery.drop_tree()


def put_before(element: HtmlElement, html: str, root: HtmlElement) -> None:
    """A paragraph cannot stand in one: it goes before the block that holds the element."""
    block = element
    while block.getparent() is not None and block.getparent() is not root and block.tag != "p":
        block = block.getparent()
    block.addprevious(lxml.html.fragment_fromstring(html))


def largest(srcset: str) -> str:
    """The address of the widest copy that a `srcset` names."""
    found = []
    for candidate in re.split(r",\s+", srcset.strip()):
        address, _space, width = candidate.strip().partition(" ")
        number = re.search(r"[0-9]{1,9}(?:\.[0-9]{1,9})?", width)
        found.append((float(number[0]) if number else 0, address))
    return max(found)[1] if srcset.strip() else ""


def _own_figure(img, gallery):
    """The figure of one picture of a gallery, with its caption."""
    holder = next((above for above in img.iterancestors() if above.tag in {"figure", "li"}), None)
    caption = holder.find(".//figcaption") if holder is not None and holder is not gallery else None
    words = f"<figcaption>{inner_html(caption)}</figcaption>" if caption is not None else ""
    made = lxml.html.fragment_fromstring(f"<figure>{words}</figure>")
    img.tail = None
    made.insert(0, img)
    return made
