"""The triggers that move the site's number. They are made after every migration: SQLite loses them with a table.

SQLite keeps each of them parsed in the memory of each connection, so there those of tables say only what moved, to a
view, and one trigger of that view does the rest.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from common.triggers import keep_only, named

PREFIX = "site_moves_"
OPERATIONS = ("INSERT", "UPDATE", "DELETE")
SQLITE = """CREATE TRIGGER {name} AFTER {event} ON {table} WHEN {condition} BEGIN
INSERT INTO site_moved VALUES ({scope}); END"""
SQLITE_VIEW = "CREATE VIEW IF NOT EXISTS site_moved AS SELECT NULL AS scope"
SQLITE_OF_VIEW = """CREATE TRIGGER {name} INSTEAD OF INSERT ON site_moved BEGIN
UPDATE site_version SET number = number + 1;
INSERT INTO site_scope (scope, number) VALUES (NEW.scope, (SELECT number FROM site_version))
ON CONFLICT (scope) DO UPDATE SET number = excluded.number; END"""
# At the commit, so that the one row of the site is held for a moment and is always the last that is locked. It moves
# once a transaction: each move leaves a dead row, and the next one would look through all of them.
POSTGRESQL = """CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
UPDATE site_version SET number = number + 1 WHERE xmin <> pg_current_xact_id()::xid;
INSERT INTO site_scope AS known (scope, number) VALUES ({scope}, (SELECT number FROM site_version))
ON CONFLICT (scope) DO UPDATE SET number = excluded.number WHERE known.number < excluded.number;
RETURN NULL; END $$;
CREATE CONSTRAINT TRIGGER {name} AFTER {event} ON {table} DEFERRABLE INITIALLY DEFERRED
FOR EACH ROW WHEN ({condition}) EXECUTE FUNCTION {name}()"""
INSTALLED = {
    "sqlite": "SELECT name, tbl_name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'site_moves_%'",
    "postgresql": "SELECT tgname, relname FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid "
    "WHERE tgname LIKE 'site_moves_%' AND relnamespace = current_schema()::regnamespace",
}


@dataclass(frozen=True)
class Moves:
    """That a change of a table's rows moves a scope, which is SQL over `{row}`; so is `when`. Columns limit updates."""

    table: str
    scope: str = "'site'"
    operations: tuple[str, ...] = OPERATIONS
    columns: tuple[str, ...] = ()
    when: str = "TRUE"

    def statements(self, vendor: str) -> dict[str, str]:
        """SQL by the name of the trigger that it makes, a name that is another one when the SQL is."""
        found = {}
        for operation in self.operations:
            row = "OLD" if operation == "DELETE" else "NEW"
            words = {"table": self.table, "event": operation, "scope": self.scope.format(row=row)}
            words["condition"] = self.when.format(row=row)
            if operation == "UPDATE" and self.columns:
                words["event"] = f"UPDATE OF {', '.join(self.columns)}"
                differs = "IS DISTINCT FROM" if vendor == "postgresql" else "IS NOT"
                words["condition"] = " OR ".join(f"OLD.{name} {differs} NEW.{name}" for name in self.columns)
            template = POSTGRESQL if vendor == "postgresql" else SQLITE
            found |= named(PREFIX, template, words, operation.lower())
        return found


def install(connection, moves: Iterable[Moves]) -> None:
    """Make the triggers that are missing and drop those that are no longer asked for."""
    wanted = {}
    for each in moves:
        wanted |= each.statements(connection.vendor)
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(SQLITE_VIEW)
            wanted |= named(PREFIX, SQLITE_OF_VIEW, {}, "all")
        cursor.execute(INSTALLED[connection.vendor])
        present = dict(cursor.fetchall())
    keep_only(wanted, present=present, connection=connection)
