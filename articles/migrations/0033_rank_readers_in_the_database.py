"""Who has been counted today and who is most read are rows: one truth for all processes, outside the shared cache."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0032_index_when_editions_end'),
    ]

    operations = [
        migrations.CreateModel(
            name='ReadMark',
            fields=[
                ('mark', models.UUIDField(primary_key=True, serialize=False)),
                ('day', models.DateField()),
            ],
            options={
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='MostRead',
            fields=[
                ('position', models.PositiveSmallIntegerField(primary_key=True, serialize=False)),
                ('article', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='articles.article')),
            ],
            options={
                'default_permissions': (),
            },
        ),
    ]
