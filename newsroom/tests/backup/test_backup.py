import itertools
import sqlite3
from contextlib import closing

import pytest
from django.core.files.base import ContentFile
from django.core.management import CommandError, call_command

from newsroom.backup import back_up as acts
from newsroom.backup.manifest import BackupFailed, read_manifest
from newsroom.backup.store import BackupStore
from newsroom.tests.papers import being_written_to


def contents(store):
    return {path.name for path in (store.folder / "objects").glob("*/*")}


def everything(folder):
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.name != ".lock"}


@pytest.fixture
def with_a_full_disk(paper, monkeypatch):
    """The backup's disk takes the first of the paper's files and then no more."""
    whole, calls = BackupStore.add, itertools.count()

    def add(self, source):
        if next(calls):
            raise OSError(28, "No space left on device")
        return whole(self, source)

    return lambda: monkeypatch.setattr(BackupStore, "add", add)


def test_a_backup_holds_database_pictures_and_what_must_hold_without_a_database(paper):
    done = paper.back_up()

    manifest = read_manifest(paper.store.find(done.name))
    assert set(manifest.media) == {"pictures/harbour.jpg", "__processed__/1a/harbour-320.avif"}
    assert set(manifest.data) == {"secret-key", "tombstones/12.json", "rights/abc"}
    assert manifest.database.rows["django_migrations"] > 50
    assert manifest.database.rows == {
        name: paper.execute(f"SELECT COUNT(*) FROM {name}")[0][0] for name in manifest.database.rows
    }
    assert done.new_contents == done.files == 5


def test_the_copy_is_one_moment_of_a_database_that_is_being_written_to(paper):
    with being_written_to(paper) as written:
        before = len(written)
        done = paper.back_up()
        assert len(written) > before, "the writer went on meanwhile"

    folder = paper.store.find(done.name)
    with closing(sqlite3.connect(folder / "database.sqlite3")) as copy:
        halves = [
            copy.execute(f"SELECT COUNT(*) FROM django_session WHERE session_key LIKE '{half}-%'").fetchone()[0]
            for half in ("first", "second")
        ]
    assert halves[0] == halves[1] >= before
    assert read_manifest(folder).database.rows["django_session"] == sum(halves)
    assert sorted(path.name for path in folder.iterdir()) == ["database.sqlite3", "manifest.json"]


def test_nobody_but_its_owner_reads_a_backup(paper):
    paper.back_up()

    files = [path for path in paper.store.folder.rglob("*") if path.is_file()]
    assert paper.store.folder.stat().st_mode & 0o077 == 0
    assert [path.name for path in files if path.stat().st_mode & 0o077 and path.parent != paper.store.folder] == []


def test_a_second_backup_reads_and_copies_only_what_is_new(paper, monkeypatch, time_machine):
    time_machine.move_to("2026-11-28T10:00:00Z", tick=False)
    paper.back_up()
    first = contents(paper.store)
    paper.storage.save("pictures/pier.jpg", ContentFile(b"pier"))
    opened = []
    whole = BackupStore.add
    monkeypatch.setattr(BackupStore, "add", lambda self, source: opened.append(source.name) or whole(self, source))
    time_machine.move_to("2026-11-28T11:00:00Z", tick=False)

    done = paper.back_up()

    assert [name.rpartition("/")[2] for name in opened] == ["pier.jpg"]
    assert len(contents(paper.store) - first) == done.new_contents == 1
    assert len(read_manifest(paper.store.find()).media) == 3


def test_a_picture_that_changed_in_its_place_is_copied_anew(paper, time_machine):
    time_machine.move_to("2026-11-28T10:00:00Z", tick=False)
    paper.back_up()
    paper.write("media/pictures/harbour.jpg", b"HARBOUR" * 1000)
    time_machine.move_to("2026-11-28T11:00:00Z", tick=False)

    done = paper.back_up()

    assert done.new_contents == 1


def test_files_of_the_same_content_are_kept_once(paper):
    paper.storage.save("pictures/again.jpg", ContentFile(b"harbour" * 1000))

    done = paper.back_up()

    assert (done.files, done.new_contents) == (6, 5)


def test_a_full_disk_leaves_the_last_good_backup_and_no_half(paper, with_a_full_disk, time_machine):
    time_machine.move_to("2026-11-28T10:00:00Z", tick=False)
    good = paper.back_up()
    before = everything(paper.store.folder)
    paper.storage.save("pictures/pier.jpg", ContentFile(b"pier"))
    paper.storage.save("pictures/quay.jpg", ContentFile(b"quay"))
    with_a_full_disk()
    time_machine.move_to("2026-11-28T11:00:00Z", tick=False)

    with pytest.raises(BackupFailed, match=f"No space left on device.*still {good.name}"):
        paper.back_up(keep=1)

    assert everything(paper.store.folder) == before
    assert paper.store.damaged(read_manifest(paper.store.find())) == []


def test_a_copy_with_other_rows_than_were_counted_is_no_backup(paper, monkeypatch):
    monkeypatch.setattr(acts.sqlite, "count_rows", _counts())

    with pytest.raises(BackupFailed, match="a 2 instead of 1"):
        paper.back_up()

    assert paper.store.backups() == []


def _counts():
    counts = iter([{"a": 1}, {"a": 2}])
    return lambda database: next(counts)


def test_keep_forgets_old_backups_and_what_nobody_needs_any_more(paper, time_machine):
    for hour in (10, 11, 12):
        time_machine.move_to(f"2026-11-28T{hour}:00:00Z", tick=False)
        paper.write("media/pictures/harbour.jpg", f"harbour at {hour}".encode())
        done = paper.back_up(keep=2)

    assert [path.name for path in paper.store.backups()] == ["2026-11-28T110000Z", "2026-11-28T120000Z"]
    assert done.pruned == 1
    assert contents(paper.store) == {digest for path in paper.store.backups() for digest in read_manifest(path).digests}
    assert len(contents(paper.store)) == 6  # four that stay the same and two harbours


def test_two_backups_at_once_are_refused(paper):
    with BackupStore(paper.store.folder).locked(), pytest.raises(BackupFailed, match="Another backup"):
        paper.back_up()


def test_verify_finds_a_content_that_is_no_longer_what_was_written(paper, capsys):
    paper.back_up()

    call_command("backup", paper.store.folder, "--verify")
    assert "all 5 contents are as they were written" in capsys.readouterr().out
    spoiled = next(iter(contents(paper.store)))
    paper.store.path_of(spoiled).write_bytes(b"worm")

    with pytest.raises(CommandError, match=f"1 contents of .* missing or damaged: {spoiled}"):
        call_command("backup", paper.store.folder, "--verify")


def test_a_backup_never_lies_among_the_pictures(paper, settings):
    with pytest.raises(CommandError, match="readers could fetch it"):
        call_command("backup", settings.MEDIA_ROOT / "backups")
