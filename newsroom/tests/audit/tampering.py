"""What somebody with the database in their hands could do to the audit log, and what is then said of it.

Also a program: `python -m newsroom.tests.audit.tampering` has many people write at once, then does all of it, as JSON.
"""

import json
import threading
from contextlib import contextmanager

FORGED = """INSERT INTO newsroom_audit (id, line)
SELECT id + 1, REPLACE(line, 'nell', 'adam') FROM newsroom_audit ORDER BY id DESC LIMIT 1"""
# By what is done: the statements, and how what is found begins. There are ten rows, and the last one is noted.
TAMPERINGS = {
    "nothing": ([], None),
    "a row is changed": (["UPDATE newsroom_audit SET line = REPLACE(line, 'nell', 'adam') WHERE id = 4"], "Row 4 was"),
    "a row is no line any more": (["UPDATE newsroom_audit SET line = '{}' WHERE id = 4"], "Row 4 was changed"),
    "a row is removed": (["DELETE FROM newsroom_audit WHERE id = 4"], "Row 4 is gone"),
    "the first row is removed": (["DELETE FROM newsroom_audit WHERE id = 1"], "Row 1 is gone"),
    "a row is removed and the others moved up": (
        ["DELETE FROM newsroom_audit WHERE id = 10", "UPDATE newsroom_audit SET id = 10 WHERE id = 9"],
        "Row 9 is gone",
    ),
    "a row is put in at the end": ([FORGED], "Row 11 was"),
    "the end is cut off": (["DELETE FROM newsroom_audit WHERE id > 8"], "The log was cut: row 10 is gone"),
    "all of it is removed": (["DELETE FROM newsroom_audit"], "The log was cut: row 10 is gone"),
    "a trigger is removed": (["{drop_trigger}"], "Changes of articles_section are not written down"),
}


def write_ten_rows():
    from articles.models import Section
    from common.audit import Actor, acting_as

    with acting_as(Actor("nell", 1, "passkey", "192.0.2.1", "a-request")):
        for number in range(10):
            Section.objects.create(name=f"Section {number}", slug=f"section-{number}")


@contextmanager
def tampered(connection, statements):
    """While this lasts, it was done; nothing guards the log from who owns the database."""
    from django.db import transaction

    from newsroom.audit.tables import AUDITED

    table = next(each for each in AUDITED if each.table == "articles_section")
    trigger = next(iter(table.statements(connection)))
    with transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            for act in ("change", "delete"):
                cursor.execute(f"DROP TRIGGER newsroom_audit_kept_{act}")
            drop = f"DROP TRIGGER {trigger}"
        else:
            cursor.execute("ALTER TABLE newsroom_audit DISABLE TRIGGER USER")
            drop = f"DROP TRIGGER {trigger} ON articles_section"
        for statement in statements:
            cursor.execute(statement.replace("{drop_trigger}", drop))
        yield
        transaction.set_rollback(True)


def write_at_once(people=6, times=20):
    """Each in a thread, in transactions on two rows that others want too, in one order; each also moves the site."""
    from django.db import connection, transaction

    from articles.models import Section
    from common.audit import Actor, acting_as

    failed = []

    def write(number):
        try:
            with acting_as(Actor(f"person {number}", number)):
                for time in range(times):
                    with transaction.atomic():
                        Section.objects.filter(slug=f"section-{time % 5}").update(name=f"{number} at {time}")
                        Section.objects.filter(slug=f"section-{5 + number % 5}").update(position=time + number)
        except Exception as error:  # noqa: BLE001 - it is told to whoever asked
            failed.append(repr(error))
        finally:
            connection.close()

    threads = [threading.Thread(target=write, args=[number]) for number in range(people)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return failed


def write_outside(url):
    """As somebody does who has the database's password and psql, or the file and sqlite3."""
    import sqlite3

    import psycopg

    if url.startswith("sqlite"):
        with sqlite3.connect(url.removeprefix("sqlite:///")) as database:
            try:
                database.execute("UPDATE articles_section SET name = 'Mine' WHERE slug = 'section-0'")
            except sqlite3.OperationalError as error:
                return str(error)
    with psycopg.connect(url) as database:
        database.execute("UPDATE articles_section SET name = 'Mine' WHERE slug = 'section-0'")
    return "written"


def main():
    import os

    import django

    django.setup()
    from django.db import connection

    from common.audit_line import current_key
    from newsroom.audit.models import AuditEntry
    from newsroom.audit.verify import newest_row, verify

    write_ten_rows()
    mark, found = newest_row(), {}
    for name, (statements, _expected) in TAMPERINGS.items():
        with tampered(connection, statements):
            found[name] = verify(keys=[current_key()], marks=[mark]).faults
    failed = write_at_once()
    whole = verify(keys=[current_key()], marks=[mark])
    outside = write_outside(os.environ["DATABASE_URL"])
    after = verify(keys=[current_key()], marks=[mark])
    last = AuditEntry.objects.newest_first().first()
    print(
        json.dumps(
            {
                "tampered": found,
                "failed": failed,
                "rows": whole.rows,
                "faults": whole.faults,
                "outside": outside,
                "after": after.faults,
                "last": last.facts,
                "at": last.at,
            }
        )
    )


if __name__ == "__main__":
    main()
