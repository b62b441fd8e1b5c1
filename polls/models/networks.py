"""What holds back a crowd of votes from one place: counts for an hour and proofs of work, each spent once."""

from django.db import connection, models


class UpsertQuerySet(models.QuerySet):
    def _upsert(self, sql, *values):
        """Run one statement on this table, with a value for each field that is named, and give what it returns."""
        prepared = [self.model._meta.get_field(name).get_db_prep_save(value, connection) for name, value in values]
        with connection.cursor() as cursor:
            cursor.execute(sql.format(table=connection.ops.quote_name(self.model._meta.db_table)), prepared)
            return cursor.fetchone()[0]


class NetworkHourQuerySet(UpsertQuerySet):
    def take(self, *, poll, network, hour) -> int:
        """Count one more first vote from a network in this hour, in one statement, and give the number so far."""
        return self._upsert(
            "INSERT INTO {table} (poll_id, network, hour, votes) VALUES (%s, %s, %s, 1) "
            "ON CONFLICT (poll_id, network, hour) DO UPDATE SET votes = {table}.votes + 1 RETURNING votes",
            *{"poll": poll.pk, "network": network, "hour": hour}.items(),
        )


class NetworkHour(models.Model):
    """First votes from one network in one hour. The network is a hash under the poll's secret."""

    pk = models.CompositePrimaryKey("poll_id", "network", "hour")
    # Every vote passes here and the row is gone in two hours: no need to have the database look for the poll each time.
    poll = models.ForeignKey("polls.Poll", models.CASCADE, related_name="+", db_index=False, db_constraint=False)
    network = models.UUIDField()
    hour = models.DateTimeField()
    votes = models.PositiveIntegerField()

    objects = NetworkHourQuerySet.as_manager()

    def __str__(self) -> str:
        return f"A network in poll {self.poll_id}"


class SpentProof(models.Model):
    """A solved challenge that has bought its one vote; kept until the challenge has expired anyway."""

    challenge = models.CharField(primary_key=True, max_length=64)
    expires_at = models.DateTimeField()

    def __str__(self) -> str:
        return "A spent proof of work"


class FirstClickQuerySet(UpsertQuerySet):
    def token_of(self, *, click, token, at, until) -> str:
        """The token of a click, or of the click like it that came just before, whatever process took that."""
        new, now = {"click": click, "token": token, "until": until}.items(), ("until", at)
        return self._upsert(
            "INSERT INTO {table} (click, token, until) VALUES (%s, %s, %s) ON CONFLICT (click) DO UPDATE SET "
            "token = CASE WHEN {table}.until < %s THEN excluded.token ELSE {table}.token END, "
            "until = CASE WHEN {table}.until < %s THEN excluded.until ELSE {table}.until END RETURNING token",
            *new,
            now,
            now,
        )


class FirstClick(models.Model):
    """The token given for a form sent by hand without script, remembered for the second half of a double click."""

    click = models.UUIDField(primary_key=True)
    token = models.CharField(max_length=22)
    until = models.DateTimeField()

    objects = FirstClickQuerySet.as_manager()

    def __str__(self) -> str:
        return "A first click"
