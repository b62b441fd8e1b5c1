"""A backup's database beside the one in use: made, looked at, and put in its place in one step at the end."""

import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import copyfile

import psycopg
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.executor import MigrationExecutor
from psycopg.sql import SQL, Identifier

from newsroom.audit.tables import keep_audit_triggers
from newsroom.backup import postgresql, sqlite
from newsroom.backup.exchange import Exchange
from newsroom.backup.manifest import BackupFailed, Manifest
from newsroom.page_cache.changes import keep_triggers

HOUSE = "UPDATE site_version SET house = %s"  # whoever kept pages of the time before knows that they are of another one


class StagedSqlite:
    """A file beside the database's."""

    def __init__(self, connection: BaseDatabaseWrapper, exchange: Exchange):
        self.connection, self.exchange = connection, exchange
        self.place = Path(connection.settings_dict["NAME"])
        self.draft = exchange.stage(self.place)

    def is_empty(self) -> bool:
        if not self.place.exists():
            return True
        with sqlite.opened(self.connection, self.place) as database:
            return not database.execute(sqlite.TABLES).fetchall()

    def make(self, backup: Path, manifest: Manifest) -> None:
        copyfile(backup / manifest.database.file, self.draft)
        sqlite.check_sqlite(self.connection, self.draft, manifest.database.rows)

    @contextmanager
    def open(self) -> Iterator[BaseDatabaseWrapper]:
        with sqlite.wrapped(self.connection, self.draft) as wrapper:
            yield wrapper

    def put_in_place(self) -> None:
        """The files beside the old database go with it: the new one must not find its log."""
        self.connection.close()
        for ending in ("-wal", "-shm"):
            beside = Path(f"{self.place}{ending}")
            if beside.exists():
                self.exchange.move(beside, Path(f"{self.exchange.aside(self.place)}{ending}"))
        self.exchange.put(self.draft, self.place)

    def drop(self) -> None:
        """Nothing: the exchange removes the file."""


class StagedPostgresql:
    """A database of the same server, under a name of its own. It takes the right to create databases."""

    def __init__(self, connection: BaseDatabaseWrapper, exchange: Exchange):
        self.connection, self.exchange = connection, exchange
        self.place = connection.settings_dict["NAME"]
        self.draft = f"{self.place}_restoring_{secrets.token_hex(4)}"
        self.was_empty = False

    def is_empty(self) -> bool:
        with postgresql.connected(self.connection) as database:
            self.was_empty = not database.execute(postgresql.TABLES).fetchall()
        return self.was_empty

    def make(self, backup: Path, manifest: Manifest) -> None:
        dump = backup / manifest.database.file
        postgresql.check_dump(dump, manifest.database.rows)
        self._at_the_server(SQL("CREATE DATABASE {} TEMPLATE template0").format(Identifier(self.draft)))
        options = ["--exit-on-error", "--no-owner", "--no-privileges", "--jobs=2", dump]
        postgresql.run_tool("pg_restore", *options, connection=self.connection, dbname=self.draft)
        with postgresql.connected(self.connection, dbname=self.draft, autocommit=True) as database:
            database.execute("ANALYZE")
            counted = postgresql.count_rows(database)
        if counted != manifest.database.rows:
            wrong = sqlite.differing(manifest.database.rows, counted)
            raise BackupFailed(f"The restored database has other rows than it should: {wrong}.")

    @contextmanager
    def open(self) -> Iterator[BaseDatabaseWrapper]:
        wrapper = self.connection.copy()
        wrapper.settings_dict["NAME"] = self.draft
        try:
            yield wrapper
        finally:
            wrapper.close()

    def put_in_place(self) -> None:
        """Both names change in one transaction. Nobody may be connected, so whoever is gets cut off."""
        self.connection.close()
        names = {"now": self.place, "old": f"{self.place}_before_{self.exchange.stamp.lower()}", "new": self.draft}
        with postgresql.connected(self.connection, dbname="postgres") as server:
            server.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname IN (%s, %s)",
                [self.place, self.draft],
            )
            for change in ("ALTER DATABASE {now} RENAME TO {old}", "ALTER DATABASE {new} RENAME TO {now}"):
                server.execute(SQL(change).format(**{key: Identifier(name) for key, name in names.items()}))
        if self.was_empty:
            self._at_the_server(SQL("DROP DATABASE {}").format(Identifier(names["old"])))

    def drop(self) -> None:
        self._at_the_server(SQL("DROP DATABASE IF EXISTS {}").format(Identifier(self.draft)))

    def _at_the_server(self, statement):
        try:
            with postgresql.connected(self.connection, dbname="postgres", autocommit=True) as server:
                server.execute(statement)
        except psycopg.errors.InsufficientPrivilege as error:
            user = self.connection.settings_dict["USER"]
            raise BackupFailed(f"{user} needs the right to create databases (ALTER ROLE … CREATEDB).") from error


