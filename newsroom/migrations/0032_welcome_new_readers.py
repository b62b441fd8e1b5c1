"""What a letter mails to whoever confirms it."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("newsroom", "0031_give_places_a_picture"),
    ]

    operations = [
        migrations.AddField(
            model_name='newsletter',
            name='welcome',
            field=models.TextField(blank=True, db_default='', help_text='Mailed once to whoever confirms, with the newest issue. Empty: nothing is mailed.', max_length=1000, verbose_name='welcome'),
        ),
    ]
