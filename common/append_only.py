"""Rows that the database itself refuses to change or to delete, whoever asks; for migrations.

On SQLite a migration that makes a table anew, as adding a column does, loses its triggers: guard it again after that.
"""

from django.db import migrations

SQLITE = [
    "CREATE TRIGGER {table}_kept_change BEFORE UPDATE OF {columns} ON {table} BEGIN {refuse} END",
    "CREATE TRIGGER {table}_kept_delete BEFORE DELETE ON {table} WHEN {kept} BEGIN {refuse} END",
]
REFUSE_SQLITE = "SELECT RAISE(ABORT, '{table}: rows are added, never changed and never deleted');"
POSTGRESQL = [
    "CREATE FUNCTION {table}_kept() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF TG_OP = 'UPDATE' OR {kept} THEN "
    "RAISE EXCEPTION '{table}: rows are added, never changed and never deleted' "
    "USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN OLD; END $$",
    "CREATE TRIGGER {table}_kept_change BEFORE UPDATE OF {columns} ON {table} "
    "FOR EACH ROW EXECUTE FUNCTION {table}_kept()",
    "CREATE TRIGGER {table}_kept_delete BEFORE DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION {table}_kept()",
]


def keep_rows(table: str, *, columns: list[str], kept: str = "1 = 1") -> migrations.RunPython:
    """These columns of a row never change, and a row goes only where `kept`, said of OLD, is not true of it."""
    names = {"table": table, "columns": ", ".join(f'"{name}"' for name in columns), "kept": kept}
    names["refuse"] = REFUSE_SQLITE.format(table=table)

    def guard(apps, schema_editor):
        statements = POSTGRESQL if schema_editor.connection.vendor == "postgresql" else SQLITE
        for statement in statements:
            schema_editor.execute(statement.format(**names), params=None)

    def unguard(apps, schema_editor):
        is_postgresql = schema_editor.connection.vendor == "postgresql"
        for act in ("change", "delete"):
            schema_editor.execute(f"DROP TRIGGER {table}_kept_{act}" + (f" ON {table}" if is_postgresql else ""))
        if is_postgresql:
            schema_editor.execute(f"DROP FUNCTION {table}_kept()")

    return migrations.RunPython(guard, unguard)
