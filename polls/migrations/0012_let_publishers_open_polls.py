"""Whoever may publish puts polls before readers: a right of its own, which the roles are given after `migrate`."""

from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('polls', '0011_index_alerts'),
    ]

    operations = [
        migrations.AlterModelOptions(
            name='poll',
            options={'permissions': [('export_results', 'Can take a poll’s figures away as CSV'), ('open_poll', 'Can put a poll before readers, and change it there')], 'verbose_name': 'poll', 'verbose_name_plural': 'polls'},
        ),
    ]
