"""What a fork of a body changes, in pieces that can each be taken or left; and the fork of a body that has moved on.

A piece replaces some tokens by others. Between two pieces there is always a token of both bodies, so any choice of them
has only such neighbours as one of the two has, and is a sound body itself.
"""

from collections.abc import Collection
from dataclasses import dataclass
from hashlib import sha256
from html import unescape
from typing import NamedTuple

from articles.wording.matching import matched
from articles.wording.text import plain_text
from articles.wording.tokens import Token, Whole, Word, drawn, level_of, tokens_of

FEW = 2  # tokens in common that are too few to part two pieces by


class Hunk(NamedTuple):
    """In place of the base's tokens from `start` to `end` the fork has others."""

    start: int
    end: int
    new: tuple[Token, ...]


@dataclass(frozen=True)
class Difference:
    base: tuple[Token, ...]
    hunks: tuple[Hunk, ...]

    def taken(self, chosen: Collection[int]) -> str:
        """The base with these pieces of the fork, by their number."""
        return drawn(_applied(self.base, [hunk for number, hunk in enumerate(self.hunks) if number in chosen]))

    def old(self, hunk: Hunk) -> tuple[Token, ...]:
        return self.base[hunk.start : hunk.end]

    def digest(self, hunk: Hunk) -> str:
        """Names the piece, so that nobody decides on another one than they saw."""
        return sha256(repr((hunk, self.old(hunk))).encode()).hexdigest()[:20]


class Apart(NamedTuple):
    """A piece whose place was changed otherwise meanwhile: what it was to replace, and by what."""

    old: str
    new: str


def difference(base: str, fork: str) -> Difference:
    """What the fork changes. All of it taken is the fork, none of it the base, to the byte."""
    level = level_of(base, fork)
    tokens = tokens_of(base, level)
    return Difference(tokens, tuple(_hunks(tokens, tokens_of(fork, level))))


def rebased(base: str, fork: str, now: str) -> tuple[str, list[Apart]]:
    """The fork as a fork of what the base has become, and the pieces that have no place in that any more."""
    level = level_of(base, fork, now)
    tokens = tokens_of(base, level)
    theirs = _hunks(tokens, tokens_of(now, level))
    ours = [hunk for hunk in _hunks(tokens, tokens_of(fork, level)) if hunk not in theirs]
    apart = [hunk for hunk in ours if any(_meet(hunk, other) for other in theirs)]
    kept = sorted([*theirs, *(hunk for hunk in ours if hunk not in apart)], key=lambda hunk: hunk.start)
    words = [Apart(plain(tokens[hunk.start : hunk.end]), plain(hunk.new)) for hunk in apart]
    return drawn(_applied(tokens, kept)), words


def plain(tokens: Collection[Token]) -> str:
    """Tokens as somebody reads them: a line for each block."""
    return "".join(map(_said, tokens))


def _said(token):
    if isinstance(token, Word):
        return "\n" if token.html == "<br>" else unescape(token.html)
    return f"\n{plain_text(token.html)}" if isinstance(token, Whole) else "\n"


def _meet(one, other):
    """They overlap or touch; only between pieces that are parted is every neighbour known to be sound."""
    return one.start <= other.end and other.start <= one.end


def _applied(base, hunks):
    row, at = [], 0
    for hunk in hunks:
        row += [*base[at : hunk.start], *hunk.new]
        at = hunk.end
    return (*row, *base[at:])


def _hunks(base, fork):
    """First by blocks, so that a long story takes no longer than its changed blocks do."""
    olds, news = _blocks(base), _blocks(fork)
    old_at, new_at = _starts(olds), _starts(news)
    found = []
    for act, a, b, c, d in matched(olds, news):
        if act != "equal":
            found += _within(base, fork, (old_at[a], old_at[b]), (new_at[c], new_at[d]))
    return found


def _blocks(tokens):
    blocks = []
    for token in tokens:
        if isinstance(token, Word) and blocks:
            blocks[-1] = (*blocks[-1], token)
        else:
            blocks.append((token,))
    return blocks


def _starts(blocks):
    starts = [0]
    for block in blocks:
        starts.append(starts[-1] + len(block))
    return starts


def _within(base, fork, old, new):
    hunks: list[Hunk] = []
    for act, a, b, c, d in matched(base[slice(*old)], fork[slice(*new)]):
        if act == "equal":
            continue
        hunk = Hunk(old[0] + a, old[0] + b, fork[new[0] + c : new[0] + d])
        if hunks and hunk.start - hunks[-1].end <= FEW:
            last = hunks.pop()
            hunk = Hunk(last.start, hunk.end, (*last.new, *base[last.end : hunk.start], *hunk.new))
        hunks.append(hunk)
    return hunks
