"""Processes of our own for tests that must see the whole program: its settings from the environment, its signals."""

import os
import secrets
import signal
import socket
import subprocess
import sys
import time
from contextlib import contextmanager, suppress
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
KEPT_FOR_SERVERS = range(10_000, 32_768)  # Linux gives connections that go out the ports above
OURS = [
    "ALLOWED_HOSTS",
    "BEHIND_PROXY",
    "DATABASE_URL",
    "DEBUG",
    "DEMO",
    "DJANGO_SETTINGS_MODULE",
    "EMAIL_HOST",
    "HOST",
    "LOG_FORMAT",
    "LOG_LEVEL",
    "METRICS_PORT",
    "MEDIA_BUCKET",
    "MEDIA_COPIES_MB",
    "MEDIA_ENDPOINT",
    "MEDIA_KEY_ID",
    "MEDIA_KEY_SECRET",
    "MEDIA_REGION",
    "PORT",
    "REDIS_URL",
    "ROLES_WITHOUT_FACTOR",
    "SECOND_FACTOR",
    "SECRET_KEY",
    "SITE_URL",
    "SLOW_QUERY_MS",
    "TIME_ZONE",
    "WORKERS",
]
KEY = "a-key-for-tests-that-is-long-enough-and-that-nobody-else-has-0123456789"


def environment(**settings):
    """This machine's environment with no setting of ours but these."""
    return {name: value for name, value in os.environ.items() if name not in OURS} | settings


def run_program(*command, cwd=ROOT, timeout=120, **settings):
    """Run one program to its end, with these settings of ours, and keep what it prints."""
    env = environment(**settings)
    return subprocess.run(command, cwd=cwd, env=env, capture_output=True, text=True, timeout=timeout, check=False)


def manage(*arguments, cwd=ROOT, **settings):
    """Run one command to its end."""
    return run_program(sys.executable, "manage.py", *arguments, cwd=cwd, **settings)


def made_with_tables(database_url, folder):
    """An empty database with all tables in it. It takes longer than most of what is then done there."""
    settings = {"DATABASE_URL": database_url, "DATA": str(folder), "SITE_URL": "http://localhost"}
    done = manage("migrate", "-v", "0", timeout=600, **settings)
    assert done.returncode == 0, done.stderr
    return database_url


def free_port():
    """One that nobody has, and that no connection going out is given: it may be served at much later, and again."""
    while True:
        with suppress(OSError), socket.create_server(("127.0.0.1", secrets.choice(KEPT_FOR_SERVERS))) as listener:
            return listener.getsockname()[1]


@contextmanager
def managed(*arguments, **settings):
    """A command that goes on running. Whatever happens, nothing of it is left behind."""
    process = subprocess.Popen(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env=environment(**settings),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    try:
        yield process
    finally:
        family = [process.pid, *descendants(process.pid)]
        for pid in filter(is_alive, family):
            os.kill(pid, signal.SIGKILL)
        process.communicate()


def read_until(process, words):
    """What the process says, up to the line with these words or to its end."""
    said = []
    for line in process.stdout:
        said.append(line)
        if words in line:
            break
    return "".join(said)


def wait_until(happens, *, seconds=10):
    deadline = time.monotonic() + seconds
    while not (result := happens()) and time.monotonic() < deadline:
        time.sleep(0.05)
    return result


def _stat(pid):
    """State and parent of a process, from /proc."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except (FileNotFoundError, ProcessLookupError):
        return None
    return fields[0], int(fields[1])


def is_alive(pid):
    stat = _stat(pid)
    return stat is not None and stat[0] != "Z"


def children(pid):
    everybody = [int(entry.name) for entry in Path("/proc").iterdir() if entry.name.isdigit()]
    return [other for other in everybody if (stat := _stat(other)) and stat[1] == pid]


def descendants(pid):
    return [found for child in children(pid) for found in (child, *descendants(child))]


def command_line(pid):
    return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode().strip()
