"""What may be seen of a poll's result, by whom and when. Every outlet asks here and nowhere else."""

from dataclasses import dataclass
from enum import IntEnum

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from common.percentages import share_of, shares_of_whole

# Below this many votes a percentage says more than it knows.
PERCENTAGES_FROM = 30
CAVEAT = gettext_lazy("Readers chose to take part, so the figures do not represent the public.")


class Audience(IntEnum):
    """Who asks; each may see all that the one before may."""

    PUBLIC = 0
    VOTER = 1
    STAFF = 2


@dataclass(frozen=True)
class Row:
    choice: object
    count: int
    # Of all votes, or of all voters where several answers may be marked; nothing under the floor.
    percent: int | None
    # How much of its bar is drawn, out of 100.
    bar: int
    # What the end of a scale stands for.
    note: str = ""

    @property
    def label(self) -> str:
        return f"{self.choice.label} ({self.note})" if self.note else self.choice.label

    @property
    def votes(self) -> str:
        return number_format(self.count, force_grouping=True)

    @property
    def name_before_a_figure(self) -> str:
        """The answer as it stands in a line beside its figure: an answer may end in a figure of its own."""
        return f"{self.label}:" if self.label[-1:].isdigit() else self.label


@dataclass(frozen=True)
class Move:
    """One answer's net gain among those who answered before and after reading."""

    choice: object
    net: int

    @property
    def signed(self) -> str:
        return (
            f"{'+' if self.net > 0 else '−' if self.net < 0 else ''}{number_format(abs(self.net), force_grouping=True)}"
        )


@dataclass(frozen=True)
class Movement:
    """How many answers changed, never whose: net counts of a group large enough that no single change shows."""

    rows: list[Move]
    readers: int


@dataclass(frozen=True)
class Result:
    rows: list[Row]
    voters: int
    # Nothing while it would tell an attacker which votes were caught.
    held: int | None
    is_final: bool
    removed: int = 0
    changed: int = 0
    withdrawn: int = 0
    # On a scale: the point with half of those who chose a point on either side.
    median: float | None = None
    movement: Movement | None = None

    @property
    def has_percentages(self) -> bool:
        return self.voters >= PERCENTAGES_FROM

    @property
    def floor(self) -> int:
        return PERCENTAGES_FROM

    @property
    def readers(self) -> str:
        return number_format(self.voters, force_grouping=True)

    @property
    def leader(self) -> Row | None:
        """The answer with most votes, unless it shares the lead or nobody has voted."""
        first, *others = sorted(self.rows, key=lambda row: -row.count)
        is_alone = first.count and not any(row.count == first.count for row in others)
        return first if is_alone else None


def may_see(poll, *, audience, at=None) -> bool:
    """The policy. A seal binds staff too; a draft or void poll has no result for readers."""
    phase = poll.phase(at)
    if phase == poll.Phase.CLOSED:
        return True
    if poll.results == poll.Results.SEALED:
        return False
    if audience == Audience.STAFF:
        return True
    if phase not in {poll.Phase.OPEN, poll.Phase.PAUSED}:
        return False
    if poll.results == poll.Results.LIVE:
        return True
    return poll.results == poll.Results.AFTER_VOTE and audience == Audience.VOTER


def result_for(poll, *, audience, at=None) -> Result | None:
    """The poll's result if this audience may see it now, else nothing: no figure leaves but through here."""
    if not may_see(poll, audience=audience, at=at):
        return None
    tally, is_final = poll.tally_or_empty, poll.is_closed(at)
    choices = poll.answers
    counts = [tally.count_of(choice) for choice in choices]
    voters = tally.ballots
    percents = [share_of(count, voters) for count in counts] if poll.is_multiple else shares_of_whole(counts)
    rows = [
        Row(choice, count, percent if voters >= PERCENTAGES_FROM else None, percent, poll.end_of(choice))
        for choice, count, percent in zip(choices, counts, percents, strict=True)
    ]
    return Result(
        rows=rows,
        voters=voters,
        held=tally.held if is_final or audience == Audience.STAFF else None,
        is_final=is_final,
        removed=tally.removed,
        changed=tally.changed,
        withdrawn=tally.withdrawn,
        median=_median(rows) if poll.is_scale and voters >= PERCENTAGES_FROM else None,
        movement=_movement(choices, tally.moved),
    )


def _median(rows):
    """The middle of the points that readers chose; half-way where the middle lies between two."""
    points = sorted((row.choice.value, row.count) for row in rows if row.choice.value is not None)
    chosen = sum(count for _value, count in points)
    if not chosen:
        return None
    low, high = (_point_of(points, place) for place in ((chosen - 1) // 2, chosen // 2))
    return low if low == high else (low + high) / 2


def _point_of(points, place):
    """The point that the voter in this place chose, when all stand in line by their points."""
    for value, count in points:
        place -= count
        if place < 0:
            return value
    return None


def _movement(choices, moved):
    readers = moved.get("readers", 0)
    if readers < PERCENTAGES_FROM:
        return None
    before, after = moved["before"], moved["after"]
    rows = [Move(choice, after.get(str(choice.pk), 0) - before.get(str(choice.pk), 0)) for choice in choices]
    return Movement(rows, readers)


def result_in_words(poll, *, at=None) -> str:
    """What anyone may see of the result as one line of text, for places that have no table; empty while there is none.

    It always says whose figures these are.
    """
    result = result_for(poll, audience=Audience.PUBLIC, at=at)
    if result is None or not result.voters:
        return ""
    figures = [
        f"{row.name_before_a_figure} {row.votes if row.percent is None else f'{row.percent}%'}" for row in result.rows
    ]
    base = ngettext("of %(readers)s reader who voted.", "of %(readers)s readers who voted.", result.voters)
    beginning = _("Final result:") if result.is_final else _("Result so far:")
    words = [beginning, ", ".join(figures), base % {"readers": result.readers}, str(CAVEAT)]
    return " ".join(words)
