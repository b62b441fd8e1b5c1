"""Another picture for where a story is shared."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from common.add_index import AddIndexWhileWritten


class Migration(migrations.Migration):
    atomic = False

    dependencies = [
        ("articles", "0062_let_entries_hold_files"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='article',
            name='social_picture',
            field=models.ForeignKey(blank=True, db_index=False, help_text='Left empty, it is the lead picture.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='shared_%(class)ss', to='articles.picture', verbose_name='picture where it is shared'),
        ),
        migrations.AddField(
            model_name='edition',
            name='social_picture',
            field=models.ForeignKey(blank=True, db_index=False, help_text='Left empty, it is the lead picture.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='shared_%(class)ss', to='articles.picture', verbose_name='picture where it is shared'),
        ),
        AddIndexWhileWritten(
            model_name='article',
            index=models.Index(condition=models.Q(('social_picture', None), _negated=True), fields=['social_picture'], name='article_shared'),
        ),
        AddIndexWhileWritten(
            model_name='edition',
            index=models.Index(condition=models.Q(('social_picture', None), _negated=True), fields=['social_picture'], name='edition_shared'),
        ),
    ]
