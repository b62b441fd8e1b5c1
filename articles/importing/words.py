"""Whether a story has here the words that it had at its source: compared in their order, without their markup."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

import lxml.html
from lxml.html import HtmlElement

from articles.body.paste_rules import BLOCKS
from common.text import clean_html

WORD = re.compile(r"\w+(?:[’'.,:/@-]\w+)*", re.UNICODE)
APART = {*BLOCKS, "br", "hr"}  # words on both sides of these are not one
SAID = 60  # characters of the first difference
LONGEST_COMPARED = 40_000  # words: beyond them, how many there are is compared


@dataclass(frozen=True)
class Comparison:
    """`share` of the source's words that stand here in the same order, from 0 to 1; and what is missing first."""

    words_in: int
    words_out: int
    share: float
    first_difference: str = ""


def words_of(html: str) -> list[str]:
    """The visible words, in their order."""
    if not html.strip():
        return []
    return words_of_tree(lxml.html.fragment_fromstring(clean_html(html), create_parent="div"))


def words_of_tree(root: HtmlElement) -> list[str]:
    """The same of HTML that is parsed already."""
    return WORD.findall(_text_of(root).replace("\xad", "").replace("\u200b", ""))


def line_of(root: HtmlElement) -> str:
    """The visible text as one line: words that stood on lines of their own are not joined."""
    return " ".join(_text_of(root).split())


def compare(source: list[str], ours: list[str]) -> Comparison:
    if source == ours:
        return Comparison(len(source), len(ours), 1.0)
    if len(source) > LONGEST_COMPARED:
        return Comparison(len(source), len(ours), min(1.0, len(ours) / len(source)), _said(source, 0))
    matcher = SequenceMatcher(None, source, ours, autojunk=False)
    same = sum(block.size for block in matcher.get_matching_blocks())
    first = next((op for op in matcher.get_opcodes() if op[0] in {"delete", "replace"}), None)
    share = same / len(source) if source else 1.0
    return Comparison(len(source), len(ours), share, _said(source, first[1]) if first else "")


def _text_of(root):
    parts = (node if event == "text" else " " * (node in APART) for event, node in _walk(root))
    return "".join(parts)


def _walk(element):
    tag = element.tag if isinstance(element.tag, str) else ""
    yield "tag", tag
    if tag and tag not in {"script", "style"}:
        if element.text:
            yield "text", element.text
        for child in element:
            yield from _walk(child)
            if child.tail:
                yield "text", child.tail
    yield "tag", tag


def _said(words, place):
    return " ".join(words[place : place + 12])[:SAID]
