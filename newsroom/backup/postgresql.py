"""A copy of a PostgreSQL database while it is being written to, made and read by its own programs."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import psycopg
from django.db.backends.base.base import BaseDatabaseWrapper
from psycopg.conninfo import make_conninfo

from newsroom.backup.manifest import BackupFailed
from newsroom.backup.sqlite import differing

FILE = "database.dump"
# Tables with rows of their own: a partitioned one has none, its partitions have them.
TABLES = """SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = current_schema()::regnamespace
ORDER BY relname"""
LIBPQ = {"host", "hostaddr", "port", "user", "dbname", "options", "connect_timeout", "target_session_attrs", "service"}
COPIED = re.compile(rb'COPY (?:\w+|"[^"]+")\.(?:"([^"]+)"|(\w+)) .*FROM stdin;\n')


def copy_postgresql(connection: BaseDatabaseWrapper, folder: Path) -> dict[str, int]:
    """Write the copy; the rows of each table in the snapshot that it is. Nobody waits for it."""
    with connected(connection) as source:
        source.isolation_level, source.read_only = psycopg.IsolationLevel.REPEATABLE_READ, True
        snapshot = source.execute("SELECT pg_export_snapshot()").fetchone()[0]
        rows = count_rows(source)
        options = ["--format=custom", "--no-owner", "--no-privileges", f"--snapshot={snapshot}"]
        run_tool("pg_dump", *options, f"--file={folder / FILE}", connection=connection)
    check_dump(folder / FILE, rows)
    return rows


def check_dump(path: Path, rows: dict[str, int]) -> None:
    """Read the whole dump again. Raises BackupFailed where it cannot be read or has other rows than were counted."""
    run_tool("pg_restore", "--list", path)
    command = [_program("pg_restore"), "--data-only", "--file=-", path]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as reading:
        counted = _count_copied(reading.stdout)
        said = reading.stderr.read().decode(errors="replace").strip()
    if reading.returncode:
        raise BackupFailed(f"The copy of the database cannot be read: {said}")
    if counted != rows:
        raise BackupFailed(f"The copy of the database has other rows than it should: {differing(rows, counted)}.")


def _count_copied(lines):
    """A line of a COPY is a row: whatever ends a line within a value is written in another way."""
    counted, table = {}, None
    for line in lines:
        if table is None:
            if found := COPIED.fullmatch(line):
                table = (found[1] or found[2]).decode()
                counted[table] = 0
        elif line == b"\\.\n":
            table = None
        else:
            counted[table] += 1
    return counted


def count_rows(database: psycopg.Connection) -> dict[str, int]:
    names = [name for (name,) in database.execute(TABLES).fetchall()]
    return {name: database.execute(f'SELECT COUNT(*) FROM "{name}"').fetchone()[0] for name in names}  # noqa: S608


def connected(connection: BaseDatabaseWrapper, *, dbname: str = "", autocommit: bool = False) -> psycopg.Connection:
    """A connection outside of the pool, to the same database or to another one of the same server."""
    password = connection.settings_dict["PASSWORD"] or None
    return psycopg.connect(_address(connection, dbname), password=password, autocommit=autocommit)


def _address(connection, dbname):
    # Everything but the password, which a list of processes would show.
    parameters = connection.get_connection_params()
    known = {name: value for name, value in parameters.items() if name in LIBPQ or name.startswith("ssl")}
    return make_conninfo(**known | ({"dbname": dbname} if dbname else {}))


def run_tool(name: str, *arguments, connection: BaseDatabaseWrapper | None = None, dbname: str = "") -> None:
    """Raises BackupFailed with what the program says, or where it is not installed."""
    command, environ = [_program(name), *map(str, arguments)], dict(os.environ)
    if connection:
        command.append(f"--dbname={_address(connection, dbname)}")
        if password := connection.settings_dict["PASSWORD"]:
            environ["PGPASSWORD"] = password
    done = subprocess.run(command, env=environ, capture_output=True, check=False, text=True, errors="replace")
    if done.returncode:
        raise BackupFailed(f"{name} failed: {done.stderr.strip()}")


def _program(name):
    if found := shutil.which(name):
        return found
    raise BackupFailed(
        f"{name} is not installed here; it comes with PostgreSQL’s client programs (on Debian: postgresql-client), "
        "and must be at least as new as the server."
    )
