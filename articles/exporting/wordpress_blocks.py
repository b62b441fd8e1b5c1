"""A story's neutral HTML as blocks of WordPress' editor, so that WordPress makes no paragraphs of its own in it."""

import json

from lxml import html as lxml_html
from lxml.etree import tostring

from articles.body.html_blocks import Block, split_blocks

# As WordPress calls them, with what stands in the comment beside the name.
BLOCKS = {
    "p": ("paragraph", None),
    "h2": ("heading", None),
    "h3": ("heading", {"level": 3}),
    "ul": ("list", None),
    "ol": ("list", {"ordered": True}),
    "blockquote": ("quote", None),
}


def as_blocks(html: str) -> str:
    return "\n\n".join(map(_block, split_blocks(html)))


def _block(block: Block):
    if block.tag == "figure":
        return _figure(lxml_html.fragment_fromstring(block.html))
    name, facts = BLOCKS.get(block.tag, ("html", None))
    return _wrapped(name, block.html.strip(), facts)


def _wrapped(name, html, facts=None):
    told = f" {json.dumps(facts)}" if facts else ""
    return f"<!-- wp:{name}{told} -->\n{html}\n<!-- /wp:{name} -->"


def _figure(figure):
    if "data-quote" in figure.attrib:
        return _pull_quote(figure)
    if "data-gallery" in figure.attrib:
        images = "\n".join(_image(each) for each in figure.findall("figure"))
        gallery = f'<figure class="wp-block-gallery has-nested-images columns-default is-cropped">{images}</figure>'
        return _wrapped("gallery", gallery, {"linkTo": "none"})
    return _image(figure)


def _image(figure):
    """The credit is said under the picture, since WordPress has no place of its own for it."""
    image = figure.find("img")
    kept = {name: image.attrib[name] for name in ("src", "alt") if name in image.attrib}
    plain = lxml_html.Element("img", kept)
    caption, credit = _inner(figure.find("figcaption")), figure.get("data-credit", "")
    if credit:
        shown = lxml_html.Element("span")
        shown.text = credit
        caption = " ".join(filter(None, [caption, _inner(shown)]))
    said = f'<figcaption class="wp-element-caption">{caption}</figcaption>' if caption else ""
    drawn = tostring(plain, encoding="unicode", method="html")
    return _wrapped("image", f'<figure class="wp-block-image">{drawn}{said}</figure>')


def _pull_quote(figure):
    said = _inner(figure.find("figcaption"))
    cite = f"<cite>{said}</cite>" if said else ""
    words = _inner(figure.find("blockquote"))
    words = words if words.startswith("<p") else f"<p>{words}</p>"
    pull = f'<figure class="wp-block-pullquote"><blockquote>{words}{cite}</blockquote></figure>'
    return _wrapped("pullquote", pull)


def _inner(element):
    """The HTML inside an element, without its own tag."""
    if element is None:
        return ""
    drawn = tostring(element, encoding="unicode", method="html", with_tail=False)
    return drawn[drawn.index(">") + 1 : drawn.rindex("</")].strip()
