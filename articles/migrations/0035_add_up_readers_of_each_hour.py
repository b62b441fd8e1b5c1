"""The readers of an hour are summed as they come, and who had most in a day is ranked once for every process."""

import datetime as dt

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Sum
from django.utils import timezone

def add_up(apps, schema_editor):
    """The hours that the desk's first page still shows."""
    alias, since = schema_editor.connection.alias, timezone.now() - dt.timedelta(days=2)
    hours = apps.get_model("articles", "ReadHour").objects.using(alias).filter(hour__gte=since)
    ReadTotal = apps.get_model("articles", "ReadTotal")
    ReadTotal.objects.using(alias).bulk_create(
        ReadTotal(**hour) for hour in hours.values("hour").annotate(readers=Sum("readers")).order_by()
    )


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0034_list_authors_and_topics_by_date'),
    ]

    operations = [
        migrations.CreateModel(
            name='ReadTotal',
            fields=[
                ('hour', models.DateTimeField(primary_key=True, serialize=False)),
                ('readers', models.PositiveIntegerField(default=0)),
            ],
            options={
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='ReadToday',
            fields=[
                ('position', models.PositiveSmallIntegerField(primary_key=True, serialize=False)),
                ('article', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='articles.article')),
            ],
            options={
                'abstract': False,
                'default_permissions': (),
            },
        ),
        migrations.RunPython(add_up, migrations.RunPython.noop),
    ]
