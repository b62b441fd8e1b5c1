"""A running story says when readers got something else of its entries: maps of the site tell it."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0075_bring_documents_and_sounds'),
    ]

    operations = [
        migrations.AddField(
            model_name='runningstory',
            name='changed_at',
            field=models.DateTimeField(null=True),
        ),
    ]
