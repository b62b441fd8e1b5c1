"""Lines that were taken before payments were known by their identity stay one payment when their file comes again."""

import datetime as dt

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from common import audit_triggers
from newsroom.audit import tables
from supporters.models import StatementLine
from supporters.money.bank_statements import take_statement

BEFORE = [("supporters", "0013_spell_mailboxes_one_way")]


def migrate(targets):
    audit_triggers.drop(connection)  # as `manage.py migrate` does
    executor = MigrationExecutor(connection)
    executor.migrate(targets)
    return executor.loader.project_state(targets).apps


@pytest.fixture
def old_tables(transactional_db):
    latest = [node for node in MigrationExecutor(connection).loader.graph.leaf_nodes() if node[0] == "supporters"]
    yield migrate(BEFORE), latest
    migrate(latest)
    tables.keep_audit_triggers(using="default")


def test_old_lines_are_known_again_in_another_layout(old_tables):
    apps, latest = old_tables
    statement = apps.get_model("supporters", "Statement").objects.create(name="old.csv", digest="0")
    for number, words in enumerate(["FPI ADA MARSH RF9", "FPI ADA MARSH RF9", "FPI BEA GULL", ""]):
        statement.lines.create(key=f"{number:064}", day=dt.date(2026, 11, 20), amount=2500, currency="GBP", words=words)

    migrate(latest)
    rows = "20/11/2026,Ada Marsh,RF9,25.00\n" * 2 + "20/11/2026,Bea Gull,,25.00\n21/11/2026,Cy,,25.00\n"
    taken = take_statement(content=f"Date,Name,Reference,Amount\n{rows}".encode(), name="new.csv", by=None)

    assert (taken.new, taken.known, taken.doubtful) == (1, 3, 0)
    assert list(StatementLine.objects.order_by("pk").values_list("position", flat=True)) == [1, 2, 1, 1, 1]
