"""Films may carry subtitles, for those who cannot hear them."""

import django.core.validators
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0023_keep_what_files_say'),
    ]

    operations = [
        migrations.AddField(
            model_name='video',
            name='captions',
            field=models.FileField(blank=True, help_text='What is said and heard, as WebVTT, for those who cannot hear it.', upload_to='films/', validators=[django.core.validators.FileExtensionValidator(['vtt'])], verbose_name='subtitles'),
        ),
    ]
