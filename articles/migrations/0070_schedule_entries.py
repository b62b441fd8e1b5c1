"""An entry may wait for its time, and says why it did not go out at it."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0069_let_brought_entries_go'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='entry',
            name='entry_stage_is_known',
        ),
        migrations.AddField(
            model_name='entry',
            name='goes_out_at',
            field=models.DateTimeField(editable=False, null=True, verbose_name='goes out'),
        ),
        migrations.AddField(
            model_name='entry',
            name='goes_out_by',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='entry',
            name='kept_back',
            field=models.TextField(blank=True, db_default='', default='', editable=False, max_length=2000, verbose_name='why it did not go out'),
        ),
        migrations.AlterField(
            model_name='entry',
            name='stage',
            field=models.CharField(choices=[('draft', 'Draft'), ('waiting', 'Waits for an editor'), ('scheduled', 'Scheduled'), ('done', 'Published')], default='draft', max_length=10, verbose_name='stage'),
        ),
        migrations.AddIndex(
            model_name='entry',
            index=models.Index(condition=models.Q(('goes_out_at__isnull', False)), fields=['goes_out_at'], name='entry_due'),
        ),
        migrations.AddConstraint(
            model_name='entry',
            constraint=models.CheckConstraint(condition=models.Q(('stage__in', ['draft', 'waiting', 'scheduled', 'done'])), name='entry_stage_is_known'),
        ),
        migrations.AddConstraint(
            model_name='entry',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('goes_out_at__isnull', False), ('stage', 'scheduled')), models.Q(models.Q(('stage', 'scheduled'), _negated=True), ('goes_out_at', None)), _connector='OR'), name='entry_scheduled_has_a_time'),
        ),
    ]
