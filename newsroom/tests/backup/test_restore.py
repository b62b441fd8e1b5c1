import json

import pytest
from django.core.files.base import ContentFile
from django.core.management import CommandError, call_command

from newsroom.backup.exchange import Exchange
from newsroom.backup.manifest import BackupFailed, read_manifest
from newsroom.tests.papers import being_written_to
from newsroom.tests.processes import KEY, free_port, manage

COUNT = "SELECT COUNT(*) FROM django_session"
ADD = "INSERT INTO django_session (session_key, session_data, expire_date) VALUES (?, '', '2030-01-01')"


def state(paper):
    return paper.files(), paper.execute(COUNT)


def test_a_paper_comes_back_on_another_machine_as_it_was(paper, empty_paper):
    paper.execute(ADD, "one")
    paper.back_up()

    done = empty_paper.restore()

    assert empty_paper.files() == paper.files()
    assert empty_paper.execute("SELECT session_key FROM django_session") == [("one",)]
    assert done.waiting_migrations == 0
    assert done.kept_aside == []
    assert (empty_paper.data / "secret-key").stat().st_mode & 0o777 == 0o600
    assert (empty_paper.data / "media/pictures/harbour.jpg").stat().st_mode & 0o777 == 0o600


def test_letters_that_were_on_their_way_wait_for_a_person(paper, empty_paper):
    facts = "slug, name, description, kind, from_name, is_open, position, weekdays, needs_approval, least_new_stories"
    values = "'m', 'M', 'd', 'letter', '', 1, 0, '', 1, 3, 1, '2026-01-01'"
    execute = paper.connection.cursor().execute
    execute(f"INSERT INTO newsroom_newsletter ({facts}, most_a_day, created_at) VALUES ({values})")
    moment = "'2026-01-01 06:30:00'"
    for number, (state_before, over) in enumerate(
        [("sending", "NULL"), ("frozen", "NULL"), ("scheduled", "NULL"), ("sent", moment), ("draft", "NULL")]
    ):
        frozen = moment if state_before in ("sending", "frozen", "sent") else "NULL"
        execute(
            "INSERT INTO newsroom_issue (newsletter_id, number, state, version, subject, preheader, note, send_at,"
            " recipients, accepted, refused, skipped, created_at, frozen_at, over_at) VALUES"
            f" (1, {number}, '{state_before}', 0, 's', 'p', '', {moment}, 0, 0, 0, 0, {moment}, {frozen}, {over})"
        )
    paper.back_up()

    empty_paper.restore()

    states = [row[0] for row in empty_paper.execute("SELECT state FROM newsroom_issue ORDER BY number")]
    assert states == ["paused", "paused", "approved", "sent", "draft"]


@pytest.mark.parametrize("given_out", [None, 1400])
def test_numbers_of_changes_that_were_given_out_are_not_given_again(paper, empty_paper, given_out):
    if given_out:
        paper.execute("INSERT INTO sqlite_sequence (name, seq) VALUES ('articles_storyevent', ?)", given_out)
    paper.back_up()

    empty_paper.restore()

    ((number,),) = empty_paper.execute("SELECT seq FROM sqlite_sequence WHERE name = 'articles_storyevent'")
    assert number > 1_700_000_000


def test_a_backup_that_was_made_under_writes_comes_back_whole(paper, empty_paper):
    with being_written_to(paper):
        paper.back_up()

    empty_paper.restore()

    rows = read_manifest(paper.store.find()).database.rows
    assert empty_paper.execute(COUNT) == [(rows["django_session"],)]
    assert rows["django_session"] > 0


def test_a_paper_that_is_there_is_not_replaced_unasked(paper):
    paper.back_up()
    paper.execute(ADD, "since")
    before = state(paper)

    with pytest.raises(BackupFailed, match="--replace"):
        paper.restore()

    assert state(paper) == before


def test_pictures_alone_are_a_paper_too(paper, empty_paper):
    paper.back_up()
    empty_paper.storage.save("pictures/only.jpg", ContentFile(b"only"))

    with pytest.raises(BackupFailed, match="--replace"):
        empty_paper.restore()


def test_replace_keeps_what_was_there_beside_it(paper):
    paper.back_up()
    paper.execute(ADD, "since")
    paper.storage.save("pictures/since.jpg", ContentFile(b"since"))

    done = paper.restore(replace=True)

    aside = {name.partition(".before-")[0]: paper.data / name for name in done.kept_aside}
    assert paper.execute(COUNT) == [(0,)]
    assert not (paper.data / "media/pictures/since.jpg").exists()
    assert (aside["media"] / "pictures/since.jpg").read_bytes() == b"since"
    assert set(aside) == {"newsroom.sqlite3", "media", "rights", "secret-key", "tombstones"}
    assert list(paper.data.glob("*.restoring")) == []


def test_what_was_taken_down_since_stays_taken_down(paper):
    paper.back_up()
    paper.write("tombstones/99.json", b'{"notice": "Since."}')

    paper.restore(replace=True)

    assert paper.read("tombstones/99.json") == b'{"notice": "Since."}'
    assert paper.read("tombstones/12.json") == b'{"notice": "Gone."}'


