"""A switch of card payments, notes of the desk, and links to the card page by mail. The database guards the first two."""

from importlib import import_module

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


ledger = import_module("supporters.migrations.0003_ledger_is_append_only")
TABLES = {
    "supporters_brakechange": "BEFORE UPDATE",
    # A merger moves notes to another supporter; what they say, and who said it when, stands.
    "supporters_staffnote": "BEFORE UPDATE OF text, by_id, at",
}


def guard(apps, schema_editor):
    is_postgresql = schema_editor.connection.vendor == "postgresql"
    for table, when in TABLES.items():
        statement = (ledger.POSTGRESQL if is_postgresql else ledger.SQLITE).format(table=table)
        schema_editor.execute(statement.replace("BEFORE UPDATE", when), params=None)


def unguard(apps, schema_editor):
    is_postgresql = schema_editor.connection.vendor == "postgresql"
    for table in TABLES:
        schema_editor.execute(f"DROP TRIGGER {table}_append_only" + (f" ON {table}" if is_postgresql else ""))


class Migration(migrations.Migration):

    dependencies = [
        ('supporters', '0009_add_dedication_letters_and_links'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='pledge',
            name='mailed_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='sent the link to the card page by mail'),
        ),
        migrations.CreateModel(
            name='BrakeChange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('is_on', models.BooleanField(verbose_name='cards rest')),
                ('until', models.DateTimeField(blank=True, null=True, verbose_name='until')),
                ('reason', models.CharField(max_length=200, verbose_name='why')),
                ('at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='at')),
                ('by', models.ForeignKey(help_text='Empty: the brake was pulled by itself.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='by')),
            ],
            options={
                'verbose_name': 'rest of card payments',
                'verbose_name_plural': 'rests of card payments',
                'permissions': [('brake_cards', 'Can put card payments to rest and take them again')],
                'constraints': [models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='brake_change_says_why'), models.CheckConstraint(condition=models.Q(('is_on', True), ('until', None), _connector='OR'), name='brake_change_open_has_no_end')],
            },
        ),
        migrations.CreateModel(
            name='StaffNote',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.CharField(max_length=500, verbose_name='note')),
                ('at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='at')),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='by')),
                ('pledge', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='notes', to='supporters.pledge', verbose_name='pledge')),
                ('supporter', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='notes', to='supporters.supporter', verbose_name='supporter')),
            ],
            options={
                'verbose_name': 'note',
                'verbose_name_plural': 'notes',
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('pledge__isnull', False), ('supporter', None)), models.Q(('pledge', None), ('supporter__isnull', False)), _connector='OR'), name='staff_note_about_one'), models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='staff_note_says_something')],
            },
        ),
        migrations.RunPython(guard, unguard),
    ]
