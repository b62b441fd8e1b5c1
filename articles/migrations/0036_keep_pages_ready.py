
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0035_add_up_readers_of_each_hour'),
    ]

    operations = [
        migrations.CreateModel(
            name='ReadyCard',
            fields=[
                ('build', models.CharField(max_length=16)),
                ('number', models.BigIntegerField()),
                ('scopes', models.JSONField()),
                ('until', models.BigIntegerField(null=True)),
                ('edition', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='ready_card', serialize=False, to='articles.edition')),
                ('address', models.CharField(max_length=200)),
                ('html', models.TextField()),
            ],
            options={
                'abstract': False,
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='ReadyPage',
            fields=[
                ('build', models.CharField(max_length=16)),
                ('number', models.BigIntegerField()),
                ('scopes', models.JSONField()),
                ('until', models.BigIntegerField(null=True)),
                ('edition', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='ready_page', serialize=False, to='articles.edition')),
                ('page', models.TextField()),
                ('related', models.TextField(blank=True)),
                ('related_number', models.BigIntegerField()),
                ('related_scopes', models.JSONField()),
            ],
            options={
                'abstract': False,
                'default_permissions': (),
            },
        ),
    ]
