"""What is kept from run to run is made anew without a trace of a run that was broken off."""

from newsroom.tests import kept_tables


def test_nothing_of_a_draft_that_was_broken_off_is_read_by_the_next(tmp_path, monkeypatch):
    monkeypatch.setattr(kept_tables, "FOLDER", tmp_path)
    for left in ("draft.sqlite3", "draft.sqlite3-wal", "draft.sqlite3-shm", "old.sqlite3"):
        (tmp_path / left).write_bytes(b"old")
    (tmp_path / "draft.base").write_bytes(b"another's")
    seen = []

    def make(draft):
        seen.extend(sorted(path.name for path in tmp_path.iterdir()))
        draft.write_bytes(b"new")

    file = kept_tables.kept(".sqlite3", make)

    assert seen == ["draft.base", "lock.sqlite3"]
    assert file.read_bytes() == b"new"
    assert kept_tables.kept(".sqlite3", make) == file
    assert len(seen) == 2, "made once"
