"""When the clock alone changes what is seen of entries: their beginnings and ends, to be looked up."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("articles", "0078_look_up_when_entries_changed")]
    operations = [
        migrations.AddIndex("entryedition", models.Index(fields=["starts_at"], name="entryedition_starts")),
        migrations.AddIndex(
            "entryedition",
            models.Index(fields=["ends_at"], condition=~models.Q(ends_at=None), name="entryedition_ends"),
        ),
    ]
