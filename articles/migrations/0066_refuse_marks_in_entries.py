"""Entries of a running story are the public record too."""

from django.db import migrations

from common.refused_marks import refuse_marks


class Migration(migrations.Migration):
    dependencies = [("articles", "0065_refuse_marks_in_editions")]

    operations = [refuse_marks("articles_entryedition", "words", elements=["ins", "del", "mark"])]
