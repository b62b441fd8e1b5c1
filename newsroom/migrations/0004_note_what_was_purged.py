"""Up to which number a CDN in front has been told what changed."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("newsroom", "0003_site_version")]

    operations = [
        migrations.RunSQL(
            "ALTER TABLE site_version ADD COLUMN purged bigint NOT NULL DEFAULT 0",
            "ALTER TABLE site_version DROP COLUMN purged",
        ),
    ]
