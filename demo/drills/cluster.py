"""A paper on several machines: two web nodes behind a balancer, PostgreSQL with a standby, Redis."""

import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from tempfile import mkdtemp

from demo.bench.processes import needed
from demo.drills.network import NET, Host, hosts, ip
from demo.drills.paper import Figure
from demo.drills.voters import Crowd, some_network

DATABASE = f"{NET}.100"  # an address that moves with the primary
PORT = 8000
CONFIG = """listen_addresses = '*'
hot_standby = on
synchronous_standby_names = 'standby'
unix_socket_directories = ''
"""
TRUST = f"host all all {NET}.0/24 trust\nhost replication all {NET}.0/24 trust\n"
BALANCER = """worker_processes 1; daemon off; pid {folder}/nginx.pid; error_log {folder}/nginx.log;
events {{ worker_connections 1024; }}
http {{ access_log off; {temporary}
upstream paper {{ server {one}:8000 max_fails=1 fail_timeout=2s; server {two}:8000 max_fails=1 fail_timeout=2s; }}
server {{ listen 8000; location / {{ proxy_pass http://paper; proxy_connect_timeout 1s;
proxy_next_upstream error timeout; proxy_set_header Host $http_host;
proxy_set_header X-Forwarded-For $http_x_forwarded_for; }} }} }}
"""
POLL = """
from articles.models import Section
from polls.models import Poll
Section.objects.create(name="News", slug="news")
poll = Poll.objects.create(question="Does it hold?", slug="hold", state="live")
choices = [poll.choices.create(label=label, position=at) for at, label in enumerate(["Yes", "No"])]
print(poll.vote_url, choices[0].pk)
"""


@dataclass
class Cluster:
    folder: Path
    machines: dict[str, Host]
    vote_url: str = ""
    choice: str = ""

    def settings(self, node: str) -> dict[str, str]:
        address = self.machines["balancer"].address
        return {
            "DATA": str(self.folder / node),
            "DATABASE_URL": f"postgres://postgres@{DATABASE}/paper",
            "REDIS_URL": f"redis://{self.machines['redis'].address}:6379/0",
            "SITE_URL": f"http://{address}:{PORT}",
            "HOST": "0.0.0.0",  # noqa: S104 - of its own namespace
            "PORT": str(PORT),
            "WORKERS": "1",
            "DEMO": "1",
            "TRUSTED_PROXIES": "1",
            "SECRET_KEY": "one key for all machines of the drill, of which nobody else knows",
        }

    def manage(self, *words: str, node: str = "web1") -> str:
        return self.machines[node].run(sys.executable, "manage.py", *words, **self.settings(node))

    def shell(self, program: str) -> str:
        return self.manage("shell", "-v0", "-c", program)

    def ask(self, machine: str, path: str, *, form: str = "", cookie: str = "") -> tuple[int, str, str]:
        """Status, cookies and body; status 0 where nobody answered."""
        headers = {"Host": f"{self.machines['balancer'].address}:{PORT}", "Sec-Fetch-Site": "same-origin"}
        headers["X-Forwarded-For"] = some_network()  # which the balancer passes on
        headers |= {"Content-Type": "application/x-www-form-urlencoded"} if form else {}
        headers |= {"Cookie": cookie} if cookie else {}
        line = HTTPConnection(self.machines[machine].address, PORT, timeout=5)
        try:
            line.request("POST" if form else "GET", path, form or None, headers)
            answer = line.getresponse()
            cookies = "; ".join(value.partition(";")[0] for value in answer.headers.get_all("Set-Cookie") or [])
            return answer.status, cookies, answer.read().decode()
        except (OSError, HTTPException):
            return 0, "", ""
        finally:
            line.close()

    def vote(self, machine: str = "balancer", cookie: str = "") -> tuple[int, str, str]:
        return self.ask(machine, self.vote_url, form=f"choice={self.choice}", cookie=cookie)

    def ballots(self) -> int:
        return int(self.shell("from polls.models import Ballot; print(Ballot.objects.count())"))


@contextmanager
def cluster() -> Iterator[Cluster]:
    folder = Path(mkdtemp(prefix="newsroom-cluster-"))
    folder.chmod(0o755)
    names = {"primary": 11, "standby": 12, "redis": 13, "web1": 21, "web2": 22, "balancer": 30}
    try:
        with hosts(**names) as machines:
            made = Cluster(folder, machines)
            _start_databases(made)
            redis = machines["redis"]
            flags = ["--bind", redis.address, "--protected-mode", "no", "--save", "", "--dir", str(folder)]
            redis.start(needed("redis-server", "redis-server"), *flags, log=folder / "redis.log")
            made.manage("migrate", "-v0")
            made.vote_url, made.choice = made.shell(POLL).split()
            made.manage("collectstatic", "--noinput", "-v0")
            shutil.copytree(folder / "web1" / "static", folder / "web2" / "static")
            for node in ("web1", "web2"):
                start_node(made, node)
            temporary = " ".join(
                f"{kind}_temp_path {folder}/{kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
            )
            one, two = machines["web1"].address, machines["web2"].address
            (folder / "nginx.conf").write_text(BALANCER.format(folder=folder, temporary=temporary, one=one, two=two))
            nginx = needed("nginx", "nginx-light")
            machines["balancer"].start(nginx, "-c", str(folder / "nginx.conf"), log=folder / "nginx.out")
            _until(lambda: made.ask("balancer", "/livez")[0] == 200)
            yield made
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def start_node(paper: Cluster, node: str) -> None:
    machine = paper.machines[node]
    machine.start(sys.executable, "manage.py", "serve", log=paper.folder / f"{node}.log", **paper.settings(node))
    _until(lambda: paper.ask(node, "/livez")[0] == 200)


