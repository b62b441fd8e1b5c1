"""What may be seen of a poll's result, by whom and when. Every outlet asks here and nowhere else."""

from dataclasses import dataclass
from enum import IntEnum

from django.utils.formats import number_format

from newsroom.lib.shares import share_of, shares_of_whole

# Below this many votes a percentage says more than it knows.
PERCENTAGES_FROM = 30


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

    @property
    def votes(self):
        return number_format(self.count, force_grouping=True)


@dataclass(frozen=True)
class Result:
    rows: list[Row]
    voters: int
    held: int
    is_final: bool

    @property
    def has_percentages(self):
        return self.voters >= PERCENTAGES_FROM

    @property
    def floor(self):
        return PERCENTAGES_FROM

    @property
    def readers(self):
        return number_format(self.voters, force_grouping=True)

    @property
    def leader(self):
        """The answer with most votes, unless it shares the lead or nobody has voted."""
        first, *others = sorted(self.rows, key=lambda row: -row.count)
        is_alone = first.count and not any(row.count == first.count for row in others)
        return first if is_alone else None


def may_see(poll, *, audience, at=None):
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


def result_for(poll, *, audience, at=None):
    """The poll's result if this audience may see it now, else nothing: no figure leaves but through here."""
    if not may_see(poll, audience=audience, at=at):
        return None
    tally = poll.tally_or_empty
    choices = poll.answers
    counts = [tally.count_of(choice) for choice in choices]
    voters = tally.ballots
    percents = [share_of(count, voters) for count in counts] if poll.is_multiple else shares_of_whole(counts)
    rows = [
        Row(choice, count, percent if voters >= PERCENTAGES_FROM else None, percent)
        for choice, count, percent in zip(choices, counts, percents, strict=True)
    ]
    return Result(rows=rows, voters=voters, held=tally.held, is_final=poll.is_closed(at))
