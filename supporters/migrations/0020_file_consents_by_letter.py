"""A consent says which letter it is about."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('supporters', '0019_use_the_words_of_the_desk'),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name='consentrecord',
            name='consent_newest',
        ),
        migrations.AddField(
            model_name='consentrecord',
            name='topic',
            field=models.SlugField(blank=True, db_default='', db_index=False, default='', max_length=60, verbose_name='letter'),
        ),
        migrations.AddField(
            model_name='consentwording',
            name='topic',
            field=models.SlugField(blank=True, db_default='', db_index=False, default='', editable=False, max_length=60, verbose_name='letter'),
        ),
        migrations.AlterField(
            model_name='consentrecord',
            name='method',
            field=models.CharField(choices=[('page', 'Box on the contribution page'), ('link', 'Link in a mail'), ('own', 'Supporter’s own page'), ('staff', 'Staff'), ('letter', 'Form for a letter'), ('import', 'List that was brought in')], max_length=10, verbose_name='how'),
        ),
        migrations.AddIndex(
            model_name='consentrecord',
            index=models.Index(fields=['supporter', 'topic', '-at', '-id'], name='consent_newest'),
        ),
    ]
