"""When the entries changed that there are."""

from django.db import migrations, models


def look_it_up(apps, schema_editor):
    begun = models.Max("article__entry_editions__starts_at")
    ended = models.Max("article__entry_editions__ends_at")
    for running in apps.get_model("articles", "RunningStory").objects.annotate(begun=begun, ended=ended):
        running.changed_at = max(filter(None, [running.begun, running.ended]), default=None)
        running.save(update_fields=["changed_at"])


class Migration(migrations.Migration):
    dependencies = [("articles", "0077_keep_comments")]
    operations = [migrations.RunPython(look_it_up, migrations.RunPython.noop)]
