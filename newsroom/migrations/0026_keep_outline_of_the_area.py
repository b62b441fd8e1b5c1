"""The outline that maps in stories are drawn on."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("newsroom", "0025_guard_issues")]

    operations = [
        migrations.AddField("paper", "outline", models.JSONField(null=True, editable=False)),
    ]
