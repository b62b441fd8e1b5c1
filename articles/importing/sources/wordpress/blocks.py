"""Blocks: HTML between comments that name a kind and its attributes, as JSON. They may stand in one another."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from common.text import only_xml

BEGIN = re.compile(r"<!--\s+(?P<end>/)?wp:(?P<name>[a-z][a-z0-9_-]*(?:/[a-z][a-z0-9_-]*)?)\s+")
END = re.compile(r"\s*(?P<self>/)?-->")
BROKEN = re.compile(r"\{.*?\}\s+(?=/?-->)", re.DOTALL)
JSON = json.JSONDecoder()
DEEPEST = 60


@dataclass
class Block:
    """`parts` are its own HTML and the blocks in it, in their order. The outermost has no name."""

    name: str
    attributes: dict
    parts: list["str | Block"] = field(default_factory=list)

    @property
    def html(self) -> str:
        """All that stands in it, without the comments."""
        return "".join(part if isinstance(part, str) else part.html for part in self.parts)


def has_blocks(text: str) -> bool:
    return "<!-- wp:" in text


def read_blocks(text: str) -> Block:
    """The text as a tree. An end without a beginning is dropped; what has no end goes to the end of the text."""
    root = Block("", {})
    stack, at = [root], 0
    for mark in _marks(text):
        if mark.start > at:
            stack[-1].parts.append(text[at : mark.start])
        at = mark.stop
        if mark.is_end:
            if any(block.name == mark.name for block in stack[1:]):
                while stack.pop().name != mark.name:
                    pass
            continue
        block = Block(mark.name, mark.attributes)
        stack[-1].parts.append(block)
        if not mark.is_alone and len(stack) < DEEPEST:
            stack.append(block)
    stack[-1].parts.append(text[at:])
    return root


@dataclass(frozen=True)
class _Mark:
    start: int
    stop: int
    name: str
    attributes: dict
    is_end: bool
    is_alone: bool


def _marks(text: str) -> Iterator[_Mark]:
    at = 0
    while begin := BEGIN.search(text, at):
        attributes, at = _attributes(text, begin.end())
        if end := END.match(text, at):
            at = end.end()
            name = f"wp:{begin['name'].removeprefix('core/')}"
            yield _Mark(begin.start(), at, name, attributes, bool(begin["end"]), bool(end["self"]))


def _attributes(text, at) -> tuple[dict, int]:
    """The object and where it ends: a string in it may hold what looks like the end. Of a broken one, its end."""
    if not text.startswith("{", at):
        return {}, at
    try:
        found, stop = JSON.raw_decode(text, at)
    except (ValueError, RecursionError):
        broken = BROKEN.match(text, at)
        return {}, broken.end() if broken else at
    return _only_signs(found), stop


def _only_signs(value):
    """Without halves of characters and control signs, which JSON can write and nothing else can hold."""
    if isinstance(value, str):
        return only_xml(value)
    if isinstance(value, list):
        return [_only_signs(each) for each in value]
    return {key: _only_signs(each) for key, each in value.items()} if isinstance(value, dict) else value
