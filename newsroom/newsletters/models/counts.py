"""What became of an issue, as counts. No row is about a person, and none can be traced to one."""

from collections.abc import Iterable

from django.db import models
from django.db.models import F, Q, Sum

from newsroom.newsletters.models.issues import Issue


class LinkDayQuerySet(models.QuerySet):
    def add(self, number: int, **link) -> None:
        """So many more, in a row that is made where there is none. Called in a transaction."""
        row, _is_new = self.get_or_create(**link)
        self.filter(pk=row.pk).update(number=F("number") + number)

    def by_link(self, issues: Iterable[int]) -> Iterable[tuple[int, int | None, int]]:
        """The number of each link of these issues over all days: issue, story (none for a poll), number."""
        rows = self.filter(issue__in=list(issues)).order_by().values("issue", "article", "poll")
        return rows.annotate(sum=Sum("number")).values_list("issue", "article", "sum")


class LinkDay(models.Model):
    """How many came by a link of an issue on one day: readers of a story, or votes in a poll."""

    issue = models.ForeignKey(Issue, models.CASCADE, related_name="link_days", db_index=False)
    article = models.ForeignKey("articles.Article", models.CASCADE, null=True, related_name="+")
    poll = models.ForeignKey("polls.Poll", models.CASCADE, null=True, related_name="+")
    day = models.DateField()
    number = models.PositiveIntegerField(default=0)

    objects = LinkDayQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["issue", "article", "day"], name="link_day_once_a_story"),
            models.UniqueConstraint(fields=["issue", "poll", "day"], name="link_day_once_a_poll"),
            models.CheckConstraint(
                name="link_day_is_of_a_story_or_a_poll",
                condition=Q(article__isnull=False, poll=None) | Q(article=None, poll__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.issue_id}, {self.day}: {self.number}"


class IssueOutcome(models.Model):
    """How many letters of an issue came back, and how many readers left by it, in the week after it went."""

    issue = models.OneToOneField(Issue, models.CASCADE, primary_key=True, related_name="outcome")
    bounced = models.PositiveIntegerField(default=0)
    left = models.PositiveIntegerField(default=0)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.issue_id}: {self.bounced}, {self.left}"
