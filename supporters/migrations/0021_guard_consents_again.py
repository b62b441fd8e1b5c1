"""SQLite made the table of consents anew, which lost the guard of its rows."""

from importlib import import_module

from django.db import migrations

ledger = import_module("supporters.migrations.0003_ledger_is_append_only")


def guard_again(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute("DROP TRIGGER IF EXISTS supporters_consentrecord_append_only")
        schema_editor.execute(ledger.SQLITE.format(table="supporters_consentrecord"), params=None)


class Migration(migrations.Migration):
    dependencies = [("supporters", "0020_file_consents_by_letter")]
    operations = [migrations.RunPython(guard_again, migrations.RunPython.noop)]
