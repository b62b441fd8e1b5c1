"""One tick that lets other papers print the paper's own stories."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("newsroom", "0018_keep_pictures_of_pages")]

    operations = [
        migrations.AddField(
            "paper",
            "may_republish",
            models.BooleanField(
                "other papers may print our stories",
                default=False,
                db_default=False,
                help_text=(
                    "Each story leads to its words as HTML and to what has to be kept to. Not those of agencies and readers."
                ),
            ),
        ),
    ]
