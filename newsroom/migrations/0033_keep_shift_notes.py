"""A note between shifts stays as somebody went by it."""

from django.db import migrations

from common.append_only import keep_rows


class Migration(migrations.Migration):
    dependencies = [("newsroom", "0032_welcome_new_readers")]
    operations = [keep_rows("newsroom_shiftnote", columns=["words", "at"])]
