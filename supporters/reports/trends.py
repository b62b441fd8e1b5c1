"""How support grows and shrinks, month by month, added up from the ledger and the log of changes each time."""

import datetime as dt
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import Sum
from django.utils import timezone

from common.percentages import share_of
from supporters.appeals.variants import Result, Share, better_of, results_of, share
from supporters.models import Acquisition, Ask, AskDaily, MrrChange, Payment, Pledge, PledgeLog
from supporters.models.pages import Frequency
from supporters.models.states import PledgeState

MONTHS = 12
STORIES = 15
LATER = [1, 3, 6, 12]  # months after the start at which we look who still gives


class Month(NamedTuple):
    """A month's steps in what support brings a year (all divided by twelve only when printed), and single gifts."""

    first: dt.date
    new: int
    raised: int
    lowered: int
    lost: int
    active: int
    once: int

    @property
    def net(self) -> int:
        return self.new + self.raised + self.lowered + self.lost

    @property
    def lost_share(self) -> int | None:
        """What was lost of a hundred that the month began with, or None where it began with nothing."""
        at_first = self.active - self.net
        return share_of(-self.lost, at_first) if at_first > 0 else None


class Cohort(NamedTuple):
    """Those who began in one month, and the share of them that still gave so many months later."""

    first: dt.date
    started: int
    kept: list[int | None]


def month_of(moment) -> dt.date:
    day = timezone.localtime(moment).date() if isinstance(moment, dt.datetime) else moment
    return day.replace(day=1)


def later(first, months) -> dt.date:
    """The first day of the month so many months on, or back."""
    number = first.year * 12 + first.month - 1 + months
    return dt.date(number // 12, number % 12 + 1, 1)


def steps() -> list[tuple]:
    """Every change of regular support that counts, oldest first."""
    counted = MrrChange.objects.filter(pledge__in=Pledge.objects.counted()).order_by("at", "pk")
    return list(counted.values_list("pledge_id", "kind", "yearly_delta", "at"))


def months_until(today, changes) -> list[Month]:
    """The last twelve months, the oldest first."""
    by_month = defaultdict(Counter)
    for _pledge, kind, delta, at in changes:
        by_month[month_of(at)][kind] += delta
    once = _single_gifts(later(today.replace(day=1), 1 - MONTHS))
    rows, active = [], 0
    firsts = sorted(set(by_month) | {later(today.replace(day=1), -back) for back in range(MONTHS)})
    for first in firsts:
        kinds = by_month[first]
        active += sum(kinds.values())
        rows.append(
            Month(
                first,
                kinds["new"] + kinds["resume"],
                kinds["up"],
                kinds["down"],
                kinds["churn"] + kinds["pause"],
                active,
                once.get(first, 0),
            )
        )
    return rows[-MONTHS:]


def _single_gifts(since):
    paid = Payment.objects.counted().filter(pledge__frequency=Frequency.ONCE, received_on__gte=since)
    sums = Counter()
    for day, amount in paid.values_list("received_on", "amount"):
        sums[month_of(day)] += amount
    return sums


def cohorts_until(today, changes) -> list[Cohort]:
    """Retention by start month: a pledge counts as kept while what it brings has not fallen to nothing."""
    started, gone, worth = {}, {}, Counter()
    for pledge, kind, delta, at in changes:
        if kind == "new":
            started.setdefault(pledge, month_of(at))
        worth[pledge] += delta
        if worth[pledge] > 0:
            gone.pop(pledge, None)
        else:
            gone.setdefault(pledge, month_of(at))
    by_start = defaultdict(list)
    for pledge, first in started.items():
        by_start[first].append(gone.get(pledge))
    return [Cohort(first, len(ends), _kept(first, ends, today)) for first, ends in sorted(by_start.items())[-MONTHS:]]


def _kept(first, ends, today):
    this_month = today.replace(day=1)
    looks = [later(first, months) for months in LATER]
    return [
        share_of(sum(end is None or end > look for end in ends), len(ends)) if look <= this_month else None
        for look in looks
    ]


@dataclass(frozen=True)
class FailedRenewals:
    """How many renewals failed, how many of them were put right, and how many ended the pledge."""

    failed: int
    put_right: int
    ended: int


def renewals_that_failed() -> FailedRenewals:
    moves = PledgeLog.objects.filter(pledge__in=Pledge.objects.counted())
    late, running = PledgeState.PAST_DUE, [PledgeState.ACTIVE, PledgeState.ENDING]
    return FailedRenewals(
        failed=moves.filter(to_state=late).count(),
        put_right=moves.filter(from_state=late, to_state__in=running).count(),
        ended=moves.filter(from_state=late, to_state=PledgeState.CANCELLED).count(),
    )


def stories_that_won() -> list[tuple[str, str, Share]]:
    """Stories by the pledges they led to, with the share of their readers where enough were counted."""
    views = dict(AskDaily.objects.values_list("article").annotate(Sum("views")))
    rows = Acquisition.objects.by_story()[:STORIES]
    return [(row["title"], row["url"], share(row["pledges"], views.get(row["article"], 0))) for row in rows]


def appeals_compared() -> list[tuple]:
    """Each appeal with its versions, and the better one where that can be said."""
    found = [(ask, results_of(ask)) for ask in Ask.objects.order_by("-is_live", "-since", "-pk")[:5]]
    return [(ask, results, better_of(results)) for ask, results in found]


class Bar(NamedTuple):
    x: int
    y: int
    height: int
    is_below: bool


@dataclass(frozen=True)
class Chart:
    """Bars in whole units around a line at zero."""

    bars: list[Bar]
    zero: int
    width: int
    height: int
    bar: int  # how wide each is


def chart(values, height=100, width=30) -> Chart:
    """The tallest bar fills the space it has."""
    highest, lowest = max([*values, 0]), min([*values, 0])
    span = highest - lowest or 1
    zero = highest * height // span
    bars = []
    for place, value in enumerate(values):
        tall = abs(value) * height // span
        bars.append(Bar(place * width + 3, zero if value < 0 else zero - tall, tall, value < 0))
    return Chart(bars, zero, width=len(values) * width, height=height, bar=width - 6)


@dataclass(frozen=True)
class Trends:
    months: list[Month]
    cohorts: list[Cohort]
    later: list[int]
    renewals: FailedRenewals
    stories: list[tuple[str, str, Share]]
    links: list[dict[str, str | int]]
    appeals: list[tuple[Ask, list[Result], Result | None]]
    net_chart: Chart
    active_chart: Chart
    once_chart: Chart


def trends(today=None) -> Trends:
    today = today or timezone.localdate()
    changes = steps()
    months = months_until(today, changes)
    return Trends(
        months=months,
        cohorts=cohorts_until(today, changes),
        later=LATER,
        renewals=renewals_that_failed(),
        stories=stories_that_won(),
        links=list(Acquisition.objects.by_link()[:STORIES]),
        appeals=appeals_compared(),
        net_chart=chart([month.net for month in months]),
        active_chart=chart([month.active for month in months]),
        once_chart=chart([month.once for month in months]),
    )
