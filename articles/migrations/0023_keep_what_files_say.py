"""What files say of themselves beyond caption, credit, alternative text and rights is kept beside the picture."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0022_fold_words_for_search'),
    ]

    operations = [
        migrations.AddField(
            model_name='picture',
            name='ai_prompt',
            field=models.TextField(blank=True, max_length=2000, verbose_name='AI prompt'),
        ),
        migrations.AddField(
            model_name='picture',
            name='ai_prompt_writer',
            field=models.CharField(blank=True, max_length=120, verbose_name='writer of the AI prompt'),
        ),
        migrations.AddField(
            model_name='picture',
            name='ai_system',
            field=models.CharField(blank=True, max_length=200, verbose_name='AI system'),
        ),
        migrations.AddField(
            model_name='picture',
            name='byline',
            field=models.CharField(blank=True, help_text='Who took it, where the credit names somebody else.', max_length=120, verbose_name='by-line'),
        ),
        migrations.AddField(
            model_name='picture',
            name='file_name',
            field=models.CharField(blank=True, editable=False, max_length=255, verbose_name='name of the file'),
        ),
        migrations.AddField(
            model_name='picture',
            name='headline',
            field=models.CharField(blank=True, max_length=200, verbose_name='headline'),
        ),
        migrations.AddField(
            model_name='picture',
            name='instructions',
            field=models.TextField(blank=True, max_length=1000, verbose_name='instructions'),
        ),
        migrations.AddField(
            model_name='picture',
            name='keywords',
            field=models.CharField(blank=True, help_text='Divided by commas.', max_length=1000, verbose_name='keywords'),
        ),
        migrations.AddField(
            model_name='picture',
            name='source_type',
            field=models.CharField(blank=True, choices=[('digitalCapture', 'Photograph'), ('computationalCapture', 'Photograph made of several exposures'), ('negativeFilm', 'Scan of a negative'), ('positiveFilm', 'Scan of a slide'), ('print', 'Scan of a print'), ('humanEdits', 'Photograph changed by hand'), ('minorHumanEdits', 'Photograph changed a little by hand'), ('algorithmicallyEnhanced', 'Photograph changed a little by a program'), ('composite', 'Composite'), ('compositeCapture', 'Composite of photographs'), ('digitalCreation', 'Drawn by a person'), ('digitalArt', 'Digital artwork'), ('dataDrivenMedia', 'Drawn from data'), ('algorithmicMedia', 'Made by a program without samples'), ('screenCapture', 'Picture of a screen'), ('virtualRecording', 'Recording of a virtual event'), ('trainedAlgorithmicMedia', 'Made with AI'), ('compositeWithTrainedAlgorithmicMedia', 'Photograph changed with AI'), ('compositeSynthetic', 'Composite with parts made with AI')], max_length=60, verbose_name='made as'),
        ),
        migrations.AddField(
            model_name='picture',
            name='usage_terms',
            field=models.TextField(blank=True, max_length=1000, verbose_name='terms of use'),
        ),
        migrations.AddField(
            model_name='picture',
            name='web_statement',
            field=models.URLField(blank=True, help_text='A page that says who may use the picture and how. Every copy of the picture names it.', max_length=500, verbose_name='address of the rights'),
        ),
    ]
