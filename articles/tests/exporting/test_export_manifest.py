"""What holds of every export: it is whole or has no manifest, shows one moment, and nothing in it changes unseen."""

import errno
import sqlite3
from contextlib import closing

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from articles.exporting import folder as folder_module
from articles.exporting.archive import export_archive
from articles.exporting.folder import CannotExport
from articles.exporting.snapshot import one_snapshot
from articles.importing.source import CannotRead
from articles.tests.exports import read_back
from newsroom.backup.sqlite import wrapped


def test_export_refuses_a_folder_that_is_not_empty(export_root):
    export_root.mkdir()
    (export_root / "mine.txt").write_text("kept")

    with pytest.raises(CommandError, match="not empty"):
        call_command("export_archive", export_root)
    assert [path.name for path in export_root.iterdir()] == ["mine.txt"]


def test_full_disk_leaves_no_manifest(export_root, make_live_article, monkeypatch):
    make_live_article()
    finish = folder_module.ExportFolder._write_manifest

    def full(self, file, facts):
        finish(self, file, facts)
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(folder_module.ExportFolder, "_write_manifest", full)
    with pytest.raises(CannotExport, match="No space left"):
        export_archive(root=export_root)
    assert (export_root / "sections.json").exists()
    assert list(export_root.glob("manifest*")) == []


@pytest.mark.parametrize("name", ["manifest.json", "sections.json"])
def test_verifying_finds_one_byte_changed(export_root, make_live_article, capsys, name):
    make_live_article()
    call_command("export_archive", export_root)
    call_command("export_archive", export_root, verify=True)
    assert "every file is as it was written" in capsys.readouterr().out

    content = bytearray((export_root / name).read_bytes())
    content[len(content) // 2] ^= 1
    (export_root / name).write_bytes(content)

    with pytest.raises(CommandError, match=name):
        call_command("export_archive", export_root, verify=True)
    with pytest.raises(CannotRead):
        read_back(export_root)


def test_snapshot_shows_one_moment_and_holds_up_nobody_who_writes(db, tmp_path):
    path = tmp_path / "paper.sqlite3"
    with closing(sqlite3.connect(path, timeout=0, isolation_level=None)) as desk:
        desk.executescript("PRAGMA journal_mode = WAL; CREATE TABLE stories (headline TEXT)")
        with wrapped(connection, path) as reading:
            with one_snapshot(reading):
                desk.execute("INSERT INTO stories VALUES ('published meanwhile')")
                seen = reading.cursor().execute("SELECT COUNT(*) FROM stories").fetchone()
            after = reading.cursor().execute("SELECT COUNT(*) FROM stories").fetchone()

    assert (seen, after) == ((0,), (1,))


def test_verifying_finds_what_is_missing_and_what_was_put_in(export_root, make_live_article):
    make_live_article()
    export_archive(root=export_root)
    (export_root / "topics.json").unlink()
    (export_root / "more.json").write_text("{}")

    with pytest.raises(CommandError, match=r"topics\.json: is missing\nmore\.json: is not of this export"):
        call_command("export_archive", export_root, verify=True)


def test_moment_to_export_from_has_to_be_one(export_root, db):
    with pytest.raises(CommandError, match="no day or moment"):
        call_command("export_archive", export_root, since="yesterday")
    assert not export_root.exists()
