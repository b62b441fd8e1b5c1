"""How many readers a story had in each hour. No row says who."""

import datetime as dt
from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from common.dates import start_of_day


class ReadHourQuerySet(models.QuerySet):
    def of_day(self, day: dt.date) -> Self:
        """The hours of a day of the paper's: two days of the year have 23, or 25."""
        return self.filter(hour__gte=start_of_day(day), hour__lt=start_of_day(day + dt.timedelta(days=1)))


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
