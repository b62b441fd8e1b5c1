"""One row with the number that every public change moves, and one row a scope with the number at which it moved."""

import secrets

from django.db import migrations

TABLES = [
    "CREATE TABLE site_version (id smallint PRIMARY KEY CHECK (id = 1), house varchar(32) NOT NULL, number bigint NOT NULL)",
    "CREATE TABLE site_scope (scope varchar(60) PRIMARY KEY, number bigint NOT NULL)",
    "CREATE INDEX site_scope_number ON site_scope (number)",
]


def begin(apps, schema_editor):
    schema_editor.execute("INSERT INTO site_version (id, house, number) VALUES (1, %s, 1)", [secrets.token_hex(16)])


class Migration(migrations.Migration):
    dependencies = [("newsroom", "0002_follow_moved_tasks")]

    operations = [
        migrations.RunSQL(TABLES, ["DROP TABLE site_scope", "DROP TABLE site_version"]),
        migrations.RunPython(begin, migrations.RunPython.noop),
    ]
