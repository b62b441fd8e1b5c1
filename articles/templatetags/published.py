"""What the paper has published, for pages of apps that know no stories."""

import datetime as dt
from dataclasses import dataclass

from django import template
from django.db.models import QuerySet

from articles.models import Edition

register = template.Library()
SHOWN = 5


@dataclass
class NewStories:
    count: int
    newest: QuerySet[Edition]


@register.simple_tag
def stories_since(day: dt.date) -> NewStories:
    """How many stories have come out since a day, and the newest of those that are no one's grief."""
    stories = Edition.objects.live().filter(first_published_at__date__gte=day)
    newest = stories.filter(sensitivity="normal").newest_first().select_related("section").defer("body")
    return NewStories(stories.count(), newest[:SHOWN])
