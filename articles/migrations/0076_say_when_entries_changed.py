"""A running story says when readers got something else of its entries: maps of the site tell it."""

from django.db import migrations, models


def look_it_up(apps, schema_editor):
    begun = models.Max("article__entry_editions__starts_at")
    ended = models.Max("article__entry_editions__ends_at")
    for running in apps.get_model("articles", "RunningStory").objects.annotate(begun=begun, ended=ended):
        running.changed_at = max(filter(None, [running.begun, running.ended]), default=None)
        running.save(update_fields=["changed_at"])


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0075_bring_documents_and_sounds'),
    ]

    operations = [
        migrations.AddField(
            model_name='runningstory',
            name='changed_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.RunPython(look_it_up, migrations.RunPython.noop),
    ]
