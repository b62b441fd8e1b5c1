"""A story and a question as the tests of the search know them."""

import datetime as dt
from typing import NamedTuple


class Story(NamedTuple):
    headline: str
    standfirst: str
    body: str
    section: str
    author: str
    topic: str
    day: dt.date


class Question(NamedTuple):
    """What a reader types, and the headlines of which at least one must be among the first three answers."""

    typed: str
    headlines: set[str]
