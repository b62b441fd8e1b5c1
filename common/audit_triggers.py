"""The triggers that write the audit log. They are made after every migration: SQLite loses them with a table.

SQLite keeps each of them parsed in the memory of each connection, so there they say as little as they can: what all
of them ask for is a view.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from common.triggers import keep_only, named

PREFIX = "audit_"
FUNCTIONS = Path(__file__).with_name("audit_functions.sql")  # of PostgreSQL
VERBS = {"INSERT": "add", "UPDATE": "change", "DELETE": "delete"}
SQLITE = """CREATE TRIGGER {name} AFTER {event} ON {table} WHEN {condition} BEGIN
INSERT INTO newsroom_audit (id, line) SELECT last + 1, audit_line(last, line,
'{verb}', '{table}', {row}.{key}, '{columns}', '{hidden}', {values}) FROM audit_last; END"""
SQLITE_LAST = """CREATE VIEW IF NOT EXISTS audit_last AS SELECT COALESCE(MAX(id), 0) AS last,
(SELECT line FROM newsroom_audit ORDER BY id DESC LIMIT 1) AS line FROM newsroom_audit"""
# At the commit, and after the row that every public change locks last: two transactions never wait for each other.
POSTGRESQL = """CREATE CONSTRAINT TRIGGER {name} AFTER INSERT OR UPDATE OR DELETE ON {table}
DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN ({condition})
EXECUTE FUNCTION newsroom_audit_change('{key}', '{ignored}', '{hidden}')"""
INSTALLED = {
    "sqlite": "SELECT name, tbl_name, sql FROM sqlite_master WHERE type = 'trigger' AND name GLOB 'audit_*'",
    "postgresql": "SELECT tgname, relname, CASE tgenabled WHEN 'D' THEN '' ELSE pg_get_triggerdef(pg_trigger.oid) END "
    "FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid "
    "WHERE tgname LIKE 'audit~_%' ESCAPE '~' AND relnamespace = current_schema()::regnamespace",
}


@dataclass(frozen=True)
class Audited:
    """A table whose changes are written down. Of hidden columns the log says that they changed, and never the value."""

    table: str
    hidden: tuple[str, ...] = ()
    ignored: tuple[str, ...] = ()  # columns that follow from others, or move with each visit
    shown: tuple[str, ...] | None = None  # the only columns that are not hidden
    always: bool = False  # whoever changes it, also where nobody is known to act

    def statements(self, connection) -> dict[str, str]:
        """SQL by the name of the trigger that it makes, a name that is another one when the SQL is."""
        with connection.cursor() as cursor:
            key = connection.introspection.get_primary_key_column(cursor, self.table)
            columns = [column.name for column in connection.introspection.get_table_description(cursor, self.table)]
        columns = [name for name in columns if name not in self.ignored]
        hidden = [name for name in columns if name != key and self._is_hidden(name)]
        words = {"table": self.table, "key": key, "hidden": ",".join(hidden), "columns": ",".join(columns)}
        if connection.vendor == "postgresql":
            asks = "TRUE" if self.always else "current_setting('newsroom.audit_actor', true) IS DISTINCT FROM ''"
            words |= {"ignored": ",".join(self.ignored), "condition": asks}
            return named(PREFIX, POSTGRESQL, words, "all")
        return {name: sql for event in VERBS for name, sql in self._sqlite(event, columns, words).items()}

    def _is_hidden(self, column):
        return column in self.hidden or (self.shown is not None and column not in self.shown)

    def _sqlite(self, event, columns, words):
        rows = {"INSERT": ["NEW"], "UPDATE": ["OLD", "NEW"], "DELETE": ["OLD"]}[event]
        values = [f'{row}."{name}"' for row in rows for name in columns]
        asks = f"audit_acts('{self.table}')"
        conditions = [f"{asks} IS NOT NULL" if self.always else asks]
        if event == "UPDATE":
            conditions.append("(" + " OR ".join(f'OLD."{name}" IS NOT NEW."{name}"' for name in columns) + ")")
        words |= {"event": event, "verb": VERBS[event], "row": rows[-1], "values": ", ".join(values)}
        words["condition"] = " AND ".join(conditions)
        return named(PREFIX, SQLITE, words, event.lower())


def install(connection, tables: Iterable[Audited]) -> None:
    """Make the triggers that are missing and drop those that are no longer asked for."""
    wanted = {name: sql for each in tables for name, sql in each.statements(connection).items()}
    with connection.cursor() as cursor:
        cursor.execute(SQLITE_LAST if connection.vendor == "sqlite" else FUNCTIONS.read_text(encoding="utf-8"))
        cursor.execute(INSTALLED[connection.vendor])
        present = {name: table for name, table, _sql in cursor.fetchall()}
    keep_only(wanted, present=present, connection=connection)


def drop(connection) -> None:
    """Take all of them away. SQLite does not let a column go that one of them names."""
    install(connection, [])
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("DROP VIEW audit_last")


def missing(connection, tables: Iterable[Audited]) -> list[str]:
    """The tables of which a trigger is gone, switched off, or another one under its name."""
    with connection.cursor() as cursor:
        cursor.execute(INSTALLED[connection.vendor])
        present = {name: sql for name, _table, sql in cursor.fetchall()}
    return [each.table for each in tables if not _stands(each.statements(connection), present, connection.vendor)]


def _stands(wanted, present, vendor):
    """PostgreSQL spells a trigger in its own way, so that only its name can be compared."""
    return all(present.get(name) == sql if vendor == "sqlite" else present.get(name) for name, sql in wanted.items())
