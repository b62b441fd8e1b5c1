"""The disk is full: readers' writes are put off in time, and a story can still be taken down."""

import errno
import sqlite3
from types import SimpleNamespace

import pytest
from django.db import OperationalError

from articles.publishing import takedowns
from articles.publishing.takedowns import take_down
from common import atomic_files, disk_reserve, tombstones
from common.atomic_files import write_atomically
from common.disk_reserve import RESERVE, TAKEN_AT, is_disk_full, keep_reserve, release_reserve, with_reserve


@pytest.fixture
def data(settings, tmp_path):
    settings.DATA = tmp_path
    return tmp_path


@pytest.fixture
def free(monkeypatch):
    """Say how many bytes are left on the disk."""
    return lambda left: monkeypatch.setattr(
        disk_reserve.shutil, "disk_usage", lambda folder: SimpleNamespace(free=left)
    )


def full(*args, **kwargs):
    raise OSError(errno.ENOSPC, "No space left on device")


def database_is_full(code=sqlite3.SQLITE_FULL):
    cause = sqlite3.OperationalError("database or disk is full")
    cause.sqlite_errorcode = code
    error = OperationalError("database or disk is full")
    error.__cause__ = cause
    return error


def test_reserve_takes_its_space_on_the_disk_and_gives_it_up(data):
    keep_reserve()
    keep_reserve()

    assert [(file.name, file.stat().st_size) for file in data.iterdir()] == [("reserve", RESERVE)]
    assert (data / "reserve").stat().st_blocks * 512 >= RESERVE, "a file with holes keeps nothing"
    assert release_reserve()
    assert not release_reserve()


def test_reserve_is_not_taken_from_a_disk_that_has_little(data, free):
    free(TAKEN_AT - 1)

    keep_reserve()

    assert not list(data.iterdir())


@pytest.mark.parametrize(
    ("error", "expected"),
    [(OSError(errno.ENOSPC, ""), True), (database_is_full(), True), (OSError(errno.EACCES, ""), False), (None, False)],
)
def test_full_disk_is_told_from_other_failures(error, expected):
    assert is_disk_full(error) is expected


@pytest.mark.parametrize(("left", "expected"), [(RESERVE - 1, True), (TAKEN_AT, False)])
def test_what_could_not_be_written_is_the_disks_fault_where_little_is_left(data, free, left, expected):
    free(left)

    assert is_disk_full(database_is_full(sqlite3.SQLITE_IOERR_WRITE)) is expected


def test_act_is_done_again_with_the_reserve_given_up_when_the_disk_was_full(data):
    keep_reserve()
    tries = []

    def act():
        tries.append((data / "reserve").exists())
        return full() if tries[-1] else "done"

    assert with_reserve(act) == "done"
    assert tries == [True, False]


def test_other_failures_leave_the_reserve(data):
    keep_reserve()

    with pytest.raises(PermissionError):
        with_reserve(lambda: (_ for _ in ()).throw(PermissionError()))

    assert (data / "reserve").exists()


@pytest.mark.django_db
def test_story_is_taken_down_when_the_disk_is_full(data, make_live_article, editor, monkeypatch):
    article, tries = make_live_article(), []

    def fails_once(act, error):
        def tried(**words):
            tries.append(act.__name__)
            if tries.count(act.__name__) == 1:
                raise error
            return act(**words)

        return tried

    keep_reserve()
    no_space = OSError(errno.ENOSPC, "No space left on device")
    monkeypatch.setattr(tombstones, "mark_taken_down", fails_once(tombstones.mark_taken_down, no_space))
    monkeypatch.setattr(takedowns, "_record", fails_once(takedowns._record, database_is_full()))
    take_down(article=article, by=editor, reason="court order")

    assert tries == ["mark_taken_down", "mark_taken_down", "_record", "_record"]
    assert not (data / "reserve").exists()
    assert tombstones.notice_of(article.pk) == ""
    assert article.live_edition() is None


@pytest.mark.django_db
def test_readers_wait_while_little_is_left_and_the_desk_does_not(client, admin_client, make_poll, free):
    poll = make_poll()
    choice, ours = poll.choices.first().pk, {"headers": {"sec-fetch-site": "same-origin"}}
    assert client.post(poll.vote_url, {"choice": choice}, **ours).status_code == 303

    free(RESERVE - 1)

    refused = client.post(poll.vote_url, {"choice": choice}, **ours)
    assert (refused.status_code, refused["Retry-After"]) == (503, "10")
    assert client.get("/").status_code == 200
    assert admin_client.post("/admin/articles/topic/add/", {"name": "Ferries", "slug": "ferries"}).status_code == 302


@pytest.mark.django_db
def test_desk_gets_its_words_back_when_a_file_cannot_be_written(data, admin_client, monkeypatch):
    keep_reserve()
    monkeypatch.setattr("articles.admin.subjects.TopicAdmin.save_model", full)

    refused = admin_client.post(
        "/admin/articles/topic/add/", {"name": "Ferries", "slug": "f"}, headers={"sec-fetch-site": "same-origin"}
    )

    assert refused.status_code == 503
    assert "Ferries</textarea>" in refused.text
    assert not (data / "reserve").exists(), "the next try has some space"


def test_file_that_could_not_be_written_leaves_no_half(data, monkeypatch):
    monkeypatch.setattr(atomic_files.os, "fsync", full)

    with pytest.raises(OSError, match="No space"):
        write_atomically(data / "40.json", "{}")

    assert [*data.iterdir()] == []
