"""The text of a post as a reader saw it: paragraphs, shortcodes and blocks, then one pass over its HTML."""

import re

import lxml.html
from django.utils.html import escape

from articles.importing.items import Note
from articles.importing.source import Material
from articles.importing.sources.cards import card, site_of
from articles.importing.sources.markup import (
    drop_silent,
    inner_html,
    parsed,
    plain_images,
    turn_frames,
    turn_galleries,
)
from articles.importing.sources.wordpress.blocks import has_blocks, read_blocks
from articles.importing.sources.wordpress.drawing import Drawing, typed
from articles.importing.sources.wordpress.files import AttachedFiles
from articles.importing.sources.wordpress.shortcodes import replace_shortcodes
from articles.importing.sources.wordpress.texturize import texturize
from articles.importing.sources.wordpress.turning import Turner

ALONE = re.compile(r"\s*(https?://[^\s<>\"']+)\s*")
GALLERIES = "//*[contains(concat(' ', @class, ' '), ' blocks-gallery ') or contains(@class, 'wp-block-gallery')]"
PULLED = "//figure[contains(@class, 'wp-block-pullquote')] | //blockquote[contains(@class, 'wp-block-pullquote')]"


def html_of(post: dict, material: Material, notes: list[Note]) -> str:
    """The neutral HTML of a post's text."""
    text = post.get("content", "")
    turner = Turner(AttachedFiles(post, material), notes)
    drawn = Drawing(post, material, turner).blocks(read_blocks(text)) if has_blocks(text) else typed(text)
    drawn = replace_shortcodes(drawn, turner.shortcode)
    if not drawn.strip():
        return ""
    root = parsed(drawn)
    drop_silent(root, turner.note)
    turn_frames(root, turner.note)
    _turn_lone_addresses(root, turner)
    plain_images(root)
    turn_galleries(root.xpath(GALLERIES))
    _pull_quotes(root)
    texturize(root)
    return inner_html(root)


def _turn_lone_addresses(root, turner):
    """An address alone in its paragraph was shown as what it leads to, where the site is known."""
    for paragraph in list(root.iter("p")):
        texts = [text for text in paragraph.itertext() if text.strip()]
        alone = ALONE.fullmatch(texts[0]) if len(texts) == 1 else None
        if alone and not paragraph.get("data-card") and site_of(alone[1]) and paragraph.find(".//img") is None:
            turner.note("turned", "address alone", alone[1])
            paragraph.addprevious(lxml.html.fragment_fromstring(card(alone[1])))
            paragraph.drop_tree()


def _pull_quotes(root):
    """In WordPress 5.0 they are a figure, before that a quotation; the words stand in paragraphs or alone."""
    for figure in root.xpath(PULLED):
        if figure.tag == "blockquote" and figure.getparent().tag == "figure":
            continue
        quote = figure if figure.tag == "blockquote" else figure.find(".//blockquote")
        if quote is None:
            continue
        by = next(figure.iter("cite", "figcaption"), None)
        caption = f"<figcaption>{escape(_words(by))}</figcaption>" if by is not None else ""
        if by is not None:
            by.drop_tree()
        made = f'<figure data-quote="pull"><blockquote>{escape(_words(quote))}</blockquote>{caption}</figure>'
        figure.addprevious(lxml.html.fragment_fromstring(made))
        figure.drop_tree()


def _words(element):
    return " ".join(" ".join(element.itertext()).split()) if len(element) else " ".join((element.text or "").split())