@pytest.mark.parametrize("harm", ["worm", "missing", "database", "manifest"])
def test_a_damaged_backup_touches_nothing(harm, paper):
    paper.back_up()
    backup = paper.store.find()
    content = paper.store.path_of(read_manifest(backup).media["pictures/harbour.jpg"].digest)
    if harm == "worm":
        content.write_bytes(b"worm")
    elif harm == "missing":
        content.unlink()
    elif harm == "database":
        with (backup / "database.sqlite3").open("r+b") as file:
            file.seek(5000)
            file.write(b"worm" * 10)
    else:
        (backup / "manifest.json").write_text("{")
    before = state(paper)

    with pytest.raises(BackupFailed, match="damaged|missing|no manifest"):
        paper.restore(replace=True)

    assert state(paper) == before


def test_what_changed_place_goes_back_when_the_rest_cannot(paper, monkeypatch):
    paper.back_up()
    paper.execute(ADD, "since")
    before = state(paper)
    whole = Exchange.put

    def put(self, draft, place):
        if place.name == "newsroom.sqlite3":
            raise OSError(28, "No space left on device")
        whole(self, draft, place)

    monkeypatch.setattr(Exchange, "put", put)

    with pytest.raises(BackupFailed, match="No space left"):
        paper.restore(replace=True)

    assert state(paper) == before


def test_a_backup_of_a_newer_version_is_refused_by_name(paper):
    paper.execute(
        "INSERT INTO django_migrations (app, name, applied) VALUES ('articles', '9999_from_the_future', '2030-01-01')"
    )
    paper.back_up()

    with pytest.raises(BackupFailed, match=r"newer version than this one, which does not know articles\.9999_from"):
        paper.restore(replace=True)


def test_a_backup_of_an_older_version_says_what_is_waiting(paper):
    paper.execute("DELETE FROM django_migrations WHERE app = 'sessions'")
    paper.back_up()

    assert paper.restore(replace=True).waiting_migrations == 1


def test_triggers_are_those_of_this_version_whichever_made_the_backup(paper):
    made = "(name GLOB 'audit_*' OR name GLOB 'site_moves_*')"
    triggers = f"SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND {made} ORDER BY name"
    own = paper.execute(triggers)
    for name, _sql in own:
        paper.execute(f"DROP TRIGGER {name}")
    for prefix in ("audit", "site_moves"):
        paper.execute(f"CREATE TRIGGER {prefix}_before AFTER INSERT ON newsroom_page BEGIN SELECT 1; END")
    paper.back_up()

    paper.restore(replace=True)

    assert paper.execute(triggers) == own


def test_kept_pages_go_and_the_number_of_the_site_begins_anew(paper):
    before = paper.execute("SELECT id, house, number FROM site_version")
    paper.write("pages/front", b"an old front page")
    paper.back_up()

    paper.restore(replace=True)

    after = paper.execute("SELECT id, house, number FROM site_version")
    assert [(row[0], row[2]) for row in after] == [(row[0], row[2]) for row in before]
    assert {row[1] for row in after}.isdisjoint(row[1] for row in before)
    assert not (paper.data / "pages").exists()


def test_a_backup_of_another_database_is_refused(paper, monkeypatch):
    paper.back_up()
    monkeypatch.setattr(type(paper.connection), "vendor", "postgresql")

    with pytest.raises(BackupFailed, match="of sqlite, and DATABASE_URL names postgresql"):
        paper.restore(replace=True)


def test_a_folder_without_a_backup_is_one_clear_line(tmp_path, settings):
    settings.PORT = free_port()

    with pytest.raises(CommandError, match="Nothing was restored. .* holds no backup"):
        call_command("restore", tmp_path / "nothing")

    assert not (tmp_path / "nothing").exists()


def test_the_commands_bring_a_paper_from_one_folder_to_another(paper, tmp_path):
    there = {"SITE_URL": "http://localhost", "PORT": str(free_port())}

    made = manage("backup", str(paper.store.folder), DATA=str(paper.data), **there)
    back = manage("restore", str(paper.store.folder), DATA=str(tmp_path / "new"), **there)

    assert made.returncode == back.returncode == 0, made.stderr + back.stderr
    assert "5 files, 5 of them new" in made.stdout
    assert json.loads(paper.read("last-backup"))["folder"] == str(paper.store.folder)
    assert "is back" in back.stdout
    assert "SECRET_KEY" not in back.stdout
    assert (tmp_path / "new/media/pictures/harbour.jpg").read_bytes() == b"harbour" * 1000


def test_the_audit_log_of_a_restored_paper_holds_and_says_that_it_was_restored(paper):
    there = {"SITE_URL": "http://localhost", "PORT": str(free_port()), "SECRET_KEY": KEY, "DATA": str(paper.data)}
    manage("backup", str(paper.store.folder), **there)
    paper.write("audit-anchor", f"417:{'0' * 32}\n".encode())
    cut = manage("verify_audit", **there)

    back = manage("restore", str(paper.store.folder), "--replace", **there)

    assert "row 417 is gone" in cut.stderr
    assert back.returncode == 0, back.stderr
    assert manage("verify_audit", **there).stdout.startswith("1 rows, as they were written.")
    assert paper.execute("SELECT action, who FROM newsroom_audit") == [("restored", "manage.py restore")]
    assert [path.name for path in paper.data.glob("audit-anchor*")][0].startswith("audit-anchor.before-")
