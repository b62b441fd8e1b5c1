"""How many readers a story had in each hour. No row says who."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ReadHour(models.Model):
    article = models.ForeignKey("articles.Article", models.CASCADE, related_name="read_hours")
    hour = models.DateTimeField(_("hour"))
    readers = models.PositiveIntegerField(_("readers"), default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["article", "hour"], name="read_hour_once")]
        indexes = [models.Index(fields=["hour"], name="read_hour")]

    def __str__(self) -> str:
        return f"{self.article_id} {self.hour:%Y-%m-%d %H}: {self.readers}"
