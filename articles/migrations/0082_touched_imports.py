"""When somebody last pressed a button of an import."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("articles", "0081_fronts_to_come")]
    operations = [
        migrations.AddField(
            "importrun", "touched_at", models.DateTimeField("last touched at the desk", null=True, editable=False)
        ),
    ]
