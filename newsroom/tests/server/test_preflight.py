"""What stops the paper before anything is started, asked in the test's own process."""

import asyncio
import os
import socket
import threading

import pytest
from django.contrib.staticfiles.finders import get_finder
from django.core.management import CommandError, call_command
from django.db import OperationalError, connection

from common import site_version, tombstones
from newsroom.management.commands import collectstatic
from newsroom.page_cache import keeper
from newsroom.page_cache.store import Disk, Memory
from newsroom.server import preflight


def test_a_key_that_nobody_chose_is_refused_but_in_the_demonstration(settings):
    settings.SECRET_KEY_IS_OURS, settings.DEMO = False, True
    preflight.refuse_an_unsafe_key()
    settings.DEMO = False
    with pytest.raises(CommandError, match="SECRET_KEY"):
        preflight.refuse_an_unsafe_key()


def test_a_port_that_somebody_has_is_refused():
    with socket.create_server(("127.0.0.1", 0)) as listener, pytest.raises(CommandError, match="is taken"):
        preflight.refuse_a_taken_port("127.0.0.1", listener.getsockname()[1])


@pytest.fixture
def database(settings, tmp_path, monkeypatch):
    """The test's database, as if it were a file that is there."""
    settings.DATA = tmp_path
    file = tmp_path / "newsroom.sqlite3"
    file.touch()
    monkeypatch.setitem(settings.DATABASES["default"], "NAME", str(file))
    monkeypatch.setattr(preflight.connection, "copy", lambda: connection)
    monkeypatch.setattr(preflight.connection, "close", lambda: None)
    return file


@pytest.mark.django_db
class TestDatabase:
    def test_one_that_is_ready_is_taken_and_remembered(self, database, monkeypatch):
        assert preflight.refuse_an_old_database() == ""

        def fail(probe):
            raise OperationalError("the server is away\nand so on")

        monkeypatch.setattr(preflight, "MigrationExecutor", fail)
        assert preflight.refuse_an_old_database().endswith("serving goes on without it: the server is away")
        (database.parent / "database-seen").write_text("another")
        with pytest.raises(CommandError, match="does not answer: the server is away"):
            preflight.refuse_an_old_database()

    def test_one_that_waits_for_migrations_is_refused(self, database):
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM django_migrations WHERE app = 'polls'")
        with pytest.raises(CommandError, match=r"\d+ migrations are not applied"):
            preflight.refuse_an_old_database()

    def test_one_that_is_gone_is_not_made_anew(self, database):
        database.unlink()
        with pytest.raises(CommandError, match="There is no"):
            preflight.refuse_an_old_database()
        (database.parent / "database-seen").touch()
        with pytest.raises(CommandError, match="was there before and is gone"):
            preflight.refuse_an_old_database()
        assert not database.exists()


def test_static_files_are_collected_again_only_when_one_has_changed(settings, tmp_path):
    source = tmp_path / "source"
    source.mkdir()
    (source / "a.txt").write_text("a")
    settings.STATICFILES_DIRS, settings.STATIC_ROOT = [source], tmp_path / "static"
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    settings.STATIC_ROOT.mkdir()
    get_finder.cache_clear()
    assert not collectstatic.is_collected()

    call_command("collectstatic", "--noinput", "-v0")
    assert collectstatic.is_collected()
    os.utime(source / "a.txt", (1, 1))
    assert not collectstatic.is_collected()


@pytest.mark.django_db
def test_who_keeps_pages_goes_on_looking_while_the_database_is_away(tmp_path, monkeypatch):
    """The number is asked again and again, and a takedown is seen all the same."""
    asked, loop = [], asyncio.new_event_loop()
    kept = keeper.PageKeeper(memory=Memory(1000), disk=Disk(tmp_path, 1000), threads=None, files=None)

    def read():
        asked.append(threading.current_thread())
        if len(asked) == 2:
            raise OperationalError("away")
        if len(asked) == 4:
            loop.call_soon_threadsafe(loop.stop)

    monkeypatch.setattr(site_version, "read", read)
    monkeypatch.setattr(keeper, "POLL_EVERY", 0.01)
    monkeypatch.setattr(keeper.connection, "close", lambda: None)
    watching = threading.Thread(target=kept.watch, args=[loop])
    watching.start()
    tombstones.mark_taken_down(story=77, notice="", files=[])
    loop.run_forever()
    loop.close()
    watching.join(10)

    assert len(asked) >= 4
    assert 77 in kept.gone
    assert not watching.is_alive()
