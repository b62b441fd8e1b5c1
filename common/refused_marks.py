"""Elements that the database itself refuses in a column of HTML, whoever writes; for migrations.

In HTML a word that looks like one is written with a reference, so no text is refused. On SQLite a migration that makes
a table anew loses its triggers: refuse them again after that.
"""

from collections.abc import Sequence

from django.db import migrations

SQLITE = (
    "CREATE TRIGGER {table}_marks_{act} BEFORE {event} ON {table} WHEN {found} BEGIN "
    "SELECT RAISE(ABORT, '{table}: a mark of the desk stands in {column}'); END"
)
FUNCTION = (
    "CREATE FUNCTION {table}_marks() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION "
    "'{table}: a mark of the desk stands in {column}' USING ERRCODE = 'integrity_constraint_violation'; END $$"
)
POSTGRESQL = (
    "CREATE TRIGGER {table}_marks_{act} BEFORE {event} ON {table} FOR EACH ROW WHEN ({found}) "
    "EXECUTE FUNCTION {table}_marks()"
)


def refuse_marks(table: str, column: str, *, elements: Sequence[str]) -> migrations.RunPython:
    """No row of this table comes, or is changed, with one of these elements in this column."""
    acts = {"add": "INSERT", "change": f'UPDATE OF "{column}"'}

    def guard(apps, schema_editor):
        is_postgresql = schema_editor.connection.vendor == "postgresql"
        place, template = ("strpos", POSTGRESQL) if is_postgresql else ("instr", SQLITE)
        found = " OR ".join(f"{place}(lower(NEW.\"{column}\"), '<{element}') > 0" for element in elements)
        statements = [
            template.format(table=table, column=column, act=act, event=acts[act], found=found) for act in acts
        ]
        if is_postgresql:
            statements.insert(0, FUNCTION.format(table=table, column=column))
        for statement in statements:
            schema_editor.execute(statement, params=None)

    def unguard(apps, schema_editor):
        is_postgresql = schema_editor.connection.vendor == "postgresql"
        for act in acts:
            schema_editor.execute(f"DROP TRIGGER {table}_marks_{act}" + (f" ON {table}" if is_postgresql else ""))
        if is_postgresql:
            schema_editor.execute(f"DROP FUNCTION {table}_marks()")

    return migrations.RunPython(guard, unguard)
