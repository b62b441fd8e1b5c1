"""Several machines on this one: network namespaces on a bridge, each with an address of its own. Needs root."""

import os
import shutil
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from django.core.management.base import CommandError

BRIDGE, NET = "newsroom0", "10.77.0"


def ip(*words: str) -> None:
    subprocess.run(["ip", *words], check=True, capture_output=True)


@dataclass
class Host:
    """One machine of the drill, and what was started on it."""

    name: str
    number: int
    children: list[subprocess.Popen] = field(default_factory=list)

    @property
    def address(self) -> str:
        return f"{NET}.{self.number}"

    def run(self, *command: str, user: str = "", **environment: str) -> str:
        """Run a program to its end; what it printed."""
        done = subprocess.run(
            self._within(command, user), env=os.environ | environment, check=True, stdout=-1, text=True
        )
        return done.stdout

    def start(self, *command: str, user: str = "", log: Path, **environment: str) -> subprocess.Popen:
        with log.open("ab") as output:
            options = {"env": os.environ | environment, "stdout": output, "stderr": output, "start_new_session": True}
            child = subprocess.Popen(self._within(command, user), **options)
        self.children.append(child)
        return child

    def _within(self, command, user):
        as_user = ["runuser", "-u", user, "--"] if user else []
        return ["ip", "netns", "exec", self.name, *as_user, *command]

    def kill(self) -> None:
        """The plug is pulled: every process in the namespace ends at once."""
        for pid in subprocess.run(["ip", "netns", "pids", self.name], capture_output=True, text=True).stdout.split():
            with suppress(ProcessLookupError):
                os.kill(int(pid), signal.SIGKILL)
        for child in self.children:
            child.wait()
        self.children.clear()


@contextmanager
def hosts(**numbers: int) -> Iterator[dict[str, Host]]:
    """Machines by name, with the last part of their address. Raises CommandError without the right to make them."""
    if os.geteuid() or not shutil.which("ip"):
        raise CommandError("This drill makes network namespaces: run it as root, with iproute2 installed.")
    made = {name: Host(f"newsroom-{name}", number) for name, number in numbers.items()}
    try:
        ip("link", "add", BRIDGE, "type", "bridge")
        ip("addr", "add", f"{NET}.1/24", "dev", BRIDGE)
        ip("link", "set", BRIDGE, "up")
        for host in made.values():
            line = f"nr{host.number}"
            ip("netns", "add", host.name)
            ip("link", "add", line, "type", "veth", "peer", "name", "eth0", "netns", host.name)
            ip("link", "set", line, "master", BRIDGE, "up")
            ip("-n", host.name, "addr", "add", f"{host.address}/24", "dev", "eth0")
            for device in ("lo", "eth0"):
                ip("-n", host.name, "link", "set", device, "up")
        yield made
    finally:
        for host in made.values():
            host.kill()
            for words in (["link", "del", f"nr{host.number}"], ["netns", "del", host.name]):
                with suppress(subprocess.CalledProcessError):
                    ip(*words)
        with suppress(subprocess.CalledProcessError):
            ip("link", "del", BRIDGE)
