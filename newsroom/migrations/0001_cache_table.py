"""The table behind the shared counters, so that `migrate` alone makes the paper ready."""

from django.core.management import call_command
from django.db import migrations


def make_cache_table(apps, schema_editor):
    call_command("createcachetable", "newsroom_cache", database=schema_editor.connection.alias, verbosity=0)


def drop_cache_table(apps, schema_editor):
    schema_editor.execute("DROP TABLE IF EXISTS newsroom_cache")


class Migration(migrations.Migration):
    dependencies = []
    operations = [migrations.RunPython(make_cache_table, drop_cache_table)]
