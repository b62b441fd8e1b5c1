"""The day's figures and the stories that earned them: counts alone, so that the whole newsroom may see them."""

import datetime as dt
from collections import Counter
from dataclasses import dataclass

from django.core.cache import cache
from django.db.models import Count, Exists, OuterRef, Q, Sum
from django.utils import timezone
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _

from articles.models import Article, ArticlePlacement, Edition, ReadHour, ReadToday, ReadTotal
from common.dates import start_of_day
from newsroom.dashboard.viewer import story_url
from polls.models import Ballot, Poll
from supporters.models import Acquisition, Pledge, Supporter

HOURS, DAYS = 24, 14
BEST = 8
KEPT_FOR = 60  # seconds
HEIGHT = 100


@dataclass(frozen=True)
class Bar:
    label: str
    count: int
    x: float
    y: float
    height: float

    @property
    def printed(self) -> str:
        return printed(self.count)


@dataclass(frozen=True)
class Figure:
    """One number, and how it came about hour by hour or day by day."""

    key: str
    title: str
    span: str
    total: int
    bars: list[Bar]
    width: float

    @property
    def last(self) -> Bar:
        return self.bars[-1]

    @property
    def printed(self) -> str:
        return printed(self.total)


@dataclass
class Earner:
    title: str
    url: str
    readers: int = 0
    votes: int = 0
    pledges: int = 0

    @property
    def printed_readers(self) -> str:
        return printed(self.readers)

    @property
    def printed_votes(self) -> str:
        return printed(self.votes)


def printed(count) -> str:
    return number_format(count, force_grouping=True)


def figures(now) -> dict:
    """Worked out once a minute for everybody who looks."""
    return cache.get_or_set("night-figures", lambda: _figures(now), KEPT_FOR)


def _figures(now):
    hours, days = _last_hours(now), _last_days(now)
    votes = _votes(hours[0], now)
    a_day, a_fortnight = _("the last 24 hours, hour by hour"), _("the last 14 days, day by day")
    return {
        "figures": [
            _figure("stories", _("Stories out"), a_fortnight, _by_day(_first_publications(days[0]), days)),
            _figure("readers", _("Readers"), a_day, _by_hour(_readers(hours[0]), hours)),
            _figure("votes", _("Votes"), a_day, _by_hour(_summed(votes, 0), hours)),
            _figure("supporters", _("New supporters"), a_fortnight, _by_day(_new_supporters(days[0]), days)),
        ],
        "earners": _earners(hours[0], _summed(votes, 1), days[0]),
    }


def _last_hours(now):
    this = now.replace(minute=0, second=0, microsecond=0)
    return [this - dt.timedelta(hours=back) for back in reversed(range(HOURS))]


def _last_days(now):
    today = timezone.localdate(now)
    return [today - dt.timedelta(days=back) for back in reversed(range(DAYS))]


def _first_publications(day):
    """When what readers have now was first published. No edition begins before that, which says where to look."""
    since = start_of_day(day)
    live = Edition.objects.live().filter(first_published_at__gte=since, starts_at__gte=since)
    return live.values_list("first_published_at", flat=True)


def _new_supporters(day):
    counted = Pledge.objects.counted().values("supporter")
    return Supporter.objects.filter(created_at__gte=start_of_day(day), pk__in=counted).values_list(
        "created_at", flat=True
    )


def _readers(since):
    return Counter(dict(ReadTotal.objects.filter(hour__gte=since).values_list("hour", "readers")))


def _votes(since, now):
    """Votes that count, by hour and story. Of a sealed poll not even the hours are told before it closes."""
    sealed = Q(results=Poll.Results.SEALED, closes_at__gt=now)
    polls = Poll.objects.filter(closes_at__gt=since).exclude(sealed)
    last_words = Ballot.objects.exclude(phase=Ballot.Phase.PAIRED).filter(is_withdrawn=False)
    cast = last_words.filter(poll__in=polls, status=Ballot.Status.COUNTED, hour__gte=since).order_by()
    return list(cast.values_list("hour", "story").annotate(Count("pk")))


def _summed(rows, place):
    """Votes by the hour or the story that stands in that place of each row; those outside stories have none."""
    counts = Counter()
    for row in rows:
        counts[row[place]] += row[-1]
    counts.pop(None, None)
    return counts


def _by_day(moments, days):
    counts = Counter(timezone.localdate(moment) for moment in moments)
    return [(date_format(day, "j M"), counts[day]) for day in days]


def _by_hour(counts, hours):
    return [(date_format(timezone.localtime(hour), "H:i"), counts[hour]) for hour in hours]


def _figure(key, title, span, counts):
    highest, width = max(count for _label, count in counts) or 1, 100 / len(counts)
    bars = [
        Bar(label, count, round(place * width, 2), round(HEIGHT - tall, 2), round(tall, 2))
        for place, (label, count) in enumerate(counts)
        for tall in [count * HEIGHT / highest]
    ]
    return Figure(key, title, span, sum(count for _label, count in counts), bars, round(width * 0.8, 2))


def _earners(since, cast, day):
    """The best of each kind with all that they earned, by their readers."""
    read = ReadToday.objects.order_by("position").values_list("article", flat=True)[:BEST]
    won = Acquisition.objects.filter(pledge__created_at__gte=start_of_day(day)).by_story()[:BEST]
    best = {*read, *(pk for pk, _count in cast.most_common(BEST)), *(row["article"] for row in won)}
    found = _named(best, since, cast)
    for row in won:
        gone = Earner(row["title"], row["url"])
        found.setdefault(row["article"] or row["title"], gone).pledges += row["pledges"]
    earned = [each for each in found.values() if each.readers or each.votes or each.pledges]
    return sorted(earned, key=lambda each: (-each.readers, -each.votes, -each.pledges))[: 2 * BEST]


def _named(stories, since, cast):
    """A vote is believed to come from a story that shows a poll."""
    hours = ReadHour.objects.filter(article__in=stories, hour__gte=since).order_by().values_list("article")
    read = Counter(dict(hours.annotate(Sum("readers"))))
    shows_poll = Exists(ArticlePlacement.objects.filter(article=OuterRef("pk"), poll__isnull=False))
    rows = Article.objects.filter(pk__in=stories).annotate(shows_poll=shows_poll)
    return {
        pk: Earner(headline, story_url(pk), readers=read[pk], votes=cast[pk] * has_poll)
        for pk, headline, has_poll in rows.values_list("pk", "headline", "shows_poll")
    }
