"""Whether what a reader quotes still stands in the story, and what stands there now."""

from dataclasses import dataclass
from difflib import SequenceMatcher

from articles.body.html_blocks import split_blocks
from articles.models import Edition
from common.folding import fold, words_of_html

ALIKE = 0.3  # of the passage in one piece; a paragraph with less of it is another one


@dataclass(frozen=True)
class PresentWords:
    words: str  # the paragraph that has the passage, or the one most like it; empty where none is like it
    still_stands: bool


def present_words(*, edition: Edition, passage: str) -> PresentWords:
    """What readers have in that edition of a passage that one of them quoted."""
    paragraphs = _paragraphs(edition)
    wanted = fold(passage)
    for words in paragraphs:
        if wanted in fold(words):
            return PresentWords(words, still_stands=True)
    # A passage that begins in one paragraph and ends in the next stands there all the same.
    stands = wanted in fold(" ".join(paragraphs))
    return PresentWords(_most_like(wanted, paragraphs), still_stands=stands)


def _paragraphs(edition):
    head = (edition.kicker, edition.headline, edition.standfirst, edition.lead_caption)
    body = (" ".join(words_of_html(block.html).split()) for block in split_blocks(edition.body))
    return [words for words in (*head, *body) if words]


def _most_like(wanted, paragraphs):
    pieces = {words: _longest_piece(wanted, fold(words)) for words in paragraphs}
    best = max(paragraphs, key=pieces.get, default="")
    return best if best and pieces[best] >= ALIKE * len(wanted) else ""


def _longest_piece(wanted, words):
    return SequenceMatcher(None, wanted, words, autojunk=False).find_longest_match().size
