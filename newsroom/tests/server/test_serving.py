import json
import os
import re
import shutil
import signal
import socket
import time
import urllib.request
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders

from common.css_bundle import BundledStaticFilesStorage
from newsroom.server.supervisor import GRACE
from newsroom.tests.processes import (
    KEY,
    descendants,
    free_port,
    is_alive,
    manage,
    managed,
    read_until,
    wait_until,
)

linux_only = pytest.mark.skipif(not os.path.isdir("/proc/self"), reason="Looks at processes in /proc.")


@pytest.fixture(scope="module")
def paper(tables, copy_collected, tmp_path_factory):
    """Settings under which a paper can be served: its own folder with all tables, and a free port."""
    folder = tmp_path_factory.mktemp("paper")
    shutil.copy(tables, folder / "newsroom.sqlite3")
    copy_collected(folder)
    return {"DATA": str(folder), "DEMO": "1", "PORT": str(free_port()), "WORKERS": "2"}


def get(paper, path):
    with urllib.request.urlopen(f"http://127.0.0.1:{paper['PORT']}{path}", timeout=20) as response:
        return response.status, response.read().decode()


@linux_only
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_one_signal_stops_every_process_that_was_started(number, paper):
    with managed("serve", **paper) as process:
        read_until(process, "Ctrl-C")
        assert get(paper, "/livez") == (200, "ok\n")
        started = descendants(process.pid)
        began = time.monotonic()

        os.killpg(process.pid, number)
        said, _ = process.communicate(timeout=20)

        assert len(started) == 3, "two web processes and the task worker"
        assert process.returncode == 0
        assert said == "Stopped.\n"
        assert not [pid for pid in started if is_alive(pid)]
        assert time.monotonic() - began < GRACE + 2


@linux_only
def test_what_was_started_ends_when_its_parent_is_killed(paper):
    with managed("serve", **paper) as process:
        said = read_until(process, "Ctrl-C")
        started = descendants(process.pid)

        process.kill()

        assert started, said
        assert wait_until(lambda: not any(map(is_alive, started)), seconds=15)


@linux_only
def test_a_web_server_that_falls_is_started_again_with_fresh_workers(paper):
    with managed("serve", **paper) as process:
        read_until(process, "Ctrl-C")
        family = descendants(process.pid)
        web = family[0]

        os.kill(web, signal.SIGKILL)
        said = read_until(process, "starting it again")

        assert "The web server fell (status -9); starting it again." in said
        assert wait_until(lambda: not is_alive(web))
        assert wait_until(lambda: get_quietly(paper) == (200, "ok\n"))


def get_quietly(paper):
    try:
        return get(paper, "/livez")
    except OSError:
        return None


def test_the_pages_are_served_with_hashed_files_and_one_stylesheet(paper):
    shutil.rmtree(Path(paper["DATA"]) / "static")  # `serve` collects them

    with managed("serve", **paper) as process:
        read_until(process, "Ctrl-C")

        _, page = get(paper, "/")
        stylesheet = page.partition('rel="stylesheet" href="')[2].partition('"')[0]
        status, rules = get(paper, stylesheet)

    assert stylesheet.startswith("/static/newsroom/css/site.")
    assert stylesheet != "/static/newsroom/css/site.css"
    assert status == 200
    assert "@import" not in rules


def test_lines_are_for_programs_and_numbers_of_all_processes_add_up_where_that_is_asked_for(paper):
    asked, metrics_port = 20, free_port()
    with managed("serve", **paper, LOG_FORMAT="json", METRICS_PORT=str(metrics_port)) as process:
        said = read_until(process, "Ctrl-C")
        for _ in range(asked):
            get(paper, "/livez")
        _, numbers = get({"PORT": metrics_port}, "/metrics")
        process.terminate()
        said += process.communicate(timeout=20)[0]

    lines = [json.loads(line) for line in said.splitlines()]
    assert 'newsroom_request_seconds_count{view="livez",status="200",cache="none"} 20' in numbers
    assert len([line for line in lines if line.get("path") == "/livez"]) == asked
    assert len({line["request_id"] for line in lines if "path" in line}) == asked


@pytest.mark.postgresql
def test_a_paper_on_postgresql_is_served_and_stopped_alike(paper, postgresql_database_url):
    settings = paper | {"DATABASE_URL": postgresql_database_url}
    migrated = manage("migrate", "-v", "0", **settings)

    with managed("serve", **settings) as process:
        greeting = read_until(process, "Ctrl-C")
        front, _ = get(settings, "/")
        ready, _ = get(settings, "/readyz")
        process.terminate()
        said, _ = process.communicate(timeout=20)

    assert migrated.returncode == 0, migrated.stderr
    assert "PostgreSQL" in greeting
    assert (front, ready) == (200, 200)
    assert said == "Stopped.\n"
    assert process.returncode == 0


