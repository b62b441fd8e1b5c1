"""A chosen file survives what is wrong elsewhere in its form, for whoever chose it and for a day."""

import os
import re
import shutil
import stat
import time

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.urls import reverse

from articles.models import Picture, Video
from articles.pictures import kept_uploads
from articles.pictures.kept_uploads import drop_upload, find_upload, keep_upload, sweep_kept_uploads
from articles.tests.picture_builders import picture_file, xmp_bytes
from articles.tests.pictures.test_film_form import ADD_VIDEO, WEBM
from newsroom.jobs.schedule import periodic_jobs

ADD = "/admin/articles/picture/add/"
WORDS = {"caption": "The quay", "credit": "Nell", "alt": "", "focal_point": "0.25x0.75"}
FOLDER = settings.DATA / "kept-uploads"


@pytest.fixture(autouse=True)
def _nothing_kept():
    shutil.rmtree(FOLDER, ignore_errors=True)
    yield
    shutil.rmtree(FOLDER, ignore_errors=True)


@pytest.fixture
def desk(client, picture_desk):
    client.force_login(picture_desk)
    return client


def token_in(response, name="file"):
    return re.search(rf'name="{name}-kept" value="(\w+)"', response.text)[1]


def kept_files():
    return [path for path in FOLDER.rglob("*") if path.is_file()]


@pytest.mark.parametrize("window", [{}, {"_popup": "1"}])
def test_keeps_file_and_focal_point_of_a_picture_without_alternative_text(
    desk, window, django_capture_on_commit_callbacks
):
    """In its own page as in the window that a story's form opens."""
    first = desk.post(ADD, WORDS | window | {"file": picture_file(name="Quay 7.jpg", size=(70, 50))})
    still_wrong = desk.post(ADD, WORDS | window | {"file-kept": token_in(first)})
    with django_capture_on_commit_callbacks(execute=True):
        desk.post(ADD, WORDS | window | {"alt": "Boats", "file-kept": token_in(still_wrong)})

    picture = Picture.objects.get()
    assert "“Quay 7.jpg” is kept" in first.text
    assert 'value="0.25x0.75"' in first.text
    assert token_in(still_wrong) == token_in(first)
    assert (picture.width, picture.focal_point, picture.file_name) == (70, "0.25x0.75", "Quay 7.jpg")
    assert kept_files() == []


def test_leaves_what_was_cleared_in_the_second_form_empty(desk):
    first = desk.post(ADD, WORDS | {"caption": "", "file": picture_file(xmp=xmp_bytes(caption="Camera words"))})
    desk.post(ADD, WORDS | {"alt": "Boats", "caption": "", "file-kept": token_in(first)})

    assert "Camera words" in first.text
    assert Picture.objects.get().caption == ""


def test_takes_another_file_rather_than_the_one_that_is_kept(desk):
    first = desk.post(ADD, WORDS | {"file": picture_file(size=(70, 50))})
    desk.post(ADD, WORDS | {"alt": "Boats", "file-kept": token_in(first), "file": picture_file(size=(90, 50))})

    assert Picture.objects.get().width == 90


def test_keeps_no_file_that_was_refused(desk):
    response = desk.post(ADD, WORDS | {"file": picture_file(content=b"<html>")})

    assert "file-kept" not in response.text
    assert kept_files() == []


def test_a_film_is_kept_too(desk, make_picture, django_capture_on_commit_callbacks):
    film = {
        "title": "The gate rises",
        "slug": "gate",
        "poster": make_picture().pk,
        "seconds": "9",
        "published_at_0": "2026-11-01",
        "published_at_1": "09:00",
    }

    first = desk.post(ADD_VIDEO, film | {"file": picture_file(name="Gate.webm", content=WEBM)})
    with django_capture_on_commit_callbacks(execute=True):
        desk.post(ADD_VIDEO, film | {"transcript": "No speech.", "file-kept": token_in(first)})

    assert "“Gate.webm” is kept" in first.text
    assert Video.objects.get().file.read() == WEBM
    assert kept_files() == []


def test_shows_the_kept_picture_to_its_owner_alone(client, desk, editor):
    token = token_in(desk.post(ADD, WORDS | {"file": picture_file(size=(70, 50))}))
    address = reverse("admin:articles_picture_kept", args=[token])

    page = desk.post(ADD, WORDS | {"file-kept": token})
    seen = desk.get(address)
    client.force_login(editor)
    of_another = client.get(address)
    taken = client.post(ADD, WORDS | {"alt": "Boats", "file-kept": token})

    assert f'src="{address}"' in page.text
    assert (seen.status_code, seen["Content-Type"]) == (200, "image/jpeg")
    assert {"private", "no-store"} <= set(seen["Cache-Control"].split(", "))
    assert of_another.status_code == 404
    assert "Files are kept for a day" in taken.text
    assert not Picture.objects.exists()


@pytest.mark.parametrize("token", ["../../secret-key", "..", "a" * 32, "", "A" * 32])
def test_finds_nothing_by_a_token_that_it_did_not_give(token):
    kept = keep_upload(ContentFile(b"a"), owner=1, facts={})

    assert find_upload(kept.token, owner=1) == kept
    assert find_upload(token, owner=1) is None


def test_others_of_the_machine_cannot_read_what_is_kept():
    kept = keep_upload(ContentFile(b"a"), owner=1, facts={})

    assert stat.S_IMODE(kept.path.stat().st_mode) == 0o600
    assert stat.S_IMODE(kept.path.parent.stat().st_mode) == 0o700


def test_has_room_for_a_few_files_of_each_person(monkeypatch):
    monkeypatch.setattr(kept_uploads, "MAX_FILES", 3)
    monkeypatch.setattr(kept_uploads, "MAX_BYTES", 25)
    other = keep_upload(ContentFile(b"theirs"), owner=2, facts={})
    kept = []
    for age, size in ((50, 1), (40, 1), (30, 1), (20, 10), (10, 14)):
        kept.append(keep_upload(ContentFile(b"a" * size), owner=1, facts={}))
        os.utime(kept[-1].path, (time.time() - age,) * 2)

    assert [bool(find_upload(one.token, owner=1)) for one in kept] == [False, False, True, True, True]
    assert find_upload(other.token, owner=2)


def test_goes_after_a_day_by_the_hourly_sweep():
    old, new = (keep_upload(ContentFile(b"a"), owner=1, facts={}) for _ in range(2))
    a_day_ago = time.time() - kept_uploads.MAX_AGE.total_seconds() - 1
    os.utime(old.path, (a_day_ago, a_day_ago))

    found = find_upload(old.token, owner=1)
    sweep_kept_uploads()

    assert found is None
    assert {path.stem for path in kept_files()} == {new.token}
    assert sweep_kept_uploads in [job.act for job in periodic_jobs()]


def test_says_so_where_there_is_no_room_left(desk, monkeypatch):
    monkeypatch.setattr(kept_uploads.shutil, "copyfileobj", lambda *files: (_ for _ in ()).throw(OSError("full")))

    response = desk.post(ADD, WORDS | {"file": picture_file()})

    assert "please choose it once more" in response.text
    assert "Say what the picture shows" in response.text


def test_forgets_a_file_that_is_gone_already():
    kept = keep_upload(ContentFile(b"a"), owner=1, facts={})
    drop_upload(kept)
    drop_upload(kept)

    assert kept_files() == []
