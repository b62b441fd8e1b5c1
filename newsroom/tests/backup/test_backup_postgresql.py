import shutil
from threading import Event, Thread
from urllib.parse import unquote, urlsplit

import pytest
from django.db import connection
from django.db.backends.postgresql.base import DatabaseWrapper

from newsroom.backup import postgresql
from newsroom.backup.manifest import BackupFailed, read_manifest
from newsroom.backup.store import BackupStore
from newsroom.tests.papers import Paper, fill
from newsroom.tests.processes import manage, wait_until

pytestmark = pytest.mark.postgresql
ADD = "INSERT INTO django_session (session_key, session_data, expire_date) VALUES (%s, '', '2030-01-01')"


def paper_at(url, data, store):
    data.mkdir(exist_ok=True)
    parts = urlsplit(url)
    settings = connection.settings_dict | {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": parts.username,
        "PASSWORD": "",
        "HOST": unquote(parts.netloc.partition("@")[2]),
        "PORT": "",
        "OPTIONS": {},
    }
    return Paper(data, DatabaseWrapper(settings, "paper"), BackupStore(store))


@pytest.fixture
def paper(postgresql_database_url, tmp_path, django_db_blocker):
    found = paper_at(postgresql_database_url, tmp_path / "paper", tmp_path / "backups")
    fill(found)
    with django_db_blocker.unblock():
        yield found
        found.connection.close()


@pytest.fixture
def names(paper):
    """The databases that are there, as seen from the server's own."""

    def found():
        with postgresql.connected(paper.connection, dbname="postgres") as server:
            mine = paper.connection.settings_dict["NAME"]
            rows = server.execute("SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [mine])
            return {name.removeprefix(mine) for (name,) in rows}

    return found


def run(paper, sql, *values):
    with postgresql.connected(paper.connection, autocommit=True) as database:
        cursor = database.execute(sql, values)
        return cursor.fetchall() if cursor.description else []


def add_pairs(paper, stop, written):
    with postgresql.connected(paper.connection, autocommit=True) as database:
        while not stop.is_set():
            with database.transaction():
                database.execute(ADD, [f"first-{len(written)}"])
                database.execute(ADD, [f"second-{len(written)}"])
            written.append(1)


def test_the_copy_is_one_moment_of_a_database_that_is_being_written_to(paper):
    stop, written = Event(), []
    writer = Thread(target=add_pairs, args=[paper, stop, written])
    writer.start()
    try:
        assert wait_until(lambda: written)
        paper.back_up()
    finally:
        stop.set()
        writer.join()

    rows = read_manifest(paper.store.find()).database.rows["django_session"]
    paper.restore(replace=True)

    assert rows >= 2
    assert rows % 2 == 0
    assert run(paper, "SELECT COUNT(*) FROM django_session") == [(rows,)]


def test_replace_keeps_the_old_database_beside_it_and_cuts_off_who_is_connected(paper, names):
    run(paper, ADD, "a\nb\tc\\.")
    paper.back_up()
    run(paper, ADD, "since")
    with paper.connection.cursor() as reader:
        reader.execute("SELECT 1")

    paper.restore(replace=True)

    assert run(paper, "SELECT session_key FROM django_session") == [("a\nb\tc\\.",)]
    old = [name for name in names() if name]
    assert len(old) == 1
    assert old[0].startswith("_before_")


def test_a_paper_comes_back_into_a_database_without_tables(paper, names, tmp_path):
    run(paper, ADD, "one")
    house = run(paper, "SELECT house FROM site_version")
    paper.back_up()
    run(paper, "DROP SCHEMA public CASCADE")
    run(paper, "CREATE SCHEMA public")
    shutil.rmtree(paper.data / "media")

    done = paper.restore()

    assert run(paper, "SELECT session_key FROM django_session") == [("one",)]
    assert run(paper, "SELECT house FROM site_version") != house
    assert done.waiting_migrations == 0
    assert names() == {""}
    assert paper.read("media/pictures/harbour.jpg") == b"harbour" * 1000


def test_triggers_are_those_of_this_version_whichever_made_the_backup(paper):
    made = "(tgname ^@ 'audit_' OR tgname ^@ 'site_moves_')"
    triggers = f"SELECT tgname, tgrelid::regclass::text FROM pg_trigger WHERE {made} ORDER BY tgname"
    own = run(paper, triggers)
    for name, table in own[::2]:
        run(paper, f"DROP TRIGGER {name} ON {table}")
    for name, table in own[1::2]:
        run(paper, f"ALTER TRIGGER {name} ON {table} RENAME TO {name}_old")
    paper.back_up()

    paper.restore(replace=True)

    assert len(own) > 100
    assert run(paper, triggers) == own


def test_numbers_of_changes_that_were_given_out_are_not_given_again(paper):
    sequence = "pg_get_serial_sequence('articles_storyevent', 'id')"
    run(paper, f"SELECT setval({sequence}, 1400)")
    paper.back_up()

    paper.restore(replace=True)

    assert run(paper, f"SELECT nextval({sequence}) > 1700000000") == [(True,)]


@pytest.mark.parametrize("harm", ["dump", "picture"])
def test_a_damaged_backup_touches_nothing(harm, paper, names):
    paper.back_up()
    backup = paper.store.find()
    if harm == "dump":
        (backup / postgresql.FILE).write_bytes(b"PGDMP" + b"worm" * 100)
    else:
        paper.store.path_of(read_manifest(backup).media["pictures/harbour.jpg"].digest).write_bytes(b"worm")
    run(paper, ADD, "since")
    before = paper.files()

    with pytest.raises(BackupFailed, match="damaged"):
        paper.restore(replace=True)

    assert run(paper, "SELECT session_key FROM django_session") == [("since",)]
    assert names() == {""}
    assert paper.files() == before


def test_a_dump_that_ends_too_early_is_no_copy(paper):
    paper.back_up()
    dump = paper.store.find() / postgresql.FILE
    rows = read_manifest(paper.store.find()).database.rows
    postgresql.check_dump(dump, rows)
    dump.write_bytes(dump.read_bytes()[:-2000])

    with pytest.raises(BackupFailed):
        postgresql.check_dump(dump, rows)


def test_without_the_programs_of_postgresql_the_refusal_names_them(paper, monkeypatch):
    monkeypatch.setenv("PATH", "/nowhere")

    with pytest.raises(BackupFailed, match="pg_dump is not installed here.*postgresql-client"):
        paper.back_up()

    assert paper.store.backups() == []


def test_the_command_backs_up_what_the_environment_names(postgresql_database_url, tmp_path):
    done = manage(
        "backup",
        str(tmp_path / "backups"),
        DATABASE_URL=postgresql_database_url,
        DATA=str(tmp_path / "data"),
        SITE_URL="http://localhost",
    )

    assert done.returncode == 0, done.stderr
    assert "1 files, 1 of them new" in done.stdout
