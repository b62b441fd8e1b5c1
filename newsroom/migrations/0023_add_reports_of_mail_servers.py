"""What mail servers told of letters that did not arrive."""

import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('newsroom', '0022_add_lists'),
    ]

    operations = [
        migrations.CreateModel(
            name='BounceEvent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('event_key', models.CharField(editable=False, max_length=64, unique=True)),
                ('kind', models.CharField(choices=[('hard', 'There is no such mailbox'), ('soft', 'Not now: full, or its server does not answer'), ('complaint', 'Reported as spam'), ('ours', 'Our server is refused')], max_length=10, verbose_name='what')),
                ('source', models.CharField(choices=[('mailbox', 'Mailbox for reports'), ('reply', 'Answer of the server'), ('service', 'Sending service')], max_length=10, verbose_name='told by')),
                ('address_hmac', models.CharField(blank=True, editable=False, max_length=32)),
                ('status', models.CharField(blank=True, max_length=20, verbose_name='status')),
                ('text', models.CharField(blank=True, max_length=200, verbose_name='in its words')),
                ('at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='at')),
            ],
            options={
                'verbose_name': 'report of a mail server',
                'verbose_name_plural': 'reports of mail servers',
                'indexes': [models.Index(fields=['address_hmac', 'at'], name='bounce_of_address'), models.Index(fields=['-at', '-id'], name='bounce_newest')],
            },
        ),
    ]
