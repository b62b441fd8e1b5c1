"""Each move of a story notes the wording that stood then: the lawyer's pass is of one wording."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("articles", "0025_keep_when_stories_leave")]
    operations = [
        migrations.AddField("stagemove", "version", models.PositiveIntegerField("desk version", null=True)),
    ]
