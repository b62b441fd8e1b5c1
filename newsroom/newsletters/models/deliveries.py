"""Who is to get an issue and whether it went: a row a recipient, with no address, no words and no time of theirs."""

import datetime as dt
from collections.abc import Collection
from typing import Self

from django.db import connection, models
from django.db.models import F, Q
from django.utils import timezone

from common.fields import CleanCharField

LEASE = dt.timedelta(minutes=2)


ACCEPT = "UPDATE {table} SET state = %s WHERE id IN ({rows})"


class DeliveryQuerySet(models.QuerySet):
    def mark_accepted(self, rows: Collection[int]) -> None:
        """The mail server has these. Written as it is: this runs for each letter, where building it would cost most."""
        table = connection.ops.quote_name(self.model._meta.db_table)
        sql = ACCEPT.format(table=table, rows=", ".join(["%s"] * len(rows)))
        with connection.cursor() as cursor:
            cursor.execute(sql, [Delivery.State.ACCEPTED.value, *rows])

    def waiting(self) -> Self:
        """Says again what the index says of itself: SQLite does not see that 0 is less than 2, and reads all rows."""
        return self.filter(state=Delivery.State.WAITING, state__lt=Delivery.State.ACCEPTED)

    def of_batch(self, batch: "IssueBatch") -> Self:
        """By their numbers. With the issue as it stands, SQLite would read all rows of that instead, batch by batch."""
        found = self.alias(of=F("issue_id") + 0).filter(of=batch.issue_id)
        return found.filter(pk__gte=batch.first, pk__lte=batch.last)

    def in_order(self) -> Self:
        return self.order_by("pk")

    def counts(self) -> dict[int, int]:
        """How many are in each state."""
        rows = self.order_by().values_list("state").annotate(number=models.Count("pk"))
        return dict(rows)


class Delivery(models.Model):
    """One recipient of one issue. The key over both is why nobody gets an issue twice, whatever is killed."""

    class State(models.IntegerChoices):
        WAITING = 0
        CLAIMED = 1
        ACCEPTED = 2
        REFUSED = 3
        SKIPPED = 4

    # Neither has an index beside the key over both, nor is the subscription held fast: with those, a row would take
    # twice the room, and a subscription that is forgotten would have to read every delivery that there ever was.
    issue = models.ForeignKey("newsroom.Issue", models.CASCADE, related_name="deliveries", db_index=False)
    subscription = models.ForeignKey(
        "newsroom.Subscription", models.DO_NOTHING, related_name="+", db_index=False, db_constraint=False
    )
    state = models.PositiveSmallIntegerField(choices=State, default=State.WAITING)

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["issue", "subscription"], name="delivery_once"),
            models.CheckConstraint(name="delivery_state_is_known", condition=Q(state__in=[0, 1, 2, 3, 4])),
        ]
        indexes = [models.Index(fields=["issue", "id"], condition=Q(state__lt=2), name="delivery_open")]

    def __str__(self) -> str:
        return f"{self.issue_id}: {self.state}"


class IssueBatchQuerySet(models.QuerySet):
    def open(self) -> Self:
        return self.filter(done_at=None)

    def abandoned(self, at=None) -> Self:
        """Whoever had them has not been heard of since."""
        return self.open().filter(lease_until__lt=at or timezone.now())


class IssueBatch(models.Model):
    """Some deliveries that one worker took on, and which wording they got."""

    issue = models.ForeignKey("newsroom.Issue", models.CASCADE, related_name="batches")
    render = models.ForeignKey("newsroom.IssueRender", models.PROTECT, related_name="batches")
    first = models.BigIntegerField()
    last = models.BigIntegerField()
    owner = CleanCharField(max_length=64)
    lease_until = models.DateTimeField()
    started_at = models.DateTimeField(default=timezone.now)
    done_at = models.DateTimeField(null=True)

    objects = IssueBatchQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        constraints = [models.CheckConstraint(name="issue_batch_in_order", condition=Q(last__gte=F("first")))]
        indexes = [
            models.Index(fields=["issue", "lease_until"], condition=Q(done_at=None), name="issue_batch_open"),
        ]

    def __str__(self) -> str:
        return f"{self.issue_id}: {self.first}–{self.last}"


class DeliveryProblem(models.Model):
    """What a mail server said of one of the few that did not go at once."""

    delivery = models.OneToOneField(Delivery, models.CASCADE, related_name="problem")
    code = models.PositiveSmallIntegerField()
    reply = CleanCharField(max_length=200)
    tries = models.PositiveSmallIntegerField(default=1)
    retry_at = models.DateTimeField(null=True)

    class Meta:
        default_permissions = ()
        indexes = [models.Index(fields=["retry_at"], condition=Q(retry_at__isnull=False), name="delivery_retry")]

    def __str__(self) -> str:
        return f"{self.code} {self.reply}"
