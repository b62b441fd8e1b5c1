"""Sounds that stories place, and one more kind of placement."""

import articles.models.library
import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    # A row of a placement is a few numbers, and the new column is empty in all of them.
    locks_because = "The index and the check read the placements once; no story is published meanwhile."

    dependencies = [
        ('articles', '0058_add_subtitles_of_other_languages'),
        ('polls', '0013_keep_polls_counted_elsewhere'),
    ]

    operations = [
        migrations.CreateModel(
            name='Sound',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('rights', models.CharField(blank=True, max_length=300, verbose_name='rights')),
                ('rights_until', models.DateField(blank=True, help_text='The last day on which readers may see it. Leave empty where the rights do not end.', null=True, verbose_name='rights until')),
                ('title', models.CharField(max_length=160, verbose_name='title')),
                ('description', models.CharField(blank=True, help_text='What a reader finds in it, in a sentence.', max_length=400, verbose_name='description')),
                ('language', models.CharField(blank=True, choices=[('', 'The paper’s own'), ('en-gb', 'English'), ('cy', 'Welsh')], help_text='Of the words in it.', max_length=10, verbose_name='language')),
                ('credit', models.CharField(help_text='Who made it, as it is printed.', max_length=120, verbose_name='credit')),
                ('file_name', models.CharField(editable=False, max_length=255, verbose_name='name of the file')),
                ('size', models.PositiveBigIntegerField(editable=False, verbose_name='size in bytes')),
                ('digest', models.CharField(editable=False, max_length=64)),
                ('added_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='added')),
                ('file', models.FileField(max_length=200, upload_to=articles.models.library.sound_path, verbose_name='file')),
                ('seconds', models.PositiveIntegerField(editable=False, null=True, verbose_name='length in seconds')),
                ('transcript', models.TextField(blank=True, help_text='What is said, in paragraphs. A story with the sound does not go out before it has one.', verbose_name='transcript')),
                ('is_wordless', models.BooleanField(default=False, help_text='Music, birds, the sea: nobody says anything in it.', verbose_name='no words')),
                ('folded', models.TextField(blank=True, default='', editable=False, serialize=False)),
            ],
            options={
                'verbose_name': 'sound',
                'verbose_name_plural': 'sounds',
                'permissions': [('change_live_sound', 'Can change sounds that readers see')],
            },
        ),
        migrations.RemoveConstraint(
            model_name='articleplacement',
            name='articleplacement_shows_one_thing',
        ),
        migrations.RemoveConstraint(
            model_name='editionplacement',
            name='editionplacement_shows_one_thing',
        ),
        migrations.AddIndex(
            model_name='sound',
            index=models.Index(fields=['-added_at', '-id'], name='sound_newest'),
        ),
        migrations.AddConstraint(
            model_name='sound',
            constraint=models.UniqueConstraint(fields=('digest',), name='sound_stored_once', violation_error_message='This very file is in the library already.'),
        ),
        migrations.AddConstraint(
            model_name='sound',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('title', ''), _negated=True), models.Q(('credit', ''), _negated=True)), name='sound_is_named'),
        ),
        migrations.AddConstraint(
            model_name='sound',
            constraint=models.CheckConstraint(condition=models.Q(('size__gt', 0)), name='sound_is_of_a_size'),
        ),
        migrations.AddField(
            model_name='articleplacement',
            name='sound',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='articles.sound'),
        ),
        migrations.AddField(
            model_name='editionplacement',
            name='sound',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='articles.sound'),
        ),
        migrations.AddConstraint(
            model_name='articleplacement',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('document__isnull', True), ('linked__isnull', True), ('picture__isnull', False), ('poll__isnull', True), ('sound__isnull', True), ('video__isnull', True)), models.Q(('document__isnull', True), ('linked__isnull', True), ('picture__isnull', True), ('poll__isnull', False), ('sound__isnull', True), ('video__isnull', True)), models.Q(('document__isnull', True), ('linked__isnull', True), ('picture__isnull', True), ('poll__isnull', True), ('sound__isnull', True), ('video__isnull', False)), models.Q(('document__isnull', True), ('linked__isnull', False), ('picture__isnull', True), ('poll__isnull', True), ('sound__isnull', True), ('video__isnull', True)), models.Q(('document__isnull', False), ('linked__isnull', True), ('picture__isnull', True), ('poll__isnull', True), ('sound__isnull', True), ('video__isnull', True)), models.Q(('document__isnull', True), ('linked__isnull', True), ('picture__isnull', True), ('poll__isnull', True), ('sound__isnull', False), ('video__isnull', True)), _connector='OR'), name='articleplacement_shows_one_thing'),
        ),
        migrations.AddConstraint(
            model_name='editionplacement',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('document__isnull', True), ('linked__isnull', True), ('picture__isnull', False), ('poll__isnull', True), ('sound__isnull', True), ('video__isnull', True)), models.Q(('document__isnull', True), ('linked__isnull', True), ('picture__isnull', True), ('poll__isnull', False), ('sound__isnull', True), ('video__isnull', True)), models.Q(('document__isnull', True), ('linked__isnull', True), ('picture__isnull', True), ('poll__isnull', True), ('sound__isnull', True), ('video__isnull', False)), models.Q(('document__isnull', True), ('linked__isnull', False), ('picture__isnull', True), ('poll__isnull', True), ('sound__isnull', True), ('video__isnull', True)), models.Q(('document__isnull', False), ('linked__isnull', True), ('picture__isnull', True), ('poll__isnull', True), ('sound__isnull', True), ('video__isnull', True)), models.Q(('document__isnull', True), ('linked__isnull', True), ('picture__isnull', True), ('poll__isnull', True), ('sound__isnull', False), ('video__isnull', True)), _connector='OR'), name='editionplacement_shows_one_thing'),
        ),
    ]
