"""Where a suggestion stands: what it changes in the words as they are now, piece by piece."""

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256

from articles.models import Article, Proposal
from articles.wording.anchors import Anchor
from articles.wording.hunks import Apart, Difference, Hunk, difference, plain, rebased
from articles.wording.text import plain_text
from articles.wording.tokens import text_places

AROUND = 12  # tokens before and behind a piece that are shown with it


@dataclass(frozen=True)
class Piece:
    """One change as an editor reads it."""

    digest: str
    before: str
    old: str
    new: str
    behind: str

    @property
    def is_dress_alone(self) -> bool:
        """Bold, italics, links, headings: the words themselves are the same."""
        return self.old.split() == self.new.split()


@dataclass(frozen=True)
class Standing:
    proposal: Proposal
    base: str
    fork: str
    difference: Difference
    apart: list[Apart]

    @property
    def pieces(self) -> list[Piece]:
        return [self._piece(hunk) for hunk in self.difference.hunks]

    @property
    def count(self) -> int:
        return len(self.difference.hunks) + len(self.apart)

    def _piece(self, hunk):
        base = self.difference.base
        before, behind = base[max(0, hunk.start - AROUND) : hunk.start], base[hunk.end : hunk.end + AROUND]
        old, new = plain(self.difference.old(hunk)), plain(hunk.new)
        return Piece(self.difference.digest(hunk), plain(before).lstrip(), old, new, plain(behind).rstrip())

    def anchors(self) -> list[Anchor]:
        """For each piece, what of the story's plain text it replaces; no words of it where it only puts some in."""
        text, places = plain_text(self.base), text_places(self.difference.base)
        return [_anchor(text, places[hunk.start], places[hunk.end]) for hunk in self.difference.hunks]

    def marked(self) -> Iterator[tuple[str, str]]:
        """The whole of it: words that stay, go and come, in their order, each with its kind."""
        at = 0
        for hunk in self.difference.hunks:
            yield "same", plain(self.difference.base[at : hunk.start])
            yield "gone", plain(self.difference.old(hunk))
            yield "new", plain(hunk.new)
            at = hunk.end
        yield "same", plain(self.difference.base[at:])

    def chosen(self, digest: str) -> set[int]:
        """The pieces that somebody decides on: one by its digest, or all; none where it is no longer there."""
        hunks: tuple[Hunk, ...] = self.difference.hunks
        return {at for at, hunk in enumerate(hunks) if digest in {"all", self.difference.digest(hunk)}}


def _anchor(text, start, end):
    """Without the breaks at its ends, which no place in a line is."""
    exact = text[start:end]
    start += len(exact) - len(exact.lstrip("\n"))
    return Anchor.at(text, start, start + len(exact.strip("\n")))


def standing_of(proposal: Proposal, article: Article) -> Standing:
    """What it comes to on the story's words as they are stored."""
    fork, apart = rebased(proposal.base_html, proposal.html, article.body)
    kept = [Apart(*pair) for pair in proposal.apart]
    return Standing(proposal, article.body, fork, difference(article.body, fork), [*kept, *apart])


def standings_of(article: Article) -> list[Standing]:
    return [standing_of(proposal, article) for proposal in Proposal.objects.of_story(article)]


def mark_of(standings: list[Standing]) -> str:
    """Another one as soon as the story or a suggestion is another: nobody decides on what they did not see."""
    seen = [(each.base, each.proposal.pk, each.fork, each.apart) for each in standings]
    return sha256(repr(seen).encode()).hexdigest()
