"""Choose the recipients of an issue in one statement, however many there are."""

from django.db import connection
from django.db.models import Value

from newsroom.newsletters.models import Delivery, Issue, Subscription


def write_audience(issue: Issue) -> int:
    """A row for each subscription that may be written to now; how many. Whoever has one already gets no other."""
    chosen = (
        Subscription.objects.may_be_written_to(issue.newsletter)
        .order_by("pk")
        .annotate(of_issue=Value(issue.pk), is_waiting=Value(Delivery.State.WAITING.value))
        .values_list("of_issue", "pk", "is_waiting")
    )
    sql, values = chosen.query.sql_with_params()
    table = Delivery._meta.db_table
    with connection.cursor() as cursor:
        # The columns are written here and the rest by Django: nothing in it comes from a person.
        cursor.execute(
            f'INSERT INTO "{table}" (issue_id, subscription_id, state) {sql}',
            values,
        )
    return issue.deliveries.count()
