"""The servers of a measurement, and what they have used: CPU and memory of a whole tree of processes, from /proc."""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from django.core.management.base import CommandError

TICKS = os.sysconf("SC_CLK_TCK")
STARTS_WITHIN = 180  # seconds, on a machine with much else to do
NGINX = """{user} worker_processes 2; daemon off; pid {folder}/nginx.pid; error_log {folder}/nginx.log;
events {{ worker_connections 2048; }}
http {{ access_log off; open_file_cache max=1000; default_type text/html;
client_body_temp_path {folder}/t1; proxy_temp_path {folder}/t2; fastcgi_temp_path {folder}/t3;
uwsgi_temp_path {folder}/t4; scgi_temp_path {folder}/t5;
server {{ listen 127.0.0.1:{port} backlog=2048; root {folder}/files; }} }}
"""


def needed(program: str, package: str) -> str:
    """Where a program is. Raises CommandError with what to install."""
    found = shutil.which(program) or shutil.which(program, path="/usr/sbin:/usr/local/sbin")
    if not found:
        raise CommandError(f"The benchmark needs {program}: on Debian, apt install {package}.")
    return found


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return listener.getsockname()[1]


@contextmanager
def running(command: list[str], *, port: int, **environment: str) -> Iterator[int]:
    """A server as our child, once it answers; its process id."""
    env = os.environ | environment
    process = subprocess.Popen(command, env=env, start_new_session=True, stdout=subprocess.DEVNULL)
    try:
        until = time.monotonic() + STARTS_WITHIN
        while not _answers(port):
            if process.poll() is not None or time.monotonic() > until:
                raise CommandError(f"{' '.join(command)} did not start.")
            time.sleep(0.1)
        yield process.pid
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(20)
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)  # what it has forked and left behind


def _answers(port):
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=1):
            return True
    except OSError:
        return False


@contextmanager
def nginx(folder: Path) -> Iterator[tuple[int, int]]:
    """nginx with the files of this folder; port and process id."""
    port = free_port()
    (folder / "files").mkdir(exist_ok=True)
    user = "" if os.geteuid() else "user root;"  # or its workers may not read a temporary folder of root's
    (folder / "nginx.conf").write_text(NGINX.format(folder=folder, port=port, user=user))
    with running([needed("nginx", "nginx-light"), "-c", str(folder / "nginx.conf")], port=port) as pid:
        yield port, pid


@contextmanager
def paper(**environment: str) -> Iterator[tuple[int, int]]:
    """The paper as in production; port and process id."""
    port = free_port()
    # Every paper under one name: what one has drawn is good for another on the same database.
    address = {"PORT": str(port), "SITE_URL": "http://127.0.0.1", "WORKERS": "2"}
    with running([sys.executable, "manage.py", "serve"], port=port, **address, **environment) as pid:
        yield port, pid


@contextmanager
def bare(**environment: str) -> Iterator[tuple[int, int]]:
    """Two processes of our server with the bare view; port and the process id of their parent."""
    port = free_port()
    settings = {"DJANGO_SETTINGS_MODULE": "demo.bench.bare_settings", "PORT": str(port)}
    command = [sys.executable, "-m", "demo.bench.bare", str(port)]
    with running(command, port=port, **settings, **environment) as pid:
        yield port, pid


@contextmanager
def dictionary(folder: Path) -> Iterator[tuple[int, int]]:
    """Two processes of our server with the files of this folder by heart; port and the process id of their parent."""
    port = free_port()
    with running([sys.executable, "-m", "demo.bench.dictionary", str(port), str(folder / "files")], port=port) as pid:
        yield port, pid


def tree(pid: int) -> set[int]:
    """The process and all that came of it."""
    parents = {}
    for entry in os.listdir("/proc"):
        if entry.isdigit():
            try:
                parents[int(entry)] = int(Path("/proc", entry, "stat").read_text().rpartition(")")[2].split()[1])
            except OSError:
                continue
    found = {pid}
    while more := {child for child, parent in parents.items() if parent in found} - found:
        found |= more
    return found


def listening(port: int) -> set[int]:
    """The processes of this machine that hold the socket of that port."""
    rows = [line.split() for line in Path("/proc/net/tcp").read_text().splitlines()[1:]]
    there = {f"socket:[{row[9]}]" for row in rows if row[3] == "0A" and int(row[1].partition(":")[2], 16) == port}
    found = set()
    for handle in Path("/proc").glob("[0-9]*/fd/*"):
        with suppress(OSError):  # it has ended, or is another's
            if os.readlink(handle) in there:
                found.add(int(handle.parts[2]))
    return found


def cpu_seconds(pids: Iterable[int]) -> float:
    """What these processes have used so far, in the program and in the system."""
    total = 0
    for pid in pids:
        with suppress(FileNotFoundError, ProcessLookupError):  # it has ended
            fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
            total += int(fields[11]) + int(fields[12])
    return total / TICKS


def memory_mib(pids: Iterable[int]) -> float:
    """Proportional set size: what is shared counts once."""
    return sum(int(re.search(r"Pss:\s+(\d+)", Path(f"/proc/{pid}/smaps_rollup").read_text())[1]) for pid in pids) / 1024
