"""Count readers without knowing them, and say which stories had most of them.

A reader counts once a story and day: a keyed hash of network and browser, under a key that changes daily, stays in
the shared cache for a day and is never written beside anything. The list is the last 24 hours, where a reader of six
hours ago weighs half of one of now.
"""

import datetime as dt

from django.conf import settings
from django.core.cache import cache, caches
from django.db import transaction
from django.db.models import F
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac

from articles.models import Edition, ReadHour
from common.bots import is_machine
from common.client_network import network_of

LENGTH = 5
WINDOW = dt.timedelta(hours=24)
HALF_LIFE_HOURS = 6
# One link from elsewhere can send a crowd to a story of three years ago, which is no news for all that.
NEWS_FOR = dt.timedelta(days=14)
SECONDS = 60  # how long a process may go on with the ranking it knows
DAY = 24 * 60 * 60


def count_reader(*, request: HttpRequest, article_id: int) -> bool:
    """Count this reader of this live story, if it is the first time today and a person by all signs."""
    if not looks_like_a_reader(request) or not Edition.objects.live().filter(article_id=article_id).exists():
        return False
    today = timezone.localdate().isoformat()
    who = f"{network_of(request)} {request.headers.get('User-Agent', '')} {article_id}"
    mark = salted_hmac(f"articles.most_read {today}", who, secret=settings.SECRET_KEY, algorithm="sha256").hexdigest()
    if not cache.add(f"read:{mark}", 1, DAY):
        return False
    _add_one(article_id)
    return True


def looks_like_a_reader(request: HttpRequest) -> bool:
    prefetched = "prefetch" in request.headers.get("Sec-Purpose", "")
    return bool(request.headers.get("User-Agent")) and not prefetched and not is_machine(request)


@transaction.atomic
def _add_one(article_id):
    hour = timezone.now().replace(minute=0, second=0, microsecond=0)
    ReadHour.objects.get_or_create(article_id=article_id, hour=hour)
    ReadHour.objects.filter(article_id=article_id, hour=hour).update(readers=F("readers") + 1)


def most_read() -> list[Edition]:
    """The most read live stories of the last day, the most read first. Withdrawn ones drop out at once."""
    ranked = caches["process"].get_or_set("most-read", ranked_articles, SECONDS)
    live = {edition.article_id: edition for edition in Edition.objects.live().filter(article_id__in=ranked).for_cards()}
    return [live[pk] for pk in ranked if pk in live][:LENGTH]


def ranked_articles(at: dt.datetime | None = None) -> list[int]:
    """Ids of the articles with most readers, weighed by how long ago; a few more than are shown, as spares."""
    at = at or timezone.now()
    scores: dict[int, float] = {}
    news = Edition.objects.live(at=at).filter(first_published_at__gt=at - NEWS_FOR)
    hours = ReadHour.objects.filter(hour__gt=at - WINDOW, hour__lte=at, article__in=news.values("article"))
    for article_id, hour, readers in hours.values_list("article_id", "hour", "readers"):
        age = (at - hour).total_seconds() / 3600
        scores[article_id] = scores.get(article_id, 0) + readers * 0.5 ** (age / HALF_LIFE_HOURS)
    return sorted(scores, key=lambda pk: (-scores[pk], -pk))[: LENGTH + 5]
