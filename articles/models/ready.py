"""What was drawn of an edition once, kept until something that it was made of changes.

Derived rows: they can go at any time, and are made anew when somebody asks for them.
"""

import datetime as dt
import time
from dataclasses import dataclass, field
from typing import Self

from django.db import models
from django.db.models import F
from django.utils import timezone

from articles.models.editions import Edition, live_at
from common.build import build


class NewestMove(models.Func):
    """The number at which one of a row's scopes moved last: see `common.site_version`."""

    arity = 1
    output_field = models.BigIntegerField()
    SQL = "(SELECT COALESCE(MAX(number), 0) FROM site_scope WHERE scope IN (SELECT {}(%(expressions)s)))"

    def as_sqlite(self, compiler, connection, **context) -> tuple:
        return self.as_sql(compiler, connection, template=self.SQL.format("value FROM json_each"), **context)

    def as_postgresql(self, compiler, connection, **context) -> tuple:
        return self.as_sql(compiler, connection, template=self.SQL.format("jsonb_array_elements_text"), **context)


@dataclass
class MadeOf:
    """What something is drawn of: scopes that make it old when they move, and the moment at which the clock does."""

    scopes: set[str] = field(default_factory=set)
    until: dt.datetime | None = None

    def ends(self, moment: dt.datetime | None) -> None:
        """Let it be drawn anew then, if that is still to come."""
        if moment and moment > timezone.now():
            self.until = min(moment, self.until or moment)


def is_current(drawn_by: str | None, number: int, until: int | None, moved: int) -> bool:
    """Whether what is kept can be shown: drawn by this program, of what is still so. Takes `Ready.FACTS`."""
    return drawn_by == build() and number >= moved and (until is None or until > time.time() * 1_000_000)


class ReadyQuerySet(models.QuerySet):
    def live(self, at=None) -> Self:
        return self.filter(live_at(at, of="edition__"))

    def with_moves(self) -> Self:
        """Annotate when what each was made of moved last."""
        return self.annotate(moved=NewestMove(F("scopes")))


class Ready(models.Model):
    build = models.CharField(max_length=16)
    number = models.BigIntegerField()  # of the site, before anything was read for it
    scopes = models.JSONField()
    until = models.BigIntegerField(null=True)  # microseconds since 1970: read as it is, in a hurry

    objects = ReadyQuerySet.as_manager()

    FACTS = ("build", "number", "until", "moved")  # by which `is_current` tells, of rows `with_moves`

    class Meta:
        abstract = True
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.pk)


class ReadyCard(Ready):
    """A story as lists show it."""

    edition = models.OneToOneField(Edition, models.CASCADE, primary_key=True, related_name="ready_card")
    address = models.CharField(max_length=200)
    cursor = models.CharField(max_length=40, default="")  # of the page that begins after this story
    is_pictured = models.BooleanField(default=False)
    html = models.TextField()  # a card or a feature that is not on top of its page
    first = models.TextField(default="")  # the same on top of a page, where its picture loads at once
    lead = models.TextField(default="")
    line = models.TextField(default="")


class ReadyPageQuerySet(ReadyQuerySet):
    def with_moves(self) -> Self:
        return super().with_moves().annotate(related_moved=NewestMove(F("related_scopes")))


class ReadyPage(Ready):
    """A story's page with gaps for what is drawn anew each time, and the stories of which some stand under it."""

    edition = models.OneToOneField(Edition, models.CASCADE, primary_key=True, related_name="ready_page")
    page = models.TextField()  # JSON
    related = models.TextField(blank=True)  # ids of articles, the nearest first
    related_number = models.BigIntegerField()
    related_scopes = models.JSONField()

    objects = ReadyPageQuerySet.as_manager()
