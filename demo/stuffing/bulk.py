"""INSERT … SELECT into a model's table, in words that SQLite and PostgreSQL share."""

from django.core.management.color import no_style
from django.db import connection, models

MOMENT = {"sqlite": "datetime({}, 'unixepoch')", "postgresql": "to_timestamp({})"}
UUID = {"sqlite": "printf('%%032x', {})", "postgresql": "lpad(to_hex({}), 32, '0')::uuid"}


def moment(seconds: str) -> str:
    """SQL for the moment that lies so many seconds after 1970."""
    return MOMENT[connection.vendor].format(seconds)


def uuid_of(number: str) -> str:
    return UUID[connection.vendor].format(number)


def run(sql: str, parameters=()) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)


def insert(model: type[models.Model], source: str, **columns: str) -> None:
    """A row of the model for each row of `source`, from SQL for some columns and the fields' defaults for the rest."""
    names, values, parameters = [], [], []
    for field in model._meta.concrete_fields:
        expression = columns.pop(field.column, None)
        if expression is None and field.primary_key:
            continue
        names.append(connection.ops.quote_name(field.column))
        default = None if expression else field.get_db_prep_save(field.get_default(), connection)
        if expression is None and default is not None:
            parameters.append(default)
            expression = "%s"
        values.append(expression or "NULL")
    if columns:
        raise ValueError(f"{model.__name__} has no column {', '.join(columns)}.")
    table = connection.ops.quote_name(model._meta.db_table)
    run(f"INSERT INTO {table} ({', '.join(names)}) SELECT {', '.join(values)} FROM {source}", parameters)  # noqa: S608


def make_table(name: str, columns: str, rows) -> None:
    """A table for this connection alone, with rows of ours."""
    run(f"DROP TABLE IF EXISTS {name}")
    run(f"CREATE TEMPORARY TABLE {name} ({columns})")
    marks = ", ".join(["%s"] * (columns.count(",") + 1))
    with connection.cursor() as cursor:
        cursor.executemany(f"INSERT INTO {name} VALUES ({marks})", rows)  # noqa: S608 - a name of ours


def count_on(*tables: type[models.Model]) -> None:
    """Let the next row of each table get a number that is free: these were numbered by us."""
    for sql in connection.ops.sequence_reset_sql(no_style(), tables):
        run(sql)


def look_at_sizes() -> None:
    """Let the database plan by how much there is now.

    Not for the tables behind SQLite's full-text index: they are empty so far, and with that on record each merge in the
    index would read the whole of it.
    """
    for table in connection.introspection.table_names():
        if not table.startswith("articles_searchwords"):
            run(f"ANALYZE {connection.ops.quote_name(table)}")
