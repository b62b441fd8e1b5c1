"""The version before runs on the tables of the new one, as docs/operations.md says under "Upgrading"."""

import pytest
from django.db import connection, connections, migrations, models
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ModelState, ProjectState
from django.db.models.functions import Lower

from common.add_index import AddIndexWhileWritten
from newsroom.tests.backup.test_backup_postgresql import paper_at
from newsroom.tests.database.migration_rules import faults_of
from newsroom.tests.source import APPS

# The newest migration of each app when the rules began. Whatever comes after it keeps to them.
BASELINE = {
    "articles": "0037_keep_cards_of_every_size",
    "newsroom": "0004_note_what_was_purged",
    "polls": "0010_name_things_as_the_trade_does",
    "supporters": "0019_use_the_words_of_the_desk",
}
INDEX = models.Index(fields=["words"], name="by_words")
POSITIVE = models.CheckConstraint(condition=models.Q(count__gt=0), name="positive")


def field(kind=models.IntegerField, **options):
    return kind(**options)


REFUSED = {
    "removes a table": migrations.DeleteModel("Note"),
    "renames a table": migrations.RenameModel("Note", "Remark"),
    "gives a table another name": migrations.AlterModelTable("note", "remarks"),
    "removes a column": migrations.RemoveField("note", "words"),
    "renames a column": migrations.RenameField("note", "words", "text"),
    "adds a column that must be filled": migrations.AddField("note", "size", field()),
    "adds one whose default the database does not know": migrations.AddField("note", "size", field(default=0)),
    "demands a column": migrations.AlterField("note", "count", field()),
    "changes a type": migrations.AlterField("note", "count", field(models.TextField, null=True)),
    "shortens words": migrations.AlterField("note", "words", field(models.CharField, max_length=10)),
    "makes it unique": migrations.AlterField("note", "words", field(models.CharField, unique=True, max_length=50)),
    "adds an index to a large table": migrations.AddIndex("article", INDEX),
    "adds an indexed column to a large table": migrations.AddField("article", "size", field(null=True, db_index=True)),
    "adds a constraint to a large table": migrations.AddConstraint("article", POSITIVE),
    "adds an index in a transaction": AddIndexWhileWritten("article", INDEX),
    "removes by SQL": migrations.RunSQL("ALTER TABLE notes DROP COLUMN words"),
    "renames by SQL": migrations.RunSQL(["ALTER TABLE notes RENAME TO remarks"]),
    "locks by SQL": migrations.RunSQL([("CREATE UNIQUE INDEX x ON notes (words)", None)]),
    "hides a removal": migrations.SeparateDatabaseAndState([migrations.RemoveField("note", "words")]),
}
ALLOWED = {
    "makes a table": migrations.CreateModel("Other", [("id", field(primary_key=True))]),
    "adds a column that may be empty": migrations.AddField("note", "size", field(null=True)),
    "adds a column that the database fills": migrations.AddField("note", "size", field(db_default=0)),
    "lets a column be empty": migrations.AlterField("note", "size", field(null=True)),
    "lengthens words": migrations.AlterField("note", "words", field(models.CharField, max_length=90)),
    "adds an index to a small table": migrations.AddIndex("note", INDEX),
    "adds a constraint to a small table": migrations.AddConstraint("note", POSITIVE),
    "makes a table with its index by SQL": migrations.RunSQL("CREATE TABLE x (y int); CREATE INDEX z ON x (y)"),
    "removes an index": migrations.RunSQL("DROP INDEX x"),
    "moves rows": migrations.RunPython(migrations.RunPython.noop),
    "derives a column": migrations.AddField(
        "note",
        "folded",
        models.GeneratedField(expression=Lower("words"), output_field=models.CharField(max_length=50), db_persist=True),
    ),
}


def migration(*operations, **facts):
    made = migrations.Migration("0040_try", "articles")
    made.operations = list(operations)
    for name, value in facts.items():
        setattr(made, name, value)
    return made


