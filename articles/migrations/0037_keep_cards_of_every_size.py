
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0036_keep_pages_ready'),
    ]

    operations = [
        migrations.AddField(
            model_name='readycard',
            name='cursor',
            field=models.CharField(default='', max_length=40),
        ),
        migrations.AddField(
            model_name='readycard',
            name='first',
            field=models.TextField(default=''),
        ),
        migrations.AddField(
            model_name='readycard',
            name='is_pictured',
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name='readycard',
            name='lead',
            field=models.TextField(default=''),
        ),
        migrations.AddField(
            model_name='readycard',
            name='line',
            field=models.TextField(default=''),
        ),
    ]
