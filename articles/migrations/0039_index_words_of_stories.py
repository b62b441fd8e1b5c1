"""Search looks up folded words: by FTS5 on SQLite, and by a vector with a GIN index on PostgreSQL."""

import django.db.models.deletion
from django.db import migrations, models

COLUMNS = ("headline", "standfirst", "people", "body", "marks")
NAMES = ", ".join(COLUMNS)
# The index holds no text of its own, so it has to be told what stood in a row that goes. Triggers do that whoever
# deletes it. What is folded is ASCII, or a sign that parts no words: the tokenizer has nothing to decide.
SQLITE = [
    f"""CREATE VIRTUAL TABLE articles_searchwords USING fts5({NAMES},
        content='articles_searchentry', content_rowid='key', tokenize='ascii', columnsize=0)""",
    f"""CREATE TRIGGER articles_searchentry_indexed AFTER INSERT ON articles_searchentry BEGIN
        INSERT INTO articles_searchwords (rowid, {NAMES}) VALUES (NEW.key, {", ".join(f"NEW.{c}" for c in COLUMNS)});
        END""",
    f"""CREATE TRIGGER articles_searchentry_forgotten AFTER DELETE ON articles_searchentry BEGIN
        INSERT INTO articles_searchwords (articles_searchwords, rowid, {NAMES})
        VALUES ('delete', OLD.key, {", ".join(f"OLD.{c}" for c in COLUMNS)}); END""",
]
POSTGRESQL = [
    "ALTER TABLE articles_searchentry ADD COLUMN words tsvector",
    """CREATE INDEX articles_searchentry_words ON articles_searchentry USING GIN (words)
       WITH (fastupdate = on, gin_pending_list_limit = 256)""",
]


def make_index(apps, schema_editor):
    for statement in SQLITE if schema_editor.connection.vendor == "sqlite" else POSTGRESQL:
        schema_editor.execute(statement)


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0038_guard_pictures_that_readers_see'),
    ]

    operations = [
        migrations.CreateModel(
            name='SearchEntry',
            fields=[
                ('key', models.BigAutoField(primary_key=True, serialize=False)),
                ('headline', models.TextField()),
                ('standfirst', models.TextField()),
                ('people', models.TextField()),
                ('body', models.TextField()),
                ('marks', models.TextField()),
                ('fold', models.PositiveSmallIntegerField()),
                ('article', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='articles.article')),
                ('edition', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='search_entry', to='articles.edition')),
            ],
            options={
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='SearchWord',
            fields=[
                ('word', models.CharField(max_length=40, primary_key=True, serialize=False)),
                ('shown', models.CharField(max_length=60)),
                ('seen', models.PositiveSmallIntegerField()),
            ],
            options={
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='SearchSlip',
            fields=[
                ('slip', models.CharField(max_length=40)),
                ('word', models.CharField(max_length=40)),
                ('pk', models.CompositePrimaryKey('slip', 'word', blank=True, editable=False, primary_key=True, serialize=False)),
            ],
            options={
                'default_permissions': (),
            },
        ),
        migrations.RunPython(make_index, migrations.RunPython.noop),
    ]
