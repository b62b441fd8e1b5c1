"""Who looks at the first page of the desk and when, and the one shape that all its rows have."""

import datetime as dt
from dataclasses import dataclass, field
from functools import cached_property
from typing import Self

from django.contrib.auth.models import User
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from articles.models import Article, Stage
from articles.workflow.permissions import concern_of
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

    def has(self, *permissions) -> bool:
        return self.user.has_perms(permissions)

    @cached_property
    def morning(self) -> dt.datetime:
        """The end of this night, in the paper's zone."""
        local = timezone.localtime(self.now)
        day = local.date() + dt.timedelta(days=local.hour >= MORNING)
        return timezone.make_aware(dt.datetime.combine(day, dt.time(MORNING)))

    @cached_property
    def reaches_all(self) -> bool:
        return self.has("articles.view_article", "articles.reach_every_article")

    @cached_property
    def stories(self) -> QuerySet[Article]:
        """The stories that this person looks after."""
        return self._stories(concern_of(self.user))

    @cached_property
    def stories_to_read(self) -> QuerySet[Article]:
        """Those, and for the lawyer all that wait for the lawyer."""
        if self.has("articles.pass_legal_article") and not self.reaches_all:
            return self._stories(concern_of(self.user) | Q(stage=Stage.LEGAL))
        return self.stories

    def _stories(self, concern):
        if not self.has("articles.view_article"):
            return Article.objects.none()
        return Article.objects.on_desk().filter(concern, is_template=False).defer("body")

    def clock(self, moment) -> str:
        """The time alone where it is of today, the day with it otherwise."""
        local = timezone.localtime(moment)
        return date_format(local, "H:i") if local.date() == timezone.localdate(self.now) else briefly(moment)


def story_url(pk) -> str:
    return reverse("admin:articles_article_change", args=[pk])
