"""The database guards the steps of regular support too, and on SQLite guards again the tables that were remade."""

from django.db import migrations

REMADE = ["supporters_payment", "supporters_pledgelog"]
NEW = ["supporters_mrrchange"]
SQLITE = """
CREATE TRIGGER {table}_append_only BEFORE UPDATE ON {table}
BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END
"""
POSTGRESQL = """
CREATE TRIGGER {table}_append_only BEFORE UPDATE ON {table}
FOR EACH ROW EXECUTE FUNCTION supporters_append_only()
"""


def guard(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        for table in NEW:
            schema_editor.execute(POSTGRESQL.format(table=table), params=None)
        return
    # Adding a column makes the table anew in SQLite, and its trigger goes with the old one.
    for table in [*REMADE, *NEW]:
        schema_editor.execute(f"DROP TRIGGER IF EXISTS {table}_append_only", params=None)
        schema_editor.execute(SQLITE.format(table=table), params=None)


def unguard(apps, schema_editor):
    is_postgresql = schema_editor.connection.vendor == "postgresql"
    for table in NEW:
        schema_editor.execute(f"DROP TRIGGER {table}_append_only" + (f" ON {table}" if is_postgresql else ""))


class Migration(migrations.Migration):
    dependencies = [("supporters", "0005_add_card_money")]
    operations = [migrations.RunPython(guard, unguard)]
