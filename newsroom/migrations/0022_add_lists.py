"""Lists of readers that were brought in, with their proof."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('newsroom', '0021_follow_moved_letters'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterModelOptions(
            name='subscription',
            options={'permissions': [('export_subscription', 'Can export the readers of letters')], 'verbose_name': 'subscription', 'verbose_name_plural': 'subscriptions'},
        ),
        migrations.CreateModel(
            name='ListImport',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('file_name', models.CharField(max_length=120, verbose_name='file')),
                ('wording', models.CharField(help_text='As they stood beside the box or the button. They are kept with each consent.', max_length=300, verbose_name='the words they agreed to')),
                ('collected_on', models.DateField(help_text='The last day on which people signed up with these words.', verbose_name='asked until')),
                ('proof', models.TextField(help_text='Where they signed up, whether they confirmed by mail, and where that can be looked up.', max_length=600, verbose_name='how they agreed')),
                ('content', models.TextField(blank=True, editable=False)),
                ('lines_read', models.PositiveIntegerField(default=0, editable=False)),
                ('made_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='brought in')),
                ('done_at', models.DateTimeField(editable=False, null=True, verbose_name='read to its end')),
                ('undone_at', models.DateTimeField(editable=False, null=True, verbose_name='taken back')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='vouched by')),
                ('newsletter', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='newsroom.newsletter', verbose_name='newsletter')),
            ],
            options={
                'verbose_name': 'list that was brought in',
                'verbose_name_plural': 'lists that were brought in',
            },
        ),
        migrations.CreateModel(
            name='ImportLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField(verbose_name='line')),
                ('outcome', models.CharField(choices=[('taken', 'Gets the letter now'), ('already', 'Got it already'), ('left', 'Has left it here: not written to'), ('suppressed', 'Suppressed here: not written to'), ('refused', 'The list says: left, bounced or complained'), ('unconfirmed', 'The list says: never confirmed'), ('double', 'Stands in the list twice'), ('wrong', 'No address')], max_length=12, verbose_name='what became of it')),
                ('address_hmac', models.CharField(blank=True, editable=False, max_length=32)),
                ('subscription', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='newsroom.subscription')),
                ('list_import', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='lines', to='newsroom.listimport')),
            ],
            options={
                'verbose_name': 'line of a list',
                'verbose_name_plural': 'lines of a list',
                'default_permissions': (),
            },
        ),
        migrations.AddConstraint(
            model_name='listimport',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('wording', ''), _negated=True), models.Q(('proof', ''), _negated=True), models.Q(('file_name', ''), _negated=True)), name='list_import_has_its_proof'),
        ),
        migrations.AddConstraint(
            model_name='listimport',
            constraint=models.CheckConstraint(condition=models.Q(('undone_at', None), ('done_at__isnull', False), _connector='OR'), name='list_import_undone_was_done'),
        ),
        migrations.AddIndex(
            model_name='importline',
            index=models.Index(fields=['list_import', 'address_hmac'], name='import_line_address'),
        ),
        migrations.AddConstraint(
            model_name='importline',
            constraint=models.UniqueConstraint(models.F('list_import'), models.F('number'), name='import_line_once'),
        ),
    ]
