"""How the database finds the rows of a batch: among its own, however many an issue has."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from newsroom.newsletters.models import Issue
from newsroom.newsletters.sending.batches import claim, close

pytest_plugins = ["newsroom.tests.newsletters.sending.issues_on_their_way"]
OF_ALL = "sqlite_autoindex_newsroom_delivery_1"  # the key over issue and subscription: every row of the issue


def plan_of(sql):
    with connection.cursor() as cursor:
        return " · ".join(row[3] for row in cursor.execute(f"EXPLAIN QUERY PLAN {sql}").fetchall())


@pytest.mark.django_db
@pytest.mark.usefixtures("by_hand", "readers", "small")
def test_a_batch_reads_its_own_rows_and_not_all_of_the_issue(frozen):
    Issue.objects.filter(pk=frozen.pk).update(state="sending")
    with CaptureQueriesContext(connection) as asked:
        close(claim(issue_id=frozen.pk, owner="one").batch)
    of_rows = [each["sql"] for each in asked if 'FROM "newsroom_delivery"' in each["sql"]]
    of_rows += [each["sql"] for each in asked if each["sql"].startswith('UPDATE "newsroom_delivery"')]

    assert OF_ALL in plan_of(f"SELECT id FROM newsroom_delivery WHERE issue_id = {frozen.pk} AND state = 0 ORDER BY id")
    assert len(of_rows) >= 4
    assert [sql for sql in of_rows if OF_ALL in plan_of(sql) or "SCAN newsroom_delivery" in plan_of(sql)] == []
