"""Alerts are found among all that was ever noted of polls."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('polls', '0010_name_things_as_the_trade_does'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddIndex(
            model_name='pollevent',
            index=models.Index(condition=models.Q(('kind__in', ['burst', 'tampered'])), fields=['at'], name='poll_alert'),
        ),
    ]
