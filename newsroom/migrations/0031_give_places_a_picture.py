"""A pinned story of a letter may have another picture there."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0056_keep_embeds'),
        ("newsroom", "0030_add_shift_notes"),
        ('polls', '0013_keep_polls_counted_elsewhere'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='issueslot',
            name='issue_slot_words_need_a_story',
        ),
        migrations.AddField(
            model_name='issueslot',
            name='picture',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='articles.picture', verbose_name='own picture'),
        ),
        migrations.AddConstraint(
            model_name='issueslot',
            constraint=models.CheckConstraint(condition=models.Q(('article__isnull', False), models.Q(('headline', ''), ('picture', None), ('words', '')), _connector='OR'), name='issue_slot_words_need_a_story'),
        ),
    ]
