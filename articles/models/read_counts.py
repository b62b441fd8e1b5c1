"""How many readers a story had in each hour, and which had most. No row says who."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Self
from uuid import UUID

from django.db import connection, models
from django.utils.translation import gettext_lazy as _

from common.dates import end_of_day, start_of_day

ADD = """
INSERT INTO {table} (article_id, hour, readers) VALUES {rows}
ON CONFLICT (article_id, hour) DO UPDATE SET readers = {table}.readers + excluded.readers
"""
ADD_ALL = """
INSERT INTO {table} (hour, readers) VALUES {rows}
ON CONFLICT (hour) DO UPDATE SET readers = {table}.readers + excluded.readers
"""
TAKE = "INSERT INTO {table} (mark, day) VALUES {rows} ON CONFLICT DO NOTHING RETURNING mark"


def _run(sql, model, rows):
    """Insert these rows in one statement and give back what it answers; always in the same order, so none waits."""
    rows = sorted(rows)
    fields = model._meta.concrete_fields[-len(rows[0]) :]  # all but a number that the database gives
    values = [field.get_db_prep_save(row[place], connection) for row in rows for place, field in enumerate(fields)]
    marks = ", ".join([f"({', '.join(['%s'] * len(fields))})"] * len(rows))
    with connection.cursor() as cursor:
        cursor.execute(sql.format(table=connection.ops.quote_name(model._meta.db_table), rows=marks), values)
        return cursor.fetchall() if cursor.description else []


class ReadHourQuerySet(models.QuerySet):
    def of_day(self, day: dt.date) -> Self:
        """The hours of a day of the paper's: two days of the year have 23, or 25."""
        return self.filter(hour__gte=start_of_day(day), hour__lt=end_of_day(day))

    def add(self, readers: Mapping[tuple[int, dt.datetime], int]) -> None:
        """So many more readers of each story in each hour, and of the paper."""
        if not readers:
            return
        _run(ADD, ReadHour, [(article, hour, count) for (article, hour), count in readers.items()])
        totals = Counter()
        for (_article, hour), count in readers.items():
            totals[hour] += count
        _run(ADD_ALL, ReadTotal, totals.items())


class ReadHour(models.Model):
    article = models.ForeignKey("articles.Article", models.CASCADE, related_name="read_hours")
    hour = models.DateTimeField(_("hour"))
    readers = models.PositiveIntegerField(_("readers"), default=0)

    objects = ReadHourQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["article", "hour"], name="read_hour_once")]
        indexes = [models.Index(fields=["hour"], name="read_hour")]

    def __str__(self) -> str:
        return f"{self.article_id} {self.hour:%Y-%m-%d %H}: {self.readers}"


class ReadMarkQuerySet(models.QuerySet):
    def take(self, marks: Iterable[UUID], *, day: dt.date) -> set[UUID]:
        """Keep these marks for the day. Those that nobody had kept before, in this process or another."""
        taken = _run(TAKE, ReadMark, [(mark, day) for mark in marks])
        return {ReadMark._meta.pk.to_python(mark) for (mark,) in taken}

    def forget(self, *, before: dt.date) -> int:
        return self.filter(day__lt=before).delete()[0]


class ReadMark(models.Model):
    """This reader has been counted for this story today: a hash under a key of the day, and nothing beside it."""

    mark = models.UUIDField(primary_key=True)
    day = models.DateField()

    objects = ReadMarkQuerySet.as_manager()

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.mark)


class ReadTotal(models.Model):
    """The readers of all stories in one hour, so that no page adds them up."""

    hour = models.DateTimeField(primary_key=True)
    readers = models.PositiveIntegerField(default=0)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.hour:%Y-%m-%d %H}: {self.readers}"


class RankingQuerySet(models.QuerySet):
    def in_order(self) -> list[int]:
        """The articles, the first first."""
        return list(self.order_by("position").values_list("article", flat=True))

    def replace(self, articles: Sequence[int]) -> None:
        """Keep this order; nothing is written while it stays as it was."""
        if articles == self.in_order():
            return
        self.filter(position__gte=len(articles)).delete()
        places = [self.model(position=position, article_id=article) for position, article in enumerate(articles)]
        self.bulk_create(places, update_conflicts=True, unique_fields=["position"], update_fields=["article"])


class Ranking(models.Model):
    """A place in a ranking, as it was last made."""

    position = models.PositiveSmallIntegerField(primary_key=True)
    article = models.ForeignKey("articles.Article", models.CASCADE, related_name="+")

    objects = RankingQuerySet.as_manager()

    class Meta:
        abstract = True
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.position}: {self.article_id}"


class MostRead(Ranking):
    """What readers see as the most read."""


class ReadToday(Ranking):
    """The stories with most readers in the last 24 hours, old ones too: what the desk is told."""
