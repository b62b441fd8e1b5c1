"""The stories that show a poll, as told by whoever has stories: polls themselves know of none."""

from collections.abc import Callable
from typing import NamedTuple


class Story(NamedTuple):
    headline: str
    # Where it is edited.
    address: str


_tellers: list[Callable] = []


def tells_stories_of_polls(tell: Callable) -> Callable:
    """Let an app that places polls in its stories tell, for a poll, which: a dict of stories by their number."""
    _tellers.append(tell)
    return tell


def stories_showing(poll) -> dict[int, Story]:
    return {number: story for tell in _tellers for number, story in tell(poll).items()}
