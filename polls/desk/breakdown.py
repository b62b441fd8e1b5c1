"""What editors see of a poll beyond its result: when its votes came, by which way, and which do not count."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Count, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from polls.desk.stories import stories_showing
from polls.models import Ballot
from polls.results.policy import Audience, result_for

# More hours than these are drawn as days.
MOST_HOURS = 120
CURVE = 100  # height of the highest bar


@dataclass(frozen=True)
class Moment:
    """The votes of an hour, or of a day, and its bar."""

    at: object
    votes: int
    held: int
    x: float
    width: float
    height: float

    @property
    def y(self) -> float:
        return CURVE - self.height


@dataclass(frozen=True)
class Way:
    """The votes that came one way."""

    name: str
    counted: int
    held: int
    removed: int
    link: str = ""


@dataclass(frozen=True)
class Breakdown:
    moments: list[Moment]
    by_day: bool
    channels: list[Way]
    stories: list[Way]
    phases: list[Way]


def breakdown_of(poll) -> Breakdown | None:
    """All of it, for the desk; nothing while the poll is sealed, for when and whence would tell as well."""
    if result_for(poll, audience=Audience.STAFF) is None:
        return None
    ballots = Ballot.objects.filter(poll=poll, is_withdrawn=False)
    last_words = ballots.exclude(phase=Ballot.Phase.PAIRED)
    moments, by_day = _moments(last_words)
    return Breakdown(
        moments=moments,
        by_day=by_day,
        channels=_channels(last_words),
        stories=_stories(poll, last_words),
        phases=[Way(str(Ballot.Phase(value).label), *sums) for (value,), sums in _sums(ballots, "phase") if value],
    )


def _sums(ballots, *names):
    """Counted, held and removed votes for each value of these columns."""
    status = Ballot.Status
    counted, held, removed = (
        Count("pk", filter=Q(status=which)) for which in (status.COUNTED, status.HELD, status.REMOVED)
    )
    rows = ballots.values(*names).annotate(counted=counted, held=held, removed=removed).order_by(*names)
    return [(tuple(row[name] for name in names), (row["counted"], row["held"], row["removed"])) for row in rows]


def _channels(ballots):
    names = dict(Ballot.Channel.choices)
    said = {True: _("with script"), False: _("without script")}
    return [
        Way(f"{names.get(channel, channel)}, {said[with_script]}", *sums)
        for (channel, with_script), sums in _sums(ballots, "channel", "with_script")
    ]


def _stories(poll, ballots):
    """Votes by the story that they were cast in; a number that no story of this poll has is nobody's business."""
    stories = stories_showing(poll)
    return [
        Way(stories[number].headline, *sums, link=stories[number].address)
        for (number,), sums in _sums(ballots, "story")
        if number in stories
    ]


def _moments(ballots):
    sums = [(hour, counted, held) for (hour,), (counted, held, _removed) in _sums(ballots, "hour")]
    by_day = len(sums) > MOST_HOURS
    if by_day:
        sums = _by_day(sums)
    most = max((votes + held for _at, votes, held in sums), default=1) or 1
    width = 100 / (len(sums) or 1)
    return [
        Moment(at, votes, held, round(place * width, 3), round(width * 0.8, 3), round((votes + held) * CURVE / most, 2))
        for place, (at, votes, held) in enumerate(sums)
    ], by_day


def _by_day(sums):
    days = {}
    for hour, votes, held in sums:
        day = timezone.localtime(hour).replace(hour=0)
        before = days.get(day, (0, 0))
        days[day] = (before[0] + votes, before[1] + held)
    return [(day, *votes) for day, votes in days.items()]


def rows_for_spreadsheet(poll) -> Iterator[list]:
    """The aggregates as rows: what a reader of the result could ask for, and no ballot."""
    result, parts = result_for(poll, audience=Audience.STAFF), breakdown_of(poll)
    yield [_("Question"), poll.question]
    yield [_("Opened"), timezone.localtime(poll.opens_at).isoformat()]
    yield [_("Closes"), timezone.localtime(poll.closes_at).isoformat()]
    yield [_("Note"), _("Readers chose to take part, so the figures do not represent the public.")]
    yield [_("Counted"), result.voters]
    yield [_("Being checked"), result.held]
    yield [_("Removed"), result.removed]
    yield []
    yield [_("Answer"), _("Votes"), _("Percent")]
    for row in result.rows:
        yield [row.label, row.count, row.percent]
    for heading, ways in ((_("Way"), parts.channels), (_("Story"), parts.stories), (_("Asked"), parts.phases)):
        yield []
        yield [heading, _("Counted"), _("Being checked"), _("Removed")]
        for way in ways:
            yield [way.name, way.counted, way.held, way.removed]
    yield []
    yield [_("Day") if parts.by_day else _("Hour"), _("Counted"), _("Being checked")]
    for moment in parts.moments:
        yield [timezone.localtime(moment.at).isoformat(), moment.votes, moment.held]
