"""What two sequences have in common, at a price that has a limit."""

import difflib
import os.path
from collections.abc import Iterator, Sequence

MOST_STEPS = 3_000_000  # of one comparison; a long story that was written anew takes a tenth


def matched(olds: Sequence, news: Sequence) -> Iterator[tuple[str, int, int, int, int]]:
    """What to do with which piece. What both begin and end with costs nothing, however long it is."""
    start = len(os.path.commonprefix([olds, news]))
    end = len(os.path.commonprefix([olds[start:][::-1], news[start:][::-1]]))
    matcher = BoundedMatcher(None, olds[start : len(olds) - end], news[start : len(news) - end], autojunk=False)
    if start:
        yield "equal", 0, start, 0, start
    for act, *places in matcher.get_opcodes():
        yield act, *(start + place for place in places)
    if end:
        yield "equal", len(olds) - end, len(olds), len(news) - end, len(news)


class BoundedMatcher(difflib.SequenceMatcher):
    """Looks for what is alike until it has taken so many steps; the rest is told as gone and new."""

    steps = 0

    def find_longest_match(self, alo=0, ahi=None, blo=0, bhi=None) -> difflib.Match:
        self.steps += ahi - alo + sum(len(self.b2j.get(piece, ())) for piece in self.a[alo:ahi])
        if self.steps > MOST_STEPS:
            return difflib.Match(alo, blo, 0)
        return super().find_longest_match(alo, ahi, blo, bhi)
