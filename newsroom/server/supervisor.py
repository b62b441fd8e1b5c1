"""Run the web processes and the task worker as one: started together, stopped together, picked up when one falls.

Imports nothing but Python's own modules: this process lives as long as the paper and should weigh next to nothing.
"""

import contextlib
import ctypes
import math
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from common.backoff import Backoff

TICK = 0.2  # seconds between two looks at the parts
GRACE = 8  # seconds that each has to finish what it is doing
MAX_EXITS = 3  # this many falls …
WITHIN = 60  # … in this many seconds …
SOON = 5  # … each so soon after its start are a crash loop
STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
PR_SET_PDEATHSIG = 1


def web_command(*, host: str, port: int, fd: int) -> list[str]:
    """A web process of its own, on a socket that listens already."""
    return [sys.executable, "-m", "newsroom.server.web", host, str(port), str(fd)]


def worker_command() -> list[str]:
    return [sys.executable, "manage.py", "worker"]


def cores() -> int:
    """The cores that this process may use, which in a container are fewer than the machine has."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def port_is_free(host: str, port: int) -> bool:
    """Whether nobody listens there. The server itself could not tell: it shares its port with its own workers."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


def answers(host: str, port: int) -> bool:
    reachable = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104 - compared with, not bound to
    with contextlib.suppress(OSError), socket.create_connection((reachable, port), timeout=TICK):
        return True
    return False


def end_with_parent() -> None:
    """On Linux, the process hears SIGTERM when its parent is gone, however it went."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


class ForkedProcess:
    """A child that was forked before this program took its parent's place, asked like one of subprocess's."""

    def __init__(self, pid: int):
        self.pid = pid
        self.returncode: int | None = None

    def poll(self) -> int | None:
        if self.returncode is None:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self.returncode = os.waitstatus_to_exitcode(status)
        return self.returncode

    def wait(self, timeout: float | None = None) -> int:
        """Raises subprocess.TimeoutExpired."""
        until = time.monotonic() + (math.inf if timeout is None else timeout)
        while self.poll() is None:
            if time.monotonic() > until:
                raise subprocess.TimeoutExpired(str(self.pid), timeout)
            time.sleep(0.02)
        return self.returncode

    def terminate(self) -> None:
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGTERM)


@dataclass
class ManagedProcess:
    """One of them, in a session of its own, so that Ctrl-C in the terminal reaches nobody but the parent."""

    name: str
    command: list[str]
    cwd: str
    is_vital: bool = True  # whether the paper cannot be served without it
    fds: tuple[int, ...] = ()  # open files that it is given
    popen: subprocess.Popen | ForkedProcess | None = None
    exits: list[float] = field(default_factory=list)
    early_exits: list[float] = field(default_factory=list)  # of a process that had only just been started
    started_at: float = field(default_factory=time.monotonic)
    backoff: Backoff = field(default_factory=Backoff)
    starts_at: float | None = None  # when it is tried again, while it is down

    def start(self) -> None:
        self.starts_at, self.started_at = None, time.monotonic()
        options = {"stdin": subprocess.DEVNULL, "start_new_session": True, "preexec_fn": end_with_parent}
        self.popen = subprocess.Popen(self.command, cwd=self.cwd, pass_fds=self.fds, **options)

    def has_exited(self) -> bool:
        if self.popen.poll() is None:
            return False
        self.kill()
        now = time.monotonic()
        self.exits = [*(at for at in self.exits if now - at < WITHIN), now]
        self.early_exits = [at for at in self.early_exits if now - at < WITHIN]
        if now - self.started_at < SOON:
            self.early_exits.append(now)
        return True

    def is_crash_looping(self) -> bool:
        """One that has served for a while and is killed, again and again, is none that cannot start."""
        return len(self.early_exits) >= MAX_EXITS

    def has_settled(self) -> bool:
        """Whether it has stayed up for a while after falls."""
        is_up = self.starts_at is None and bool(self.exits)
        return is_up and time.monotonic() - self.exits[-1] >= WITHIN + self.backoff.longest

    def ask_to_stop(self) -> None:
        if self.popen:
            self.popen.terminate()

    def kill(self) -> None:
        """End whatever the process has left behind: its own children live in its process group."""
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self.popen.pid, signal.SIGKILL)

    def wait(self, until: float) -> None:
        if not self.popen:
            return
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.popen.wait(max(until - time.monotonic(), 0.01))
        self.kill()
        self.popen.wait()


class Supervisor:
    """The parts that serve the paper together, until somebody stops them or a vital one falls again and again."""

    def __init__(self, processes: list[ManagedProcess], *, log: Callable[[str], None]):
        self.processes = processes
        self.log = log
        self.is_stopping = False

    def run(self, *, is_ready: Callable[[], bool], greeting: str) -> bool:
        """Serve until a signal says stop. False when a vital process could not be kept up."""
        before = {number: signal.signal(number, self._stop_soon) for number in STOP_SIGNALS}
        try:
            for process in self.processes:
                if process.popen is None:
                    process.start()
            greeted = False
            while not self.is_stopping:
                if not all(self._keep_up(process) for process in self.processes):
                    return False
                if not greeted and is_ready():
                    self.log(greeting)
                    greeted = True
                time.sleep(TICK)
        finally:
            self._stop()
            for number, handler in before.items():
                signal.signal(number, handler)
        return True

    def _stop_soon(self, number, frame):
        self.is_stopping = True

    def _keep_up(self, process: ManagedProcess) -> bool:
        if process.starts_at is not None:
            if time.monotonic() >= process.starts_at:
                process.start()
        elif process.has_exited():
            return self._restart(process) if process.is_vital else self._restart_later(process)
        elif process.has_settled():
            self._forget_falls(process)
        return True

    def _restart(self, process):
        status = process.popen.returncode
        if process.is_crash_looping():
            self.log(f"The {process.name} fell {MAX_EXITS} times within {WITHIN} seconds (status {status}): giving up.")
            return False
        self.log(f"The {process.name} fell (status {status}); starting it again.")
        process.start()
        return True

    def _restart_later(self, process):
        """Pages are served without it, so it is tried for ever, more and more slowly, and that is said once."""
        status, pause = process.popen.returncode, process.backoff.pause()
        if process.backoff.tries < MAX_EXITS:
            self.log(f"The {process.name} fell (status {status}); starting it again.")
        elif process.backoff.tries == MAX_EXITS:
            self.log(
                f"The {process.name} fell {MAX_EXITS} times in a row (status {status}). Pages are served without it;"
                f" it is tried again, in the end every {process.backoff.longest:.0f} seconds."
            )
        process.starts_at = time.monotonic() + pause
        return True

    def _forget_falls(self, process):
        if process.backoff.tries >= MAX_EXITS:
            self.log(f"The {process.name} has stayed up for {WITHIN} seconds again.")
        process.exits.clear()
        process.backoff.reset()

    def _stop(self):
        until = time.monotonic() + GRACE
        for process in self.processes:
            process.ask_to_stop()
        for process in self.processes:
            process.wait(until)
