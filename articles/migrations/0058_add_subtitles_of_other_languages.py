"""A film may have subtitles in other languages than the paper’s own, or nobody who speaks."""

import django.core.validators
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0057_add_documents'),
    ]

    operations = [
        migrations.AddField(
            model_name='video',
            name='has_no_speech',
            field=models.BooleanField(db_default=False, default=False, help_text='Then it needs no subtitles, unless something is heard that matters.', verbose_name='nobody speaks'),
        ),
        migrations.AlterField(
            model_name='video',
            name='captions',
            field=models.FileField(blank=True, help_text='What is said and heard, in the paper’s own language, for those who cannot hear it: WebVTT or SRT.', upload_to='films/', validators=[django.core.validators.FileExtensionValidator(['vtt'])], verbose_name='subtitles'),
        ),
        migrations.CreateModel(
            name='Subtitles',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('language', models.CharField(choices=[('en-gb', 'English'), ('cy', 'Welsh')], max_length=10, verbose_name='language')),
                ('file', models.FileField(upload_to='films/', validators=[django.core.validators.FileExtensionValidator(['vtt'])], verbose_name='file')),
                ('video', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='other_subtitles', to='articles.video', verbose_name='video')),
            ],
            options={
                'verbose_name': 'subtitles',
                'verbose_name_plural': 'subtitles',
                'default_permissions': (),
                'constraints': [models.UniqueConstraint(fields=('video', 'language'), name='subtitles_once_a_language'), models.CheckConstraint(condition=models.Q(('file', ''), _negated=True), name='subtitles_have_a_file')],
            },
        ),
    ]
