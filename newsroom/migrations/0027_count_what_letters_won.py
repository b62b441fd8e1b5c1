"""Counts of what an issue of a letter won: readers and votes by link and day, what came back, who left."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0056_keep_embeds'),
        ("newsroom", "0026_keep_outline_of_the_area"),
        ('polls', '0013_keep_polls_counted_elsewhere'),
    ]

    operations = [
        migrations.CreateModel(
            name='IssueOutcome',
            fields=[
                ('issue', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='outcome', serialize=False, to='newsroom.issue')),
                ('bounced', models.PositiveIntegerField(default=0)),
                ('left', models.PositiveIntegerField(default=0)),
            ],
            options={
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='LinkDay',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.DateField()),
                ('number', models.PositiveIntegerField(default=0)),
                ('article', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='articles.article')),
                ('issue', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='link_days', to='newsroom.issue')),
                ('poll', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='polls.poll')),
            ],
            options={
                'default_permissions': (),
                'constraints': [models.UniqueConstraint(fields=('issue', 'article', 'day'), name='link_day_once_a_story'), models.UniqueConstraint(fields=('issue', 'poll', 'day'), name='link_day_once_a_poll'), models.CheckConstraint(condition=models.Q(models.Q(('article__isnull', False), ('poll', None)), models.Q(('article', None), ('poll__isnull', False)), _connector='OR'), name='link_day_is_of_a_story_or_a_poll')],
            },
        ),
    ]
