"""A page can offer something in return, and the card switch has its name."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('supporters', '0010_add_brake_notes_and_mailed_links'),
    ]

    operations = [
        migrations.AlterModelOptions(
            name='brakechange',
            options={'permissions': [('brake_cards', 'Can put card payments to rest and take them again')], 'verbose_name': 'change of the card switch', 'verbose_name_plural': 'card switch'},
        ),
        migrations.AddField(
            model_name='contributionpage',
            name='gives_benefits',
            field=models.BooleanField(default=False, help_text='Such as a mug or an event. A part of it may then be a sale with VAT: ask an accountant.', verbose_name='supporters get something in return'),
        ),
    ]
