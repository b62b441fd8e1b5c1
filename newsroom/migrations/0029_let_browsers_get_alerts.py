"""Browsers that want alerts, and alerts on their way to them."""

import django.db.models.deletion
import django.utils.timezone
import newsroom.newsletters.models.push
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0056_keep_embeds'),
        ("newsroom", "0028_add_events"),
    ]

    operations = [
        migrations.CreateModel(
            name='PushAlert',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('last', models.BigIntegerField(default=0)),
                ('taken', models.PositiveIntegerField(default=0)),
                ('gone', models.PositiveIntegerField(default=0)),
                ('failed', models.PositiveIntegerField(default=0)),
                ('tried_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('over_at', models.DateTimeField(null=True)),
                ('article', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='articles.article')),
                ('issue', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='push', to='newsroom.issue')),
            ],
            options={
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='PushEndpoint',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('digest', models.CharField(max_length=64, unique=True)),
                ('endpoint', models.CharField(max_length=600)),
                ('key', models.BinaryField(max_length=65)),
                ('secret', models.BinaryField(max_length=16)),
                ('month', models.DateField(default=newsroom.newsletters.models.push.this_month)),
                ('kinds', models.ManyToManyField(related_name='+', to='newsroom.newsletter')),
            ],
            options={
                'default_permissions': (),
                'constraints': [models.CheckConstraint(condition=models.Q(('endpoint__startswith', 'https://')), name='push_endpoint_is_https')],
            },
        ),
    ]
