"""Who looks at the first page of the desk and when, and the one shape that all its rows have."""

import datetime as dt
from dataclasses import dataclass, field
from functools import cached_property
from typing import Self

from django.contrib.auth.models import User
from django.db.models import Model, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from articles.models import Article
from common.can import can, those
from common.dates import briefly

MORNING = 6  # o'clock: until then it is tonight
HOUR = dt.timedelta(hours=1)
SHOWN = 8  # rows of a kind; the list behind them has the rest


@dataclass(frozen=True)
class Alert:
    """A sentence about one thing, with its name, its moment and the address where it is mended."""

    kind: str
    tag: str
    title: str
    words: str
    url: str
    at: dt.datetime
    is_grave: bool = False
    note: str = ""
    story: int | None = None

    @classmethod
    def of_story(cls, kind, tag, article, words, at, **more) -> Self:
        return cls(kind, tag, str(article), words, story_url(article.pk), at, story=article.pk, **more)


@dataclass
class Viewer:
    user: User
    now: dt.datetime = field(default_factory=timezone.now)

    def can(self, act: str, subject: Model | type[Model]) -> bool:
        return can(self.user, act, subject)

    @cached_property
    def morning(self) -> dt.datetime:
        """The end of this night, in the paper's zone."""
        local = timezone.localtime(self.now)
        day = local.date() + dt.timedelta(days=local.hour >= MORNING)
        return timezone.make_aware(dt.datetime.combine(day, dt.time(MORNING)))

    @cached_property
    def reaches_all(self) -> bool:
        return self.can("look_after_all", Article)

    @cached_property
    def stories(self) -> QuerySet[Article]:
        """The stories that this person looks after."""
        return self._stories("look_after")

    @cached_property
    def stories_to_read(self) -> QuerySet[Article]:
        """Those, and for the lawyer all that wait for the lawyer."""
        return self._stories("read_tonight")

    def _stories(self, act):
        return those(self.user, act, Article.objects.filter(is_template=False)).defer("body")

    def clock(self, moment) -> str:
        """The time alone where it is of today, the day with it otherwise."""
        local = timezone.localtime(moment)
        return date_format(local, "H:i") if local.date() == timezone.localdate(self.now) else briefly(moment)


def story_url(pk) -> str:
    return reverse("admin:articles_article_change", args=[pk])
