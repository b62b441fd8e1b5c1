"""What the desk has said of a bank's columns is kept for the next file with these headings."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('supporters', '0016_split_bank_lines'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='BankLayout',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('fingerprint', models.CharField(editable=False, max_length=64, unique=True)),
                ('headings', models.JSONField(default=list, verbose_name='headings')),
                ('has_heading', models.BooleanField(default=True, verbose_name='has headings')),
                ('roles', models.JSONField(default=list, verbose_name='what each column is')),
                ('named_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='named')),
                ('named_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='by')),
            ],
            options={
                'verbose_name': 'layout of a bank',
                'verbose_name_plural': 'layouts of banks',
            },
        ),
    ]
