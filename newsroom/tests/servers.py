"""Throwaway PostgreSQL and Redis servers for the tests that need real ones.

They run from temporary folders and are gone after the test, for root (as an unprivileged user, since PostgreSQL
refuses root) as for anybody. Without the programs such a test is skipped; REQUIRE_SERVERS=1 makes that a failure.
"""

import contextlib
import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from pathlib import Path
from urllib.parse import quote

import pytest

from newsroom.tests.kept_tables import kept
from newsroom.tests.processes import made_with_tables

STARTS_WITHIN = 30  # seconds
# What is thrown away need not outlive a fall of the machine. Nothing else of the server is other than a paper's.
NOT_FOR_GOOD = ("-c", "fsync=off")
ACCOUNTS_FOR_ROOT = ("postgres", "redis", "nobody")


def _program(name, *folders):
    """Where a server program is; Debian keeps PostgreSQL's off the path, one folder for each version."""
    newest_first = sorted((str(found) for folder in folders for found in Path("/").glob(folder)), reverse=True)
    path = os.pathsep.join([os.environ.get("PATH", ""), *newest_first])
    if found := shutil.which(name, path=path):
        return found
    reason = f"{name} is not installed here"
    if os.environ.get("REQUIRE_SERVERS") == "1":
        pytest.fail(f"{reason}, and REQUIRE_SERVERS=1 asks for it")
    pytest.skip(reason)


def _account():
    """For root, the account that the server runs under instead."""
    if os.geteuid() != 0:
        return None
    names = {entry.pw_name: entry for entry in pwd.getpwall()}
    return next(names[name] for name in ACCOUNTS_FOR_ROOT if name in names)


def _as_account(account):
    if account is None:
        return {}
    return {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}


@contextlib.contextmanager
def _folder(account):
    # A short path: a Unix socket's may not be longer than about a hundred characters.
    folder = Path(tempfile.mkdtemp(prefix="nr-", dir="/tmp"))
    if account:
        os.chown(folder, account.pw_uid, account.pw_gid)
    folder.chmod(0o755)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextlib.contextmanager
def _running(command, *, log, is_ready, account):
    """A server in the foreground as our child, stopped at the end and waited for."""
    with open(log, "wb") as output:
        server = subprocess.Popen(command, stdout=output, stderr=output, cwd="/", **_as_account(account))
        try:
            deadline = time.monotonic() + STARTS_WITHIN
            while not is_ready():
                if server.poll() is not None or time.monotonic() > deadline:
                    pytest.fail(f"{command[0]} did not start:\n{Path(log).read_text()}")
                time.sleep(0.05)
            yield
        finally:
            # Not SIGTERM: by that PostgreSQL would wait for every open connection, and pools keep theirs.
            server.send_signal(signal.SIGINT)
            try:
                server.wait(timeout=STARTS_WITHIN)
            except subprocess.TimeoutExpired:
                server.kill()
                server.wait()


def _succeeds(*command):
    return subprocess.run(command, capture_output=True, check=False, cwd="/").returncode == 0


@contextlib.contextmanager
def running_postgresql():
    """The folder with the socket of a PostgreSQL that listens to nothing else, and where its programs are."""
    folders = ("usr/lib/postgresql/*/bin", "opt/homebrew/opt/postgresql*/bin")
    programs = ("initdb", "postgres", "pg_isready", "createdb", "dropdb", "pg_dump", "psql")
    bin_of = {name: _program(name, *folders) for name in programs}
    account = _account()
    with _folder(account) as folder:
        data = folder / "data"
        subprocess.run(
            [bin_of["initdb"], "-D", data, "-U", "newsroom", "--auth=trust", "-E", "UTF8", "--locale=C", "--no-sync"],
            check=True,
            capture_output=True,
            cwd="/",
            **_as_account(account),
        )
        command = [bin_of["postgres"], "-D", data, "-k", folder, "-c", "listen_addresses=", "-c", "max_connections=200"]
        command += NOT_FOR_GOOD
        ready = [bin_of["pg_isready"], "-h", folder, "-U", "newsroom", "-d", "postgres", "-q"]
        with _running(command, log=folder / "log", is_ready=lambda: _succeeds(*ready), account=account):
            yield folder, bin_of


@pytest.fixture(scope="session")
def postgresql_server():
    with running_postgresql() as server:
        yield server


def make_database(folder, bin_of, name, *options):
    """Its DATABASE_URL."""
    subprocess.run([bin_of["createdb"], "-h", folder, "-U", "newsroom", *options, name], check=True, cwd="/")
    return f"postgres://newsroom@{quote(str(folder), safe='')}/{name}"


def kept_as_sql(folder, bin_of):
    """The file that writes a database in which all tables stand and nothing is."""

    def write_down(file):
        with tempfile.TemporaryDirectory() as data:
            made_with_tables(make_database(folder, bin_of, "migrated"), data)
        dump = [bin_of["pg_dump"], "-h", folder, "-U", "newsroom", "--no-owner", f"--file={file}", "migrated"]
        subprocess.run(dump, check=True, cwd="/")

    said = subprocess.run([bin_of["postgres"], "--version"], capture_output=True, check=True, text=True).stdout
    return kept(f"-{said.split()[2]}.sql", write_down)


def fill_with_tables(folder, bin_of, name):
    options = ["-X", "-q", "-1", "-o", os.devnull, "-v", "ON_ERROR_STOP=1", "-d", name]
    written = kept_as_sql(folder, bin_of)
    subprocess.run([bin_of["psql"], "-h", folder, "-U", "newsroom", *options, "-f", written], check=True, cwd="/")


@pytest.fixture(scope="session")
def make_postgresql_database(postgresql_server):
    """Makes databases in which all tables stand and nothing is: copies of one."""
    make_database(*postgresql_server, "tables")
    fill_with_tables(*postgresql_server, "tables")
    return lambda name: make_database(*postgresql_server, name, "--template", "tables")


@pytest.fixture
def postgresql_database_url(postgresql_server, make_postgresql_database):
    """The DATABASE_URL of a fresh database with all tables, dropped after the test."""
    folder, bin_of = postgresql_server
    name = f"newsroom_{time.monotonic_ns()}"
    yield make_postgresql_database(name)
    drop = [bin_of["dropdb"], "-h", str(folder), "-U", "newsroom", "--force", "--if-exists", name]
    subprocess.run(drop, check=True, cwd="/")


def _free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def redis_url():
    """The REDIS_URL of a fresh, empty Redis on a free port of this machine, kept in memory alone."""
    program, account, port = _program("redis-server"), _account(), _free_port()

    def answers():
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1) as line:
            line.sendall(b"PING\r\n")
            return line.recv(16).startswith(b"+PONG")
        return False

    with _folder(account) as folder:
        command = [
            program,
            "--port",
            str(port),
            "--bind",
            "127.0.0.1",
            "--save",
            "",
            "--appendonly",
            "no",
            "--dir",
            folder,
        ]
        with _running(command, log=folder / "log", is_ready=answers, account=account):
            yield f"redis://127.0.0.1:{port}/0"