@linux_only
def test_what_watches_over_the_others_holds_neither_django_nor_the_paper(paper):
    with managed("serve", **paper) as process:
        read_until(process, "Ctrl-C")
        maps = Path(f"/proc/{process.pid}/smaps_rollup").read_text()
        mapped = Path(f"/proc/{process.pid}/maps").read_text()
        child = descendants(process.pid)[0]
        mapped_by_a_child = Path(f"/proc/{child}/maps").read_text()

    assert int(re.search(r"Pss: +(\d+) kB", maps)[1]) < 20 * 1024
    assert "site-packages" not in mapped
    assert "site-packages" in mapped_by_a_child


@pytest.mark.parametrize("command", ["serve", "demo"])
def test_a_taken_port_is_one_clear_line(command, paper):
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]

        result = manage(command, **paper | {"PORT": str(port)})

    assert result.returncode == 1
    assert result.stdout == ""
    assert (
        result.stderr
        == f"CommandError: Port {port} on 127.0.0.1 is taken or not ours to use; choose another with PORT=….\n"
    )


def test_nothing_is_served_with_a_key_that_nobody_chose(paper):
    result = manage("serve", **paper | {"DEMO": "0"})

    assert result.returncode == 1
    assert result.stderr.splitlines() == [
        "CommandError: SECRET_KEY should be set to at least 50 random characters before readers are served."
    ]


def test_nothing_is_served_before_the_database_is_migrated(tmp_path):
    result = manage("serve", DATA=str(tmp_path), SECRET_KEY=KEY, PORT=str(free_port()))

    assert result.returncode == 1
    assert "migrations are not applied: run `python manage.py migrate` first." in result.stderr
    assert len(result.stderr.splitlines()) == 1


def test_nothing_is_served_when_the_database_does_not_answer(paper):
    result = manage("serve", **paper | {"DATABASE_URL": f"postgres://paper:hush@127.0.0.1:{free_port()}/paper"})

    assert result.returncode == 1
    assert result.stderr.startswith("CommandError: The database does not answer")
    assert "hush" not in result.stderr
    assert len(result.stderr.splitlines()) == 1


def test_a_paper_that_was_set_up_is_served_when_its_database_is_down(paper, copy_collected, tmp_path):
    settings = paper | {"DATA": str(tmp_path)}
    database = tmp_path / "newsroom.sqlite3"
    shutil.copy(Path(paper["DATA"]) / "newsroom.sqlite3", database)
    copy_collected(tmp_path)
    with managed("serve", **settings) as process:
        read_until(process, "Ctrl-C")
    database.rename(tmp_path / "elsewhere")
    database.mkdir()  # which nothing can open as a database

    with managed("serve", **settings) as process:
        said = read_until(process, "Ctrl-C")
        answer = get(settings, "/livez")

    assert said.startswith("The database does not answer, so its migrations were not checked; serving goes on without")
    assert answer == (200, "ok\n")


def test_a_database_that_has_vanished_is_not_made_anew(paper, copy_collected, tmp_path):
    settings = paper | {"DATA": str(tmp_path)}
    shutil.copy(Path(paper["DATA"]) / "newsroom.sqlite3", tmp_path)
    copy_collected(tmp_path)
    with managed("serve", **settings) as process:
        read_until(process, "Ctrl-C")
    for file in tmp_path.glob("newsroom.sqlite3*"):
        file.unlink()

    result = manage("serve", **settings)

    assert result.returncode == 1
    assert "was there before and is gone" in result.stderr
    assert not list(tmp_path.glob("newsroom.sqlite3*"))


def test_a_bad_number_of_workers_is_one_clear_line(paper):
    result = manage("serve", **paper | {"WORKERS": "lots"})

    assert result.returncode == 1
    assert result.stderr == "Newsroom cannot start: WORKERS should be a whole number from 1 to 64, not 'lots'.\n"


def test_the_demo_has_to_be_asked_for(tmp_path):
    result = manage("demo", DATA=str(tmp_path))

    assert result.returncode == 1
    assert "set DEMO=1" in result.stderr


def test_a_changed_component_is_in_the_stylesheet_after_the_next_collecting(tmp_path, settings):
    source, target = tmp_path / "source", tmp_path / "target"
    sheets = source / "newsroom" / "css"
    sheets.mkdir(parents=True)
    (sheets / "site.css").write_text('/* Order. */\n@import url("part.css");\nb { color: red; }\n')
    settings.STATICFILES_DIRS = [source]
    finders.get_finder.cache_clear()
    storage = BundledStaticFilesStorage(location=target)
    (target / "newsroom" / "css").mkdir(parents=True)
    (target / "newsroom" / "css" / "site.css").write_text("b { color: grey; }")

    (sheets / "part.css").write_text("a { color: blue; }\n")
    list(storage.post_process({"newsroom/css/site.css": (storage, "newsroom/css/site.css")}))
    finders.get_finder.cache_clear()

    assert (target / "newsroom" / "css" / "site.css").read_text() == "a { color: blue; }\nb { color: red; }\n"
