"""Authors and topics list their stories by date in a table of its own, which an index keeps in that order."""

import django.db.models.deletion
from django.db import migrations, models
from django.utils import timezone

LIST = """
INSERT INTO {listing} (edition_id, {subject}_id, first_published_at)
SELECT DISTINCT edition.id, tie.{subject}_id, edition.first_published_at
FROM {ties} tie JOIN articles_edition edition ON edition.id = tie.edition_id
WHERE edition.ends_at IS NULL OR edition.ends_at > %s
"""


def list_editions(apps, schema_editor):
    """In the database itself: there can be millions."""
    now = timezone.now()
    for subject, ties in (("author", "articles_editionbyline"), ("topic", "articles_edition_topics")):
        with schema_editor.connection.cursor() as cursor:
            cursor.execute(LIST.format(listing=f"articles_{subject}listing", subject=subject, ties=ties), [now])


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0033_rank_readers_in_the_database'),
    ]

    operations = [
        migrations.CreateModel(
            name='AuthorListing',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('first_published_at', models.DateTimeField()),
                ('author', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='articles.author')),
                ('edition', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='articles.edition')),
            ],
            options={
                'abstract': False,
                'default_permissions': (),
                'indexes': [models.Index(fields=['author', '-first_published_at', '-edition'], name='author_listing_newest')],
                'constraints': [models.UniqueConstraint(fields=('edition', 'author'), name='author_listing_once')],
            },
        ),
        migrations.CreateModel(
            name='TopicListing',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('first_published_at', models.DateTimeField()),
                ('edition', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='articles.edition')),
                ('topic', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='articles.topic')),
            ],
            options={
                'abstract': False,
                'default_permissions': (),
                'indexes': [models.Index(fields=['topic', '-first_published_at', '-edition'], name='topic_listing_newest')],
                'constraints': [models.UniqueConstraint(fields=('edition', 'topic'), name='topic_listing_once')],
            },
        ),
        migrations.RunPython(list_editions, migrations.RunPython.noop),
    ]
