"""Counters and marks that all processes share, one row each. `newsroom_cache`, where they stood, goes a release later."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("newsroom", "0006_add_roles_for_a_time")]

    operations = [
        migrations.RunSQL(
            "CREATE TABLE shared_counter ("
            "name varchar(120) PRIMARY KEY, number bigint NOT NULL, expires_at bigint NOT NULL)",
            "DROP TABLE shared_counter",
        ),
    ]
