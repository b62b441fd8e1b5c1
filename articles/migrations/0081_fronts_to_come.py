"""Fronts that lie ahead, by the clock of another machine or one that was put back, to be looked up."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("articles", "0080_find_pictures_by_their_file")]
    operations = [
        migrations.AddIndex("frontarrangement", models.Index(fields=["published_at"], name="arrangement_moments")),
    ]
