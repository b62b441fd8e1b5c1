"""Up to which number and moment hubs and search engines have been told what changed."""

from django.db import migrations

COLUMNS = ("announced", "announced_at")


class Migration(migrations.Migration):
    dependencies = [("newsroom", "0012_keep_name_and_look")]

    operations = [
        migrations.RunSQL(
            f"ALTER TABLE site_version ADD COLUMN {column} bigint NOT NULL DEFAULT 0",
            f"ALTER TABLE site_version DROP COLUMN {column}",
        )
        for column in COLUMNS
    ]
