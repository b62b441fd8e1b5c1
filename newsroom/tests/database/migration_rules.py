"""What a migration may not do, so that the version before runs on the tables of the new one and no reader waits long.

A migration says in its class that it knows better: `removes_after` names the migration since whose release nothing uses
what goes; `locks_because` gives the reason why a lock on a large table is short.
"""

import re
from collections.abc import Iterator

from django.db import migrations, models
from django.db.backends.postgresql.base import DatabaseWrapper
from django.db.migrations.state import ProjectState

from common.add_index import AddIndexWhileWritten

# Tables that grow with the archive or with readers: what locks one of them for a scan stops the paper.
LARGE = {
    *(f"articles.{name}" for name in ("article", "edition", "byline", "editionbyline", "editionplacement")),
    *(f"articles.{name}" for name in ("articleplacement", "picture", "readhour", "readmark", "stagemove")),
    *(f"articles.{name}" for name in ("authorlisting", "topiclisting", "searchentry")),
    *(f"polls.{name}" for name in ("ballot", "mark", "receipt", "networkhour", "firstclick")),
    *(f"supporters.{name}" for name in ("payment", "providerevent", "outboxmail", "pledgelog")),
}
REMOVALS = (
    migrations.DeleteModel,
    migrations.RemoveField,
    migrations.RenameModel,
    migrations.RenameField,
    migrations.AlterModelTable,
)
SQL_REMOVES = re.compile(r"\bDROP\s+(TABLE|COLUMN)\b|\bRENAME\b", re.I)
SQL_LOCKS = re.compile(
    r"\bSET\s+NOT\s+NULL\b|\bALTER\s+COLUMN\b.*\bTYPE\b|\bCREATE\s+(UNIQUE\s+)?INDEX\s+(?!CONCUR)", re.I
)
SQL_MAKES = re.compile(r"\bCREATE\s+TABLE\b", re.I)
POSTGRESQL = DatabaseWrapper({"NAME": "none", "OPTIONS": {}, "TIME_ZONE": None}, "rules")  # asked for types alone


def faults_of(migration: migrations.Migration, state: ProjectState) -> Iterator[str]:
    """What is wrong with it, given the models as they are before it."""
    operations = list(_flat(migration.operations))
    made = {op.name_lower for op in operations if isinstance(op, migrations.CreateModel)}
    for operation in operations:
        if getattr(operation, "model_name_lower", None) not in made:
            yield from _faults(operation, migration, state)
        operation.state_forwards(migration.app_label, state)
    changes = [op for op in operations if not isinstance(op, migrations.RunPython | migrations.CreateModel)]
    if any(isinstance(op, migrations.RunPython) for op in operations) and not all(map(_only_makes, changes)):
        yield "moves rows and changes tables: two migrations"


def _flat(operations):
    for operation in operations:
        if isinstance(operation, migrations.SeparateDatabaseAndState):
            yield from _flat(operation.database_operations)
        else:
            yield operation


def _only_makes(operation):
    return isinstance(operation, migrations.RunSQL) and SQL_MAKES.search(_sql(operation)) is not None


def _faults(operation, migration, state):
    said = operation.describe()
    is_large = f"{migration.app_label}.{getattr(operation, 'model_name_lower', '')}" in LARGE
    may_lock = bool(getattr(migration, "locks_because", ""))
    if isinstance(operation, REMOVALS):
        if not _has_waited(migration):
            yield f"{said}: the version before still uses it"
    elif isinstance(operation, migrations.AddField):
        yield from _added(operation.field, said, is_large and not may_lock)
    elif isinstance(operation, migrations.AlterField):
        before = state.models[migration.app_label, operation.model_name_lower].fields[operation.name]
        yield from _altered(before, operation.field, said)
    elif isinstance(operation, migrations.AddIndex):
        if isinstance(operation, AddIndexWhileWritten) and migration.atomic:
            yield f"{said}: needs atomic = False"
        if type(operation) is migrations.AddIndex and is_large and not may_lock:
            yield f"{said}: nobody can write meanwhile, use AddIndexWhileWritten"
    elif isinstance(operation, migrations.AddConstraint) and is_large and not may_lock:
        yield f"{said}: nobody can write while all rows are looked at"
    elif isinstance(operation, migrations.RunSQL):
        yield from _written(_sql(operation), migration, may_lock)


def _has_waited(migration):
    since = getattr(migration, "removes_after", "")
    return bool(since) and since < migration.name


def _added(field, said, is_guarded):
    if isinstance(field, models.ManyToManyField | models.GeneratedField):
        return
    if not field.null and field.db_default is models.NOT_PROVIDED:
        yield f"{said}: the version before leaves it out and cannot write any more, use null or db_default"
    if is_guarded and (field.unique or field.db_index):
        yield f"{said}: nobody can write while its index is made"


def _altered(before, after, said):
    if before.null and not after.null:
        yield f"{said}: the version before may still leave it empty"
    if not before.unique and after.unique:
        yield f"{said}: nobody can write while its index is made"
    types = [_type_of(field) for field in (before, after)]
    if types[0] != types[1] and not _is_wider(before, after):
        yield f"{said}: {types[0]} becomes {types[1]}"


def _type_of(field):
    return None if field.is_relation else field.db_type(POSTGRESQL)


def _is_wider(before, after):
    longest = [getattr(field, "max_length", None) for field in (before, after)]
    are_words = all(isinstance(field, models.CharField | models.TextField) for field in (before, after))
    return are_words and longest[0] is not None and (longest[1] is None or longest[1] >= longest[0])


def _sql(operation):
    statements = operation.sql if isinstance(operation.sql, list | tuple) else [operation.sql]
    return "; ".join(one if isinstance(one, str) else one[0] for one in statements)


def _written(sql, migration, may_lock):
    if SQL_REMOVES.search(sql) and not _has_waited(migration):
        yield "SQL removes or renames what the version before still uses"
    if SQL_LOCKS.search(sql) and not SQL_MAKES.search(sql) and not may_lock:
        yield "SQL locks a table for as long as it takes to read it"
