"""What holds back a crowd of votes from one place: counts for an hour and proofs of work, each spent once."""

from django.db import connection, models


class NetworkHourQuerySet(models.QuerySet):
    def take(self, *, poll, network, hour) -> int:
        """Count one more first vote from a network in this hour, in one statement, and give the number so far."""
        fields = [self.model._meta.get_field(name) for name in ("poll", "network", "hour")]
        table = connection.ops.quote_name(self.model._meta.db_table)
        values = [
            field.get_db_prep_save(value, connection)
            for field, value in zip(fields, (poll.pk, network, hour), strict=True)
        ]
        with connection.cursor() as cursor:
            cursor.execute(
                f"INSERT INTO {table} (poll_id, network, hour, votes) VALUES (%s, %s, %s, 1) "  # noqa: S608 - our name
                f"ON CONFLICT (poll_id, network, hour) DO UPDATE SET votes = {table}.votes + 1 RETURNING votes",
                values,
            )
            return cursor.fetchone()[0]


class NetworkHour(models.Model):
    """First votes from one network in one hour. The network is a hash under the poll's secret, gone in an hour or two."""

    pk = models.CompositePrimaryKey("poll_id", "network", "hour")
    poll = models.ForeignKey("polls.Poll", models.CASCADE, related_name="+", db_index=False)
    network = models.UUIDField()
    hour = models.DateTimeField()
    votes = models.PositiveIntegerField()

    objects = NetworkHourQuerySet.as_manager()

    def __str__(self):
        return f"A network in poll {self.poll_id}"


class SpentProof(models.Model):
    """A solved challenge that has bought its one vote; kept until the challenge has expired anyway."""

    challenge = models.CharField(primary_key=True, max_length=64)
    expires_at = models.DateTimeField()

    def __str__(self):
        return "A spent proof of work"
