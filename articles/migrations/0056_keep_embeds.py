"""What other sites say of their things is written once: whether those are still there is all that changes."""

import django.utils.timezone
from django.db import migrations, models

from common.append_only import keep_rows


class Migration(migrations.Migration):

    dependencies = [("articles", "0055_add_house_style")]

    operations = [
        migrations.CreateModel(
            name='Embed',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('address', models.CharField(max_length=700, unique=True, verbose_name='address')),
                ('provider', models.CharField(max_length=100, verbose_name='provider')),
                ('title', models.CharField(blank=True, max_length=300, verbose_name='title')),
                ('author', models.CharField(blank=True, max_length=200, verbose_name='author')),
                ('text', models.TextField(blank=True, verbose_name='text')),
                ('day', models.DateField(blank=True, null=True, verbose_name='date')),
                ('question', models.CharField(max_length=2000, verbose_name='address that tells of it')),
                ('asked_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='asked')),
                ('looked_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='looked for')),
                ('gone_since', models.DateTimeField(blank=True, null=True, verbose_name='gone since')),
                ('editions', models.ManyToManyField(related_name='embeds', to='articles.edition', verbose_name='editions')),
            ],
            options={
                'verbose_name': 'embed',
                'verbose_name_plural': 'embeds',
                'default_permissions': (),
                'indexes': [models.Index(fields=['looked_at', 'id'], name='embed_looked_at'), models.Index(condition=models.Q(('gone_since__isnull', False)), fields=['gone_since'], name='embed_gone')],
                'constraints': [models.CheckConstraint(condition=models.Q(('address__startswith', 'https://'), ('address__startswith', 'http://'), _connector='OR'), name='embed_is_of_the_web'), models.CheckConstraint(condition=models.Q(('provider', ''), _negated=True), name='embed_names_its_provider'), models.CheckConstraint(condition=models.Q(('author', ''), ('text', ''), ('title', ''), _negated=True), name='embed_says_something'), models.CheckConstraint(condition=models.Q(('gone_since', None), ('gone_since__lte', models.F('looked_at')), _connector='OR'), name='embed_was_found_gone_by_looking')],
            },
        ),
        keep_rows(
            "articles_embed",
            columns=["address", "provider", "title", "author", "text", "day", "question", "asked_at"],
        ),
    ]
