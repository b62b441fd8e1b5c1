"""Which names of bylines are agencies, whose words are not the paper's to give."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("articles", "0049_add_partners")]

    operations = [
        migrations.AddField(
            "author",
            "is_agency",
            models.BooleanField(
                "agency",
                default=False,
                db_default=False,
                help_text="Its words are not ours to give: no other paper may print them from here.",
            ),
        ),
    ]
