import sqlite3
import sys
from contextlib import closing
from threading import Event, Thread

import pytest

from common import sqlite_log
from common.sqlite_log import LEAVE_THE_LOG, can_lose_commits, checkpoint
from newsroom.tests.processes import manage, run_program, wait_until


def opened(path):
    database = sqlite3.connect(path, isolation_level=None, timeout=20)
    database.execute("PRAGMA journal_mode=WAL")
    database.execute("PRAGMA wal_autocheckpoint=0")
    return database


@pytest.fixture
def path(tmp_path):
    with closing(opened(tmp_path / "log.sqlite3")) as database:
        database.execute("CREATE TABLE words (word TEXT)")
    return tmp_path / "log.sqlite3"


def log_of(path):
    return path.with_name(f"{path.name}-wal").stat().st_size


@pytest.mark.parametrize("version", [(3, 51, 3), (3, 52, 0), (3, 50, 7), (3, 50, 9), (3, 44, 6)])
def test_versions_with_the_mend_move_their_log_by_themselves(version):
    assert can_lose_commits(version) is False


@pytest.mark.parametrize("version", [(3, 40, 1), (3, 44, 5), (3, 45, 0), (3, 50, 6), (3, 51, 0), (3, 51, 2)])
def test_versions_without_the_mend_are_known(version):
    assert can_lose_commits(version) is True


def test_moving_the_log_lets_it_begin_anew_and_loses_nothing(path):
    with closing(opened(path)) as database:
        database.executemany("INSERT INTO words VALUES (?)", [["x" * 1000]] * 500)
        grown = log_of(path)

        checkpoint(path, timeout=20)
        database.execute("INSERT INTO words VALUES ('next')")

        assert grown > 400_000
        assert log_of(path) == grown, "written over from its beginning"
        assert database.execute("SELECT COUNT(*) FROM words").fetchone() == (501,)


def test_nothing_is_lost_under_writers_while_the_log_is_moved_again_and_again(path):
    stop, written = Event(), [[], []]

    def write(mine):
        with closing(opened(path)) as database:
            while not stop.is_set():
                database.execute("INSERT INTO words VALUES ('word')")
                mine.append(1)
                stop.wait(0.001)  # SQLite keeps no queue: one that never rests can keep the other waiting for good

    writers = [Thread(target=write, args=[mine]) for mine in written]
    for writer in writers:
        writer.start()
    assert wait_until(lambda: all(written))
    for _turn in range(30):
        checkpoint(path, timeout=20)
    stop.set()
    for writer in writers:
        writer.join()

    with closing(opened(path)) as database:
        assert database.execute("SELECT COUNT(*) FROM words").fetchone() == (sum(map(len, written)),)
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_a_reader_who_keeps_the_log_from_being_emptied_is_told_of(path, monkeypatch, caplog):
    monkeypatch.setattr(sqlite_log, "LARGE", 1000)
    with closing(opened(path)) as database:
        database.execute("INSERT INTO words VALUES ('word')")

        checkpoint(path, timeout=20)

    assert "somebody has been reading for long" in caplog.text


def test_the_papers_connections_leave_the_log_alone_where_they_must(tmp_path):
    code = "from django.db import connection as c; c.ensure_connection(); "
    code += "print(c.connection.execute('PRAGMA wal_autocheckpoint').fetchone()[0])"

    done = manage("shell", "-v", "0", "-c", code, DATA=str(tmp_path), SITE_URL="http://localhost")

    assert done.stdout.strip() == ("0" if LEAVE_THE_LOG else "1000"), done.stderr


def test_the_worker_moves_the_log_of_the_papers_database(tmp_path):
    code = """
import django; django.setup()
from pathlib import Path
from django.db import connection
from common import sqlite_log
sqlite_log.LEAVE_THE_LOG = "as an old version"
with connection.cursor() as cursor:
    cursor.execute("PRAGMA wal_autocheckpoint=0")
    cursor.execute("CREATE TABLE words (word TEXT)")
before = Path(connection.settings_dict["NAME"]).stat().st_size
sqlite_log.move_log_into_database()
print(before, Path(connection.settings_dict["NAME"]).stat().st_size)
"""
    done = run_program(
        sys.executable,
        "-c",
        code,
        DATA=str(tmp_path),
        SITE_URL="http://localhost",
        DJANGO_SETTINGS_MODULE="newsroom.settings",
    )

    before, after = map(int, done.stdout.split())
    assert after > before