def state():
    columns = [
        ("id", models.BigAutoField(primary_key=True)),
        ("words", models.CharField(max_length=50)),
        ("count", models.IntegerField(null=True)),
        ("size", models.IntegerField()),
    ]
    found = ProjectState()
    for name in ("Note", "Article"):
        fields = [(field, made.clone()) for field, made in columns if (name, field) != ("Article", "size")]
        found.add_model(ModelState("articles", name, fields))
    return found


def faults(*operations, **facts):
    return list(faults_of(migration(*operations, **facts), state()))


def new_migrations():
    loader = MigrationLoader(None)
    for (app, name), found in sorted(loader.disk_migrations.items()):
        if app in APPS and name > BASELINE[app]:
            yield found, loader.project_state((app, name), at_end=False)


@pytest.mark.at_length
def test_every_migration_since_the_baseline_lets_the_version_before_run():
    loader = MigrationLoader(None)
    assert set(BASELINE.items()) <= set(loader.disk_migrations), "the baseline is of migrations that there are"

    assert {str(found): wrong for found, before in new_migrations() if (wrong := list(faults_of(found, before)))} == {}


@pytest.mark.parametrize("case", REFUSED)
def test_a_migration_is_refused_that(case):
    assert len(faults(REFUSED[case])) == 1


@pytest.mark.parametrize("case", ALLOWED)
def test_a_migration_is_allowed_that(case):
    assert faults(ALLOWED[case]) == []


def test_a_removal_is_allowed_once_it_has_waited_for_a_release():
    remove = migrations.RemoveField("note", "words")

    assert faults(remove, removes_after="0039_stop_using_words") == []
    assert len(faults(remove, removes_after="0040_try")) == 1


def test_a_lock_is_allowed_with_its_reason():
    assert faults(migrations.AddIndex("article", INDEX), locks_because="The column is of this release.") == []


def test_rows_are_moved_in_a_migration_of_their_own():
    move = migrations.RunPython(migrations.RunPython.noop)
    add = migrations.AddField("note", "colour", field(null=True))
    make = migrations.CreateModel("Other", [("id", field(primary_key=True))])

    assert faults(move, add) == ["moves rows and changes tables: two migrations"]
    assert faults(make, move) == []


def test_what_is_made_in_the_same_migration_may_be_shaped_there():
    make = migrations.CreateModel("Other", [("id", field(primary_key=True)), ("words", models.TextField())])

    assert faults(make, migrations.AddField("other", "size", field())) == []


def change(editor, operation, *, forwards=True):
    before, after = state(), state()
    operation.state_forwards("articles", after)
    if forwards:
        operation.database_forwards("articles", editor, before, after)
    else:
        operation.database_backwards("articles", editor, after, before)


def indexes_of(connection):
    with connection.cursor() as cursor:
        return connection.introspection.get_constraints(cursor, "articles_note")


@pytest.fixture
def database(postgresql_database_url, tmp_path, django_db_blocker):
    """A connection to PostgreSQL that Django knows by its name."""
    found = paper_at(postgresql_database_url, tmp_path / "paper", tmp_path / "backups").connection
    connections[found.alias] = found
    with django_db_blocker.unblock():
        yield found
        found.close()
    del connections[found.alias]


@pytest.mark.postgresql
def test_an_index_is_made_on_postgresql_after_a_broken_try_and_goes(database):
    add = AddIndexWhileWritten("note", INDEX)
    with database.schema_editor(atomic=False) as editor:
        editor.create_model(state().apps.get_model("articles", "Note"))
        editor.execute("CREATE INDEX by_words ON articles_note (count)")  # as a broken try leaves the name behind

        change(editor, add)
        made = indexes_of(database)["by_words"]["columns"]
        change(editor, add, forwards=False)
        left = indexes_of(database)

    assert made == ["words"]
    assert "by_words" not in left


@pytest.mark.django_db(transaction=True)
def test_an_index_is_made_on_sqlite_and_goes():
    add = AddIndexWhileWritten("note", INDEX)
    note = state().apps.get_model("articles", "Note")
    with connection.schema_editor() as editor:
        editor.create_model(note)
        change(editor, add)
        made = indexes_of(connection)["by_words"]["columns"]
        change(editor, add, forwards=False)
        left = indexes_of(connection)
        editor.delete_model(note)

    assert made == ["words"]
    assert "by_words" not in left
