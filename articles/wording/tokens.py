"""A body as one row of tokens: borders of blocks, words with their marks, and whole blocks that are not taken apart.

Which token may follow which is all that makes a row a body: a word stands behind a word or behind the border of a block
that holds words. So whatever has only such neighbours as sound bodies have is a sound body itself.
"""

import re
from functools import lru_cache
from html import unescape
from typing import NamedTuple

from articles.body.html_blocks import split_blocks
from articles.wording.text import INLINE, plain_text

# How far a body is taken apart, so that it can be put together again.
WORDS_APART, LISTS_WHOLE, BLOCKS_WHOLE, ALL_WHOLE = 3, 2, 1, 0
PIECE = re.compile(r"<(/?)(\w+)([^<>]*)>|([^<\s]+\s*|\s+)")
TEXT_BLOCK = re.compile(r"((?:<blockquote>)?<(p|h2|h3)(?: [^<>]*)?>)(.*?)(</\2>(?:</blockquote>)?)", re.S)
LIST = re.compile(r"(<(ul|ol)(?: [^<>]*)?>)((?:<li><p>.*?</p></li>)+)(</\2>)", re.S)
ITEM = re.compile(r"<li><p>(.*?)</p></li>", re.S)


class Word(NamedTuple):
    """A word with the space behind it, and the elements that it stands in, the outermost first."""

    html: str
    marks: tuple[str, ...] = ()


class Border(NamedTuple):
    """Where a block begins that holds words; items of one list stand in one `group`."""

    opening: str
    closing: str
    group: str = ""
    group_end: str = ""


class Whole(NamedTuple):
    """A block as it is."""

    html: str


type Token = Word | Border | Whole


def tokens_of(html: str, level: int = WORDS_APART) -> tuple[Token, ...]:
    if level == ALL_WHOLE:
        return (Whole(html),)
    return tuple(token for block in split_blocks(html) for token in _taken_apart(block.html, level))


def level_of(*bodies: str) -> int:
    """How far these can be taken apart so that each is put together as it was, to the byte."""
    levels = (WORDS_APART, LISTS_WHOLE, BLOCKS_WHOLE)
    fits = (level for level in levels if all(drawn(tokens_of(body, level)) == body for body in bodies))
    return next(fits, ALL_WHOLE)


def drawn(tokens: tuple[Token, ...]) -> str:
    """The HTML of a row of tokens."""
    html: list[str] = []
    here: Border | None = None
    words: list[Word] = []
    for token in (*tokens, None):
        if isinstance(token, Word):
            words.append(token)
            continue
        if here:
            html += [_line(words), here.closing]
        goes_on = isinstance(token, Border) and here is not None and token.group and token.group == here.group
        if here and not goes_on:
            html.append(here.group_end)
        if isinstance(token, Border):
            html += [token.opening] if goes_on else [token.group, token.opening]
        elif token:
            html.append(token.html)
        here, words = token if isinstance(token, Border) else None, []
    return "".join(html)


def text_places(tokens: tuple[Token, ...]) -> list[int]:
    """Where each token, and the end, stands in the plain text; a border stands at the end of what is before it."""
    places, done, line = [], 0, ""
    for token in (*tokens, None):
        if isinstance(token, Word):
            places.append(done + (done > 0) + len(line))
            line += _said(token)
            continue
        done = _end(done, line)
        line = ""
        places.append(done)
        if isinstance(token, Whole):
            done = _end(done, plain_text(token.html))
    return places


def _end(done, line):
    """Where the text ends with one more line; a blank one is none."""
    return done + (done > 0) + len(line) if line.strip() else done


def _said(word):
    """A word as plain text has it."""
    return " " if word.html == "<br>" else unescape(word.html).replace("\n", " ")


@lru_cache(maxsize=2000)
def _taken_apart(html, level):
    whole = [Whole(html)]
    if level == BLOCKS_WHOLE:
        return whole
    if found := TEXT_BLOCK.fullmatch(html):
        words = _words(found[3])
        return whole if words is None else [Border(found[1], found[4]), *words]
    if level == WORDS_APART and (found := LIST.fullmatch(html)):
        return _items(found) or whole
    return whole


def _items(found):
    items = ITEM.findall(found[3])
    lines = [_words(item) for item in items]
    if None in lines or "".join(f"<li><p>{item}</p></li>" for item in items) != found[3]:
        return None
    border = Border("<li><p>", "</p></li>", found[1], found[4])
    return [token for line in lines for token in (border, *line)]


def _words(html):
    """The words of a line, or None where it is not of our elements alone or would be written otherwise."""
    words, marks, end = [], [], 0
    for piece in PIECE.finditer(html):
        if piece.start() != end:
            return None
        end = piece.end()
        closes, tag, _more, text = piece.groups()
        if text is not None or (tag == "br" and not closes):
            words.append(Word(piece[0], tuple(marks)))
        elif closes and marks:
            marks.pop()
        elif closes or tag not in INLINE:
            return None
        else:
            marks.append(piece[0])
    return words if end == len(html) and _line(words) == html else None


def _line(words):
    html, marks = [], ()
    for word in (*words, Word("")):
        shared = next((at for at, pair in enumerate(zip(marks, word.marks, strict=False)) if pair[0] != pair[1]), None)
        shared = min(len(marks), len(word.marks)) if shared is None else shared
        html += [f"</{re.match(r'<(\w+)', mark)[1]}>" for mark in reversed(marks[shared:])]
        html += [*word.marks[shared:], word.html]
        marks = word.marks
    return "".join(html)
