"""Letters, who gets them, and addresses that get none."""

import django.core.validators
import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('newsroom', '0019_let_stories_be_republished'),
        ('supporters', '0021_guard_consents_again'),
    ]

    operations = [
        migrations.CreateModel(
            name='LetterKey',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sealed_secret', models.CharField(editable=False, max_length=300)),
                ('since', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
            ],
            options={
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='Newsletter',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.SlugField(help_text='Stays for good: what readers agreed to is filed under it.', max_length=60, unique=True, verbose_name='name in addresses')),
                ('name', models.CharField(max_length=60, verbose_name='name')),
                ('description', models.TextField(help_text='One or two sentences.', max_length=300, verbose_name='what readers get')),
                ('kind', models.CharField(choices=[('letter', 'Letter'), ('alert', 'Alerts, sent from a story')], default='letter', max_length=10, verbose_name='kind')),
                ('from_name', models.CharField(blank=True, help_text="What mail programs show. Empty: the paper's name.", max_length=60, verbose_name="sender's name")),
                ('is_open', models.BooleanField(default=True, verbose_name='readers can sign up')),
                ('position', models.PositiveSmallIntegerField(default=0, verbose_name='place in the list')),
                ('weekdays', models.CharField(blank=True, help_text='From 1 for Monday to 7 for Sunday: 12345 is every weekday. Empty: whenever somebody sends it.', max_length=7, validators=[django.core.validators.RegexValidator('^1?2?3?4?5?6?7?$', 'Days in their order, from 1 for Monday to 7 for Sunday.')], verbose_name='goes out on')),
                ('wall_time', models.TimeField(blank=True, help_text="By the paper's clock.", null=True, verbose_name='at')),
                ('needs_approval', models.BooleanField(default=True, verbose_name='waits for approval before it goes')),
                ('least_new_stories', models.PositiveSmallIntegerField(default=3, help_text='With fewer, an automatic letter is held for the desk.', verbose_name='least new stories')),
                ('most_a_day', models.PositiveSmallIntegerField(default=1, validators=[django.core.validators.MinValueValidator(1)], verbose_name='most a day')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
            ],
            options={
                'verbose_name': 'newsletter',
                'verbose_name_plural': 'newsletters',
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('wall_time', None), ('weekdays', '')), models.Q(models.Q(('weekdays', ''), _negated=True), ('wall_time__isnull', False)), _connector='OR'), name='newsletter_has_days_and_time_or_neither', violation_error_message='Write both the days and the time, or neither.'), models.CheckConstraint(condition=models.Q(('most_a_day__gte', 1)), name='newsletter_goes_out_at_all')],
            },
        ),
        migrations.CreateModel(
            name='Suppression',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('address_hmac', models.CharField(editable=False, max_length=32)),
                ('scope', models.SlugField(blank=True, db_index=False, editable=False, max_length=60, verbose_name='letter')),
                ('reason', models.CharField(choices=[('hard', 'The mailbox does not exist'), ('soft', 'The mailbox refused five times in a month'), ('complaint', 'The reader reported a letter as spam'), ('erased', 'The reader was erased'), ('imported', 'A list that was brought in said so')], max_length=10, verbose_name='reason')),
                ('since', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='since')),
                ('lifted_at', models.DateTimeField(editable=False, null=True, verbose_name='lifted')),
            ],
            options={
                'verbose_name': 'suppressed address',
                'verbose_name_plural': 'suppressed addresses',
                'constraints': [models.UniqueConstraint(models.F('address_hmac'), models.F('scope'), name='suppression_once'), models.CheckConstraint(condition=models.Q(('address_hmac', ''), _negated=True), name='suppression_names_an_address')],
            },
        ),
        migrations.CreateModel(
            name='Subscription',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('asked', 'Asked, not confirmed'), ('active', 'Gets the letter'), ('paused', 'Paused'), ('left', 'Left')], default='asked', max_length=10, verbose_name='state')),
                ('paused_until', models.DateTimeField(blank=True, null=True, verbose_name='paused until')),
                ('address_hmac', models.CharField(editable=False, max_length=32)),
                ('source', models.CharField(choices=[('page', 'A page of the site'), ('own', "The reader's own page"), ('import', 'A list that was brought in'), ('desk', 'The desk')], default='page', max_length=10, verbose_name='came by')),
                ('asked_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='asked')),
                ('left_at', models.DateTimeField(editable=False, null=True, verbose_name='left at')),
                ('consent', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='supporters.consentrecord', verbose_name='consent')),
                ('newsletter', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='subscriptions', to='newsroom.newsletter', verbose_name='newsletter')),
                ('supporter', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='subscriptions', to='supporters.supporter', verbose_name='reader')),
            ],
            options={
                'verbose_name': 'subscription',
                'verbose_name_plural': 'subscriptions',
                'indexes': [models.Index(fields=['newsletter', 'state'], name='subscription_of_letter'), models.Index(fields=['address_hmac'], name='subscription_address')],
                'constraints': [models.UniqueConstraint(models.F('supporter'), models.F('newsletter'), name='subscription_once'), models.CheckConstraint(condition=models.Q(('state__in', ['asked', 'left']), ('consent__isnull', False), _connector='OR'), name='subscription_in_use_has_its_consent'), models.CheckConstraint(condition=models.Q(models.Q(('paused_until__isnull', False), ('state', 'paused')), models.Q(models.Q(('state', 'paused'), _negated=True), ('paused_until', None)), _connector='OR'), name='subscription_paused_has_its_end'), models.CheckConstraint(condition=models.Q(models.Q(('left_at__isnull', False), ('state', 'left')), models.Q(models.Q(('state', 'left'), _negated=True), ('left_at', None)), _connector='OR'), name='subscription_left_has_its_time')],
            },
        ),
    ]
