"""A served paper whose PostgreSQL is stopped and started again: it says so meanwhile, and goes on by itself."""

import contextlib
import json
import subprocess
import urllib.error
import urllib.request

import pytest

from newsroom.tests import servers
from newsroom.tests.processes import descendants, free_port, managed, read_until, wait_until

pytestmark = pytest.mark.postgresql


@pytest.fixture
def stoppable():
    """A PostgreSQL of the test's own, as its address and a way to run it for a while."""
    folders = ("usr/lib/postgresql/*/bin", "opt/homebrew/opt/postgresql*/bin")
    programs = {
        name: servers._program(name, *folders)
        for name in ("initdb", "postgres", "pg_isready", "createdb", "pg_dump", "psql")
    }
    account = servers._account()
    as_account = {"check": True, "capture_output": True, "cwd": "/", **servers._as_account(account)}
    with servers._folder(account) as folder:
        options = ["-U", "newsroom", "--auth=trust", "-E", "UTF8", "--locale=C", "--no-sync"]
        subprocess.run([programs["initdb"], "-D", folder / "data", *options], **as_account)
        command = [programs["postgres"], "-D", folder / "data", "-k", folder, "-c", "listen_addresses="]
        ready = [programs["pg_isready"], "-h", folder, "-U", "newsroom", "-d", "postgres", "-q"]

        def run():
            return servers._running(
                command, log=folder / "log", is_ready=lambda: servers._succeeds(*ready), account=account
            )

        with run():
            url = servers.make_database(folder, programs, "paper")
            servers.fill_with_tables(folder, programs, "paper")
        yield url, run


def ask(port, path):
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=20) as answer:
            return answer.status, answer.headers, answer.read().decode()
    except urllib.error.HTTPError as answer:
        return answer.code, answer.headers, answer.read().decode()


def ready(port):
    status, _, found = ask(port, "/readyz")
    found = json.loads(found)
    return status, found["status"], found["database"], found["worker"]


def is_kept(port, path):
    return "hit" in (ask(port, path)[1]["Cache-Status"] or "")


def test_paper_says_so_while_its_database_is_stopped_and_goes_on_when_it_is_back(stoppable, copy_collected, tmp_path):
    url, run = stoppable
    port = free_port()
    settings = {"DATA": str(tmp_path), "DEMO": "1", "PORT": str(port), "WORKERS": "1", "DATABASE_URL": url}
    copy_collected(tmp_path)
    with contextlib.ExitStack() as stack:
        with run():
            served = stack.enter_context(managed("serve", **settings))
            read_until(served, "Ctrl-C")
            was_kept = wait_until(lambda: is_kept(port, "/"))
            before = wait_until(lambda: ready(port)[3] == "ok") and ready(port)
            family = descendants(served.pid)
        seen, (unseen, headers, page) = ask(port, "/")[0], ask(port, "/polls/")
        stopped, livez = ready(port), ask(port, "/livez")[0]
        with run():
            is_back = wait_until(lambda: ask(port, "/polls/")[0] == 200, seconds=5)
            is_heard = wait_until(lambda: ready(port) == before, seconds=60)
            after = descendants(served.pid)
            served.terminate()
            served.communicate(timeout=30)

    assert was_kept
    assert before == (200, "ok", "ok", "ok")
    assert (seen, unseen, livez) == (200, 503, 200)
    assert headers["Retry-After"] == "10"
    assert "Please try again in a moment" in page
    assert stopped == (200, "degraded", "no answer", "unknown")
    assert is_back
    assert is_heard
    assert after == family, "nothing fell"
    assert served.returncode == 0
