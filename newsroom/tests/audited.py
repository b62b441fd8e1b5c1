"""No write of the desk without a row of the audit log: each request of who is signed in, in any test, is held to it."""

import re
from contextlib import contextmanager

import pytest
from django.db import connection

from common import audit
from newsroom.audit import middleware
from newsroom.audit.tables import UNAUDITED

WRITES = re.compile(r'\s*(INSERT(?: OR \w+)? INTO|REPLACE INTO|UPDATE|DELETE FROM)\s+"?(\w+)"?', re.I)
EXEMPT = {name for names in UNAUDITED.values() for name in names.split()}


def table_written(sql, rows):
    """The table that a statement has changed rows of, or nothing."""
    found = WRITES.match(sql)
    is_sure = found and (rows > 0 or (found[1].upper() == "INSERT INTO" and "CONFLICT" not in sql))
    return found[2] if is_sure else None


@contextmanager
def watched(who):
    """`acting_as`, and at its end each table that was written has had its trigger asked."""
    written, seen = set(), set()

    def look(execute, sql, params, many, context):
        result = execute(sql, params, many, context)
        written.add(table_written(sql, context["cursor"].rowcount))
        return result

    token = audit.witness.set(seen)
    try:
        with audit.acting_as(who), connection.execute_wrapper(look):
            yield
    finally:
        audit.witness.reset(token)
    # PostgreSQL's triggers ask at the commit, which a test does not come to.
    forgotten = written - seen - EXEMPT - {None} if connection.vendor == "sqlite" else set()
    assert not (who.who and forgotten), f"written without a row in the audit log: {forgotten}"


@pytest.fixture(autouse=True, scope="session")
def every_desk_write_is_audited():
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(middleware, "acting_as", watched)
        yield
