"""How far the entries of a story were when something of it was told to partners."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("articles", "0073_find_entries")]
    operations = [
        migrations.AddField(model_name="storyevent", name="news", field=models.PositiveIntegerField(null=True)),
    ]
