"""Say which stories had most readers: those of the last 24 hours, where one of six hours ago weighs half of one of now.

The worker makes the rankings once a minute, for every process; a page reads ten rows when it has changed.
"""

import datetime as dt

from django.db import transaction
from django.db.models import Case, F, FloatField, Sum, Value, When
from django.utils import timezone

from articles.models import Edition, MostRead, ReadHour, ReadToday
from common.site_version import remembered

LENGTH = 5
LENGTH_OF_ALL = 8
SPARES = 5  # for what is withdrawn before the next ranking
WINDOW = dt.timedelta(hours=24)
HALF_LIFE_HOURS = 6
# One link from elsewhere can send a crowd to a story of three years ago, which is no news for all that.
NEWS_FOR = dt.timedelta(days=14)


def most_read() -> list[Edition]:
    """The most read live stories of the last day, the most read first. Withdrawn ones drop out at once."""
    ranked = remembered("ranking", ["read"], MostRead.objects.in_order)
    made_of = ["read", "site", *(f"story:{article}" for article in ranked)]
    return remembered("most-read", made_of, lambda: _most_read(ranked))


def _most_read(ranked):
    live = {edition.article_id: edition for edition in Edition.objects.live().filter(article__in=ranked).for_cards()}
    return [live[article] for article in ranked if article in live][:LENGTH]


@transaction.atomic
def rank_readers(at: dt.datetime | None = None) -> None:
    """Make the rankings anew: the one that readers see, and that of all that was read, which the desk sees."""
    MostRead.objects.replace(ranked_articles(at))
    since = (at or timezone.now()).replace(minute=0, second=0, microsecond=0) - WINDOW + dt.timedelta(hours=1)
    read = ReadHour.objects.filter(hour__gte=since).values("article").annotate(sum=Sum("readers"))
    ReadToday.objects.replace([row["article"] for row in read.order_by("-sum", "-article")[:LENGTH_OF_ALL]])


def ranked_articles(at: dt.datetime | None = None) -> list[int]:
    """Ids of the articles with most readers, weighed by how long ago; a few more than are shown, as spares.

    The news is looked up first, by its date, and then its hours: asked for both at once, a database may well read all
    that was read of the archive, or every story that there ever was.
    """
    at = at or timezone.now()
    since = at - NEWS_FOR
    # No edition begins before its story was first published, which says where in the index of beginnings to look.
    news = Edition.objects.live(at=at).filter(first_published_at__gt=since, starts_at__gt=since)
    ids = list(news.values_list("article", flat=True))
    read = ReadHour.objects.filter(article__in=ids, hour__gt=at - WINDOW, hour__lte=at).values("article")
    scores = read.annotate(score=Sum(F("readers") * _weight(at), output_field=FloatField()))
    return [row["article"] for row in scores.order_by("-score", "-article")[: LENGTH + SPARES]]


def _weight(at):
    """What a reader of each hour counts for; a reader of an hour that the window only touches as well."""
    this = at.replace(minute=0, second=0, microsecond=0)
    hours = [this - dt.timedelta(hours=back) for back in range(int(WINDOW.total_seconds() // 3600) + 1)]
    ages = {hour: (at - hour).total_seconds() / 3600 for hour in hours}
    whens = [When(hour=hour, then=Value(0.5 ** (age / HALF_LIFE_HOURS))) for hour, age in ages.items()]
    return Case(*whens, default=Value(0.0), output_field=FloatField())
