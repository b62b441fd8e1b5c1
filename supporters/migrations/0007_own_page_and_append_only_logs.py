"""Consent from the supporter's own page; and the database refuses to change what the desk's logs say."""

from importlib import import_module

from django.db import migrations, models

ledger = import_module("supporters.migrations.0003_ledger_is_append_only")
TABLES = ["supporters_supportermerge", "supporters_exportlog", "supporters_consentrecord"]


def guard(apps, schema_editor):
    is_postgresql = schema_editor.connection.vendor == "postgresql"
    for table in TABLES:
        statement = ledger.POSTGRESQL if is_postgresql else ledger.SQLITE
        schema_editor.execute(statement.format(table=table), params=None)


def unguard(apps, schema_editor):
    is_postgresql = schema_editor.connection.vendor == "postgresql"
    for table in TABLES:
        schema_editor.execute(f"DROP TRIGGER {table}_append_only" + (f" ON {table}" if is_postgresql else ""))


class Migration(migrations.Migration):
    dependencies = [("supporters", "0006_money_changes_are_append_only")]
    operations = [
        migrations.AlterField(
            model_name="consentrecord",
            name="method",
            field=models.CharField(
                choices=[
                    ("page", "Box on the contribution page"),
                    ("link", "Link in a mail"),
                    ("own", "Supporter’s own page"),
                    ("staff", "Staff"),
                ],
                max_length=10,
                verbose_name="how",
            ),
        ),
        migrations.RunPython(guard, unguard),
    ]
