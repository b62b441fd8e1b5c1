"""Where a marked passage stands after its text was changed. It is found on its own words, or told as lost.

The text is a body's plain text. Nothing of a passage stands in the body, so no cleaning and no page can meet it.
"""

import difflib
from collections.abc import Iterator, Mapping
from os.path import commonprefix
from typing import NamedTuple, Self

AROUND = 40  # letters before and behind a passage that are kept with it
LONGEST = 2000  # letters of a passage
SURE = 24  # letters around a passage that tell it from its like
LONG = 20  # a passage of so many letters that stands once is itself
ALIKE = 0.5  # how much of a passage must be left between what stood around it


class Anchor(NamedTuple):
    start: int
    exact: str
    prefix: str
    suffix: str

    @classmethod
    def at(cls, text: str, start: int, end: int) -> Self:
        return cls(start, text[start:end], text[max(0, start - AROUND) : start], text[end : end + AROUND])

    @classmethod
    def read(cls, value: object) -> Self | None:
        """What somebody's browser says of a passage, if it can be one."""
        if not (isinstance(value, list) and [type(part) for part in value] == [int, str, str, str]):
            return None
        start, exact, prefix, suffix = value
        is_sound = 0 <= start < 10**7 and exact.strip() and len(exact) <= LONGEST and _can_be_kept("".join(value[1:]))
        return cls(start, exact, prefix[-AROUND:], suffix[:AROUND]) if is_sound else None


def _can_be_kept(words):
    """No text of a story holds what a database cannot: half a sign, or none."""
    return "\0" not in words and not any("\ud800" <= sign <= "\udfff" for sign in words)


def find_again(anchor: Anchor, text: str) -> Anchor | None:
    """The passage as it stands in this text, or None where it cannot be told from other words."""
    here = Anchor.at(text, anchor.start, anchor.start + len(anchor.exact))
    if here == anchor:
        return here
    place = _best_place(anchor, text)
    return _between(anchor, text) if place is None else Anchor.at(text, place, place + len(anchor.exact))


def _best_place(anchor, text):
    """Where the same words stand with the most of what stood around them, if one place is surely that."""
    places = [(_likeness(anchor, text, place), place) for place in _places(anchor.exact, text)]
    if len(places) == 1 and len(anchor.exact) >= LONG:
        return places[0][1]
    places.sort(reverse=True)
    if not places or places[0][0] < SURE or (len(places) > 1 and places[0][0] == places[1][0]):
        return None
    return places[0][1]


def _places(words, text) -> Iterator[int]:
    place = text.find(words)
    while place >= 0:
        yield place
        place = text.find(words, place + 1)


def _likeness(anchor, text, place):
    end = place + len(anchor.exact)
    before, behind = text[max(0, place - AROUND) : place], text[end : end + AROUND]
    return len(commonprefix([before[::-1], anchor.prefix[::-1]])) + len(commonprefix([behind, anchor.suffix]))


def _between(anchor, text):
    """What was changed within: what stood around it stands once each, and enough of it is left between the two."""
    if min(len(anchor.prefix), len(anchor.suffix)) < LONG:
        return None
    before, behind = list(_places(anchor.prefix, text)), list(_places(anchor.suffix, text))
    if len(before) != 1 or len(behind) != 1:
        return None
    start, end = before[0] + len(anchor.prefix), behind[0]
    words = text[start:end]
    is_close = start < end <= start + 2 * len(anchor.exact) + AROUND and len(words) <= LONGEST
    if not is_close or difflib.SequenceMatcher(None, anchor.exact, words, autojunk=False).ratio() < ALIKE:
        return None
    return Anchor.at(text, start, end)


def follow(anchors: Mapping[str, Anchor], text: str, *, sent: Mapping[str, Anchor] | None = None) -> dict[str, Anchor]:
    """The passages of one text in the next. What is lost keeps its last place, from which it may be found again.

    `sent` are the places to which an editor has followed the passages key by key; each is believed where it fits.
    """
    sent = sent or {}
    return {key: _followed(text, sent.get(key), anchor) for key, anchor in anchors.items()}


def _followed(text, sent, kept):
    found = next(filter(None, (find_again(anchor, text) for anchor in (sent, kept) if anchor)), None)
    return found or sent or kept
