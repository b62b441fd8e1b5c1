"""Hours that stand out: far more votes than usual, and a split unlike the rest. Somebody should look.

Neither sign alone says anything: a story on the radio brings a surge, and a small hour may lean any way.
Nothing is held or removed for it.
"""

import datetime as dt
from collections import Counter, defaultdict
from statistics import median

from django.db.models import Count
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from polls.models import Ballot, Mark, Poll, PollEvent

SURGE_FROM = 50
SURGE_TIMES = 3
# So much of the votes lies elsewhere than in the other hours, out of 1.
SKEW_FROM = 0.25


def alert_all(*, at=None) -> int:
    """Look at the open and newly closed boxes; each unusual hour is told of once."""
    at = at or timezone.now()
    fresh = Poll.objects.filter(locked_at__isnull=False, closes_at__gt=at - dt.timedelta(hours=2))
    return sum(_alert(poll) for poll in fresh)


def _alert(poll):
    told = set(poll.events.filter(kind=PollEvent.Kind.ANOMALY).values_list("before", flat=True))
    news = [hour for hour in unusual_hours(poll=poll) if _words(hour) not in told]
    for hour in news:
        reason = _("At least %(times)s times the usual number of votes, and a split unlike the other hours.")
        PollEvent.objects.create(
            poll=poll, kind=PollEvent.Kind.ANOMALY, before=_words(hour), reason=reason % {"times": SURGE_TIMES}
        )
    return len(news)


def unusual_hours(*, poll) -> list[dt.datetime]:
    """The hours with a surge of votes whose split differs from that of all the other hours."""
    votes = dict(_taken(poll).order_by().values_list("hour").annotate(Count("pk")))
    if len(votes) < 2:
        return []
    splits = defaultdict(Counter)
    marks = Mark.objects.filter(ballot__in=_taken(poll))
    for hour, choice, count in marks.values_list("ballot__hour", "choice_id").annotate(Count("ballot_id")):
        splits[hour][choice] = count
    surges = [hour for hour in votes if _is_surge(votes, hour)]
    return sorted(hour for hour in surges if _skew(splits, hour) >= SKEW_FROM)


def _taken(poll):
    return Ballot.objects.filter(poll=poll, is_withdrawn=False).exclude(status=Ballot.Status.REMOVED)


def _is_surge(votes, hour):
    others = [count for other, count in votes.items() if other != hour]
    return votes[hour] >= max(SURGE_FROM, SURGE_TIMES * median(others))


def _skew(splits, hour):
    """How much of this hour's votes would have to move for it to look like the other hours: 0 none, 1 all."""
    rest = sum((split for other, split in splits.items() if other != hour), Counter())
    here, all_here, all_rest = splits[hour], splits[hour].total(), rest.total()
    if not all_rest:
        return 0
    return sum(abs(here[choice] / all_here - rest[choice] / all_rest) for choice in here | rest) / 2


def _words(hour):
    return date_format(timezone.localtime(hour), "j F Y, H:i T")
