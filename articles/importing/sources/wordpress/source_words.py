"""The words that a post has at its source, counted another way than it is read: so what the reader loses is seen.

They are the words of its raw text, without tags, and without what the policy leaves out. A word that the reader adds,
such as that of a link in the place of a film, is none of them.
"""

import re

from articles.importing.items import Kind
from articles.importing.source import Material
from articles.importing.sources.markup import drop_silent, parsed
from articles.importing.sources.wordpress import policy
from articles.importing.sources.wordpress.blocks import Block, read_blocks
from articles.importing.sources.wordpress.drawing import DEEPEST, footnotes_of, is_frame
from articles.importing.sources.wordpress.shortcodes import Shortcode, replace_shortcodes
from articles.importing.sources.wordpress.texturize import texturize
from articles.importing.words import APART as WORDS_APART
from articles.importing.words import words_of_tree

FRAMES = ("iframe", "embed", "object", "video", "audio")
ALONE = re.compile(r"\s*https?://\S+\s*")
LINE = re.compile(r"^[ \t]*https?://\S+[ \t]*\r?$", re.MULTILINE)
CAPTION = re.compile(r"<figcaption[^>]*>.*?</figcaption>", re.DOTALL)
SILENT = policy.EMBEDS | policy.GALLERIES | policy.POLLS | policy.OUT | policy.ENCODED
APART = policy.KNOWN - policy.INLINE - policy.CAPTIONS - policy.LINKS
ACTED = policy.KNOWN - policy.UNWRAPPED  # what is merely unwrapped keeps its title above its words
TITLED = policy.BOXES | policy.QUESTIONS | policy.BUILT


def source_words(post: dict, material: Material) -> list[str]:
    """In their order."""
    text = _text(read_blocks(post.get("content", "")), post, material, ())
    root = parsed(replace_shortcodes(LINE.sub("", text), _shortcode))
    drop_silent(root, lambda *_note: None)
    for frame in list(root.iter(*FRAMES)):
        frame.drop_tree()
    for element in root.iter():
        element.text = "" if _is_address(element.text, next(iter(element), None)) else element.text
        element.tail = " " if _is_address(element.tail, element.getnext()) else element.tail
    texturize(root)
    return words_of_tree(root)


def _is_address(text, following) -> bool:
    """Whether it is an address alone. One that goes on in the tag behind it is words."""
    is_alone = ALONE.fullmatch(text or "") is not None
    goes_on = is_alone and following is not None and following.tag not in WORDS_APART and not text[-1].isspace()
    return is_alone and not goes_on


def _text(block: Block, post, material, within) -> str:
    """Of blocks, those that were drawn."""
    if block.name in policy.OUT:
        return ""
    if is_frame(block.name):
        return "".join(CAPTION.findall(block.html))
    if block.name in policy.NOTES:
        return "".join(f"<p>{note}</p>" for note in footnotes_of(post))
    if block.name == "wp:block":
        number = str(block.attributes.get("ref", ""))
        held = material.get(Kind.BLOCK, number) if number not in within and len(within) < DEEPEST else None
        return _text(read_blocks(held["content"]), post, material, (*within, number)) if held else ""
    parts = (part if isinstance(part, str) else _text(part, post, material, within) for part in block.parts)
    return "".join(parts)


def _shortcode(code: Shortcode) -> str:
    name, inner = code.name, code.inner or ""
    if name in SILENT or name.startswith("newsletters_lf_"):
        return ""
    if name in policy.TABLES and "<" not in inner:
        return ""
    if name in policy.CAPTIONS and not re.sub(r"<[^>]*>|\s", "", inner):
        return inner + code.attributes.get("caption", "")
    if name in policy.PREFORMATTED:
        return f"<pre>{inner}</pre>"
    inner = inner if ALONE.fullmatch(inner) is None else ""
    is_titled = name not in ACTED and bool(code.attributes.get("title")) and bool(inner.strip())
    if name in TITLED or is_titled:
        return f"<div>{code.attributes.get('title', '')}<p>{inner}</p></div>"
    is_apart = name in APART or (name.startswith(policy.BEGINNINGS) and not name.startswith("su_"))
    return f"<div>{inner}</div>" if is_apart and inner else inner