def stage_database(connection: BaseDatabaseWrapper, exchange: Exchange) -> StagedSqlite | StagedPostgresql:
    return (StagedSqlite if connection.vendor == "sqlite" else StagedPostgresql)(connection, exchange)


def waiting_migrations(database: BaseDatabaseWrapper) -> int:
    """How many migrations this version would add. Raises BackupFailed where the database is of a newer version."""
    with _named(database):
        executor = MigrationExecutor(database)
    loader = executor.loader
    replaced = {name for migration in loader.disk_migrations.values() for name in migration.replaces}
    unknown = sorted(
        f"{app}.{name}"
        for app, name in loader.applied_migrations.keys() - loader.disk_migrations.keys() - replaced
        if app in loader.migrated_apps
    )
    if unknown:
        raise BackupFailed(f"The backup is of a newer version than this one, which does not know {', '.join(unknown)}.")
    return len(executor.migration_plan(loader.graph.leaf_nodes()))


@contextmanager
def _named(database):
    """Django's migrations and transactions go by a connection's name, whichever connection they were given."""
    database.alias = "restoring"
    connections[database.alias] = database
    try:
        yield database.alias
    finally:
        del connections[database.alias]


def keep_own_triggers(database: BaseDatabaseWrapper) -> None:
    """Another version may have made those of the backup, with no migration between the two that makes them anew."""
    with _named(database) as name:
        keep_triggers(using=name)
        keep_audit_triggers(using=name)


def begin_again(database: BaseDatabaseWrapper) -> None:
    """What must not go on as if nothing had happened since the backup."""
    renew_house(database)
    hold_letters(database)
    number_changes_anew(database)


def renew_house(database: BaseDatabaseWrapper) -> None:
    """Numbers begin anew, so whatever was kept under the old ones must not be taken for new."""
    with database.cursor() as cursor:
        if "site_version" in database.introspection.table_names(cursor):
            cursor.execute(HOUSE, [secrets.token_hex(16)])


def hold_letters(database: BaseDatabaseWrapper) -> None:
    """Nothing here knows whom letters reached after the backup, so those on their way wait for a person."""
    with database.cursor() as cursor:
        if "newsroom_issue" in database.introspection.table_names(cursor):
            cursor.execute("UPDATE newsroom_issue SET state = 'paused' WHERE state IN ('frozen', 'sending')")
            cursor.execute("UPDATE newsroom_issue SET state = 'approved', send_at = NULL WHERE state = 'scheduled'")


def number_changes_anew(database: BaseDatabaseWrapper) -> None:
    """Partners ask for changes after the last number that they have: one that was given out is not given again.

    From now on the second of the restore is the least number, for there were never as many changes as seconds.
    """
    table, least = "articles_storyevent", int(time.time())
    with database.cursor() as cursor:
        if table not in database.introspection.table_names(cursor):
            return
        if database.vendor == "sqlite":
            cursor.execute("DELETE FROM sqlite_sequence WHERE name = %s AND seq < %s", [table, least])
            cursor.execute(
                "INSERT INTO sqlite_sequence (name, seq) SELECT %s, %s"
                " WHERE NOT EXISTS (SELECT 1 FROM sqlite_sequence WHERE name = %s)",
                [table, least, table],
            )
        else:
            sequence = "pg_get_serial_sequence(%s, 'id')::regclass"
            cursor.execute(
                f"SELECT setval({sequence}, greatest(%s, nextval({sequence})))",
                [table, least, table],
            )
