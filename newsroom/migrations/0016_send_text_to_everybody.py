"""One tick that gives everybody the text edition."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("newsroom", "0015_add_page_of_tips")]

    operations = [
        migrations.AddField(
            "paper",
            "is_text_only",
            models.BooleanField(
                "text edition for everybody",
                default=False,
                db_default=False,
                help_text=(
                    "In a crisis: fronts, stories, polls, topics and authors as words alone, at the same addresses."
                ),
            ),
        ),
    ]