def _program(name):
    found = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"))
    return str(found[-1]) if found else needed(name, "postgresql")


def _start_databases(paper):
    primary, standby = paper.machines["primary"], paper.machines["standby"]
    data, copy = paper.folder / "primary", paper.folder / "standby"
    for folder in (data, copy):
        folder.mkdir(mode=0o700)
        shutil.chown(folder, "postgres")
    primary.run(_program("initdb"), "-D", str(data), "-A", "trust", "-U", "postgres", user="postgres")
    with (data / "postgresql.conf").open("a") as config, (data / "pg_hba.conf").open("a") as hba:
        config.write(CONFIG)
        hba.write(TRUST)
    ip("-n", primary.name, "addr", "add", f"{DATABASE}/24", "dev", "eth0")
    primary.start(_program("postgres"), "-D", str(data), user="postgres", log=paper.folder / "primary.log")
    ready = [_program("pg_isready"), "-h", primary.address]
    _until(lambda: not subprocess.run(["ip", "netns", "exec", primary.name, *ready], capture_output=True).returncode)
    source = f"host={primary.address} user=postgres application_name=standby"
    standby.run(_program("pg_basebackup"), "-D", str(copy), "-d", source, "-R", "-X", "stream", user="postgres")
    standby.start(_program("postgres"), "-D", str(copy), user="postgres", log=paper.folder / "standby.log")
    standby.run("createdb", "-h", primary.address, "-U", "postgres", "paper")


def promote(paper: Cluster) -> None:
    """The standby takes the primary's place and address, and waits for no other."""
    standby = paper.machines["standby"]
    copy = str(paper.folder / "standby")
    standby.run(_program("pg_ctl"), "promote", "-D", copy, "-w", user="postgres")
    alone = "ALTER SYSTEM SET synchronous_standby_names = ''"
    standby.run("psql", "-qh", standby.address, "-U", "postgres", "-c", alone, "-c", "SELECT pg_reload_conf()")
    ip("-n", standby.name, "addr", "add", f"{DATABASE}/24", "dev", "eth0")
    for name in ("web1", "web2"):  # what a real switch is told by a gratuitous ARP
        with suppress(subprocess.CalledProcessError):
            ip("-n", paper.machines[name].name, "neigh", "flush", "all")


def _until(is_so, seconds=60):
    until = time.monotonic() + seconds
    while not is_so():
        if time.monotonic() > until:
            raise TimeoutError
        time.sleep(0.1)


def machines() -> Iterator[Figure]:
    """Two web nodes behind a balancer; one is killed, then the primary database."""
    with cluster() as paper:
        yield from _publication(paper)
        yield from _one_ballot(paper)
        yield from _killed_node(paper)
        yield from _killed_primary(paper)


def _publication(paper):
    for node in ("web1", "web2"):
        paper.ask(node, "/")
    shown = {}

    def watch(node):
        _until(lambda: "Harbour" in paper.ask(node, "/")[2])
        shown[node] = time.time()

    watching = [threading.Thread(target=watch, args=[node]) for node in ("web1", "web2")]
    for thread in watching:
        thread.start()
    program = "import time; from articles.models import Section; Section.objects.update(name='Harbour')"
    changed = float(paper.shell(f"{program}; print(time.time())"))
    for thread in watching:
        thread.join()
    yield Figure("seconds until a change at one node showed on all", max(shown.values()) - changed, 2)


def _one_ballot(paper):
    before = paper.ballots()
    _status, cookie, _body = paper.vote("web1")
    paper.vote("web2", cookie)
    paper.vote("web1", cookie)
    yield Figure("ballots of a reader who voted at both nodes, thrice", paper.ballots() - before, 1)


class _Voters(Crowd):
    """Readers who vote at the balancer as fast as they are answered."""

    def __init__(self, paper):
        super().__init__(self._vote_on, 4)
        self.paper, self.acknowledged, self.last = paper, 0, 0.0

    def _vote_on(self):
        while not self.stop.is_set():
            if self.paper.vote()[0] == 303:
                self.acknowledged += 1
                self.last = time.monotonic()


def _killed_node(paper):
    before = paper.ballots()
    with _Voters(paper) as voters:
        time.sleep(3)
        paper.machines["web2"].kill()
        killed = time.monotonic()
        _until(lambda: voters.last > killed + 0.01)
        back = voters.last - killed
        time.sleep(3)
    yield Figure("seconds until votes were taken again after a node was killed", back, 10)
    yield Figure("acknowledged votes that were lost", max(voters.acknowledged - (paper.ballots() - before), 0), 0)
    start_node(paper, "web2")


def _killed_primary(paper):
    before = paper.ballots()
    with _Voters(paper) as voters:
        time.sleep(3)
        paper.machines["primary"].kill()
        killed = time.monotonic()
        ip("-n", paper.machines["primary"].name, "addr", "del", f"{DATABASE}/24", "dev", "eth0")
        promote(paper)
        _until(lambda: voters.last > killed + 0.5)
        back = voters.last - killed
        time.sleep(3)
    yield Figure("seconds until writes were back after the primary was killed", back, 10)
    yield Figure("acknowledged votes that were lost", max(voters.acknowledged - (paper.ballots() - before), 0), 0)
