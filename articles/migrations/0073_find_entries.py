"""Search finds running stories by their entries. Those that there are wait for their turn to be made anew."""

import django.db.models.deletion
from django.db import migrations, models


def wait_for_a_turn(apps, schema_editor):
    running = apps.get_model("articles", "RunningStory").objects.values("pk")
    apps.get_model("articles", "SearchEntry").objects.filter(article__in=running).update(fold=0)


class Migration(migrations.Migration):

    dependencies = [
        ("articles", "0072_say_what_documents_say"),
    ]

    operations = [
        migrations.CreateModel(
            name='SearchPassage',
            fields=[
                ('edition', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='search_passage', serialize=False, to='articles.entryedition')),
                ('body', models.TextField()),
                ('joined', models.TextField()),
                ('fold', models.PositiveSmallIntegerField()),
                ('story', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='articles.article')),
            ],
            options={
                'default_permissions': (),
            },
        ),
        migrations.RunPython(wait_for_a_turn, migrations.RunPython.noop),
    ]
