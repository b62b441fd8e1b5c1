"""What one reader is told about a poll after a vote, beside what the page tells everybody."""

from dataclasses import dataclass

from polls.results import Audience, Result, result_for


@dataclass(frozen=True)
class Answer:
    # Marked answers: those voted for, or on a refused form those to keep.
    marks: frozenset[int] = frozenset()
    error: str = ""
    has_voted: bool = False
    # The vote arrived when the poll took none.
    came_late: bool = False
    # A second try by one who had voted.
    is_repeat: bool = False
    # Came to the answer page with no sign of a vote.
    is_unknown: bool = False
    result: Result | None = None


def answer_to_voter(poll, *, vote, is_repeat=False) -> Answer:
    """The answer page, by what the browser remembers of its vote."""
    has_voted = vote is not None
    audience = Audience.VOTER if has_voted else Audience.PUBLIC
    return Answer(
        marks=vote or frozenset(),
        has_voted=has_voted,
        is_repeat=is_repeat and has_voted,
        is_unknown=not has_voted,
        result=result_for(poll, audience=audience),
    )
