"""What a newer correction took the place of is found by an index of those rows alone."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0030_keep_months_of_the_sitemap'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddIndex(
            model_name='correction',
            index=models.Index(condition=models.Q(('supersedes__isnull', False)), fields=['supersedes'], name='correction_superseded'),
        ),
    ]
