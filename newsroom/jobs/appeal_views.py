"""How many readers saw the appeal: the readers of each story, whom the paper counts anyway, without a cookie."""

import datetime as dt

from django.db.models import Sum
from django.utils import timezone

from articles.models import ReadHour
from supporters.appeals.variants import live_variants, set_views


def count_recent_views() -> dict[dt.date, int]:
    """Yesterday's and today's readers; the numbers of stories that were counted."""
    today = timezone.localdate()
    return {day: count_views(day) for day in (today - dt.timedelta(days=1), today)}


def count_views(day: dt.date) -> int:
    """Put a day's readers of each normal story to the version that stood there. Counting again changes nothing."""
    if not live_variants():
        return 0
    hours = ReadHour.objects.of_day(day).filter(article__sensitivity="normal")
    readers = hours.values_list("article").annotate(Sum("readers"))
    for article_id, views in readers.order_by("article"):
        set_views(article_id=article_id, day=day, views=views)
    return len(readers)
