"""The server's clean-up of a story's words: what the editor does at a paste, for whatever comes another way too."""

from dataclasses import dataclass
from functools import cache

from django_prose_editor.fields import create_sanitizer

from articles.body.composing import Composer
from articles.body.marks import mark_up
from articles.body.markup import TooMuch, parse
from articles.body.omissions import LeftOut, leave_out
from articles.body.plain import plain_paragraphs
from articles.body.schema import EXTENSIONS
from articles.body.word_lists import make_lists
from common.text import clean_html


@dataclass
class CleanBody:
    """Clean words, and what was left out of them."""

    html: str
    left_out: LeftOut


def clean_body(html: str) -> str:
    """The story's own blocks, whatever they were written with; of what is too much for one story, its words alone."""
    try:
        return clean_with_report(html).html
    except TooMuch:
        return plain_paragraphs(html)


def clean_with_report(html: str) -> CleanBody:
    """The same, and what was left out of it on the way. Raises TooMuch."""
    left_out = LeftOut()
    tree = parse(html)
    leave_out(tree, left_out)
    make_lists(tree)
    mark_up(tree)
    composer = Composer(left_out)
    composer.add(tree)
    return CleanBody(sanitize_body(composer.html), left_out)


def sanitize_body(html: str) -> str:
    """HTML without an element or attribute that the editor cannot make. It is asked once more before it is shown."""
    sanitize = _sanitizer()
    sanitized = sanitize(clean_html(html))
    clean = clean_html(sanitized)  # character references may have been unseen signs
    # Without its unseen signs an address may have become one that is not allowed.
    return clean if clean == sanitized else sanitize(clean)


@cache
def _sanitizer():
    return create_sanitizer(EXTENSIONS)
