"""No edition holds a mark of a comment or of a suggestion, whatever becomes of the code that keeps them apart."""

from django.db import migrations

from common.refused_marks import refuse_marks


class Migration(migrations.Migration):
    dependencies = [("articles", "0064_add_comments")]

    operations = [refuse_marks("articles_edition", "body", elements=["ins", "del", "mark"])]
