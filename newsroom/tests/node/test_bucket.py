import shutil
import urllib.request

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage, storages
from django.utils import timezone

from articles.tests.picture_builders import picture_bytes
from common import env, media_expiry, tombstones
from newsroom.backup.files import media_files
from newsroom.tests.processes import free_port, manage, managed, read_until

FILM = bytes(range(256)) * 40


@pytest.fixture
def media_in_the_bucket(bucket, settings, monkeypatch, tmp_path):
    """The site as it is with these names in its environment. Its cached storages are those of this test alone."""
    for name, value in bucket.items():
        monkeypatch.setenv(name, value)
    settings.MEDIA_BUCKET = env.bucket("MEDIA_BUCKET")
    options = {"BACKEND": "common.bucket_storage.BucketStorage", "OPTIONS": settings.MEDIA_BUCKET}
    settings.STORAGES = settings.STORAGES | {"default": options}
    settings.MEDIA_ROOT = tmp_path / "media-copies"
    return storages["default"]


def names_in(storage):
    return {found.name for found in media_files(storage)}


@pytest.fixture
def film(media_in_the_bucket):
    media_in_the_bucket.save("films/ferry.mp4", ContentFile(FILM))
    return "/media/films/ferry.mp4"


def body(response):
    return b"".join(response.streaming_content)


def test_the_address_of_a_file_is_the_sites_own(media_in_the_bucket):
    assert media_in_the_bucket.url("pictures/the pier.jpg") == "/media/pictures/the%20pier.jpg"


@pytest.mark.django_db(transaction=True)
def test_a_picture_its_renditions_and_its_removal_need_no_disk(media_in_the_bucket, make_picture, client, settings):
    picture = make_picture(content=picture_bytes(size=(700, 500)), credit="Nell Thackaberry")
    rendition = client.get(picture.file.webp_320)

    assert rendition.status_code == 200
    assert body(rendition)[8:12] == b"WEBP"
    assert b"Nell Thackaberry" in default_storage.open(picture.file.name).read(), "it says itself whose it is"
    assert len(names_in(media_in_the_bucket)) > 10
    assert not (settings.MEDIA_ROOT / picture.file.name).exists()

    picture.file.remove_all()

    assert names_in(media_in_the_bucket) == set()


@pytest.mark.django_db
def test_a_rendition_that_nobody_made_is_made_into_the_bucket(media_in_the_bucket, make_picture, client):
    picture = make_picture(content=picture_bytes(size=(700, 500)))  # before its transaction ends
    answers = [client.get(picture.file.webp_320) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [200, 200]
    assert body(answers[0])[8:12] == b"WEBP"
    assert len(names_in(media_in_the_bucket)) == 2


def test_a_film_is_sent_whole_and_may_be_kept(film, client):
    response = client.get(film)

    assert (response.status_code, body(response)) == (200, FILM)
    assert response["Content-Type"] == "video/mp4"
    assert response["Cache-Control"] == "public, max-age=3600"
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"


def test_a_film_that_was_brought_once_needs_no_bucket(film, client, settings, media_in_the_bucket):
    first = client.get(film)
    media_in_the_bucket.delete("films/ferry.mp4")

    again = client.get(film)

    assert body(again) == body(first) == FILM
    assert again["Last-Modified"] == first["Last-Modified"]
    assert list(settings.MEDIA_ROOT.rglob("*.new")) == []


def test_a_name_that_leads_elsewhere_is_not_asked_for(film, client, db):
    assert client.get("/media/films/../films/ferry.mp4").status_code in {302, 404}
    assert client.get("/media/films//ferry.mp4").status_code in {302, 404}


def test_a_file_that_is_not_there_is_not_found(film, client, db):
    assert client.get("/media/films/other.mp4").status_code == 404


def test_a_bucket_that_does_not_answer_is_a_short_wait(film, client, settings):
    away = settings.MEDIA_BUCKET | {"endpoint_url": f"http://127.0.0.1:{free_port()}"}
    options = {"BACKEND": "common.bucket_storage.BucketStorage", "OPTIONS": away}
    settings.STORAGES = settings.STORAGES | {"default": options}

    response = client.get(film)

    assert response.status_code == 503
    assert response["Retry-After"]
    assert "Cache-Control" not in response


def test_a_tombstone_and_ended_rights_hold_for_the_bucket(film, client, db):
    media_expiry.serve_until(["films/ferry.mp4"], timezone.now())
    ended = client.get(film).status_code
    media_expiry.serve_until(["films/ferry.mp4"], None)
    served = client.get(film).status_code
    tombstones.mark_taken_down(story=1, notice="", files=["films/ferry.mp4"])

    assert (ended, served, client.get(film).status_code) == (410, 200, 410)


def test_a_backup_copies_from_the_bucket_and_restores_into_it(media_in_the_bucket, paper, tmp_path):
    media_in_the_bucket.save("pictures/bucket.jpg", ContentFile(b"in the bucket"))
    media_in_the_bucket.save("pictures/changed.jpg", ContentFile(b"as it was"))
    paper.bucket = media_in_the_bucket
    paper.back_up()
    media_in_the_bucket.delete("pictures/bucket.jpg")
    media_in_the_bucket.replace("pictures/changed.jpg", ContentFile(b"changed since"))
    media_in_the_bucket.save("pictures/since.jpg", ContentFile(b"since"))

    paper.restore(replace=True)

    kept = {name: media_in_the_bucket.open(name).read() for name in names_in(media_in_the_bucket)}
    assert kept == {
        "pictures/bucket.jpg": b"in the bucket",
        "pictures/changed.jpg": b"as it was",
        "pictures/since.jpg": b"since",
    }


def test_the_environment_alone_puts_media_into_the_bucket(bucket, tmp_path):
    code = (
        "from django.core.files.storage import default_storage as s; from django.core.files.base import ContentFile;"
        "print(s.save('a.txt', ContentFile(b'a')), s.url('a.txt'), s.exists('a.txt'))"
    )

    done = manage("shell", "-v", "0", "-c", code, DATA=str(tmp_path), SITE_URL="http://localhost", **bucket)

    assert done.stdout.split() == ["a.txt", "/media/a.txt", "True"], done.stderr
    assert not (tmp_path / "media").exists()


def test_a_part_of_a_film_from_the_bucket_leaves_as_one_of_a_file_does(
    bucket, media_in_the_bucket, tables, copy_collected, tmp_path
):
    media_in_the_bucket.save("films/ferry.mp4", ContentFile(FILM))
    shutil.copy(tables, tmp_path / "newsroom.sqlite3")
    copy_collected(tmp_path)
    settings = bucket | {"DATA": str(tmp_path), "DEMO": "1", "PORT": str(free_port()), "WORKERS": "1"}
    address = f"http://127.0.0.1:{settings['PORT']}/media/films/ferry.mp4"

    with managed("serve", **settings) as process:
        read_until(process, "Ctrl-C")
        with urllib.request.urlopen(address, timeout=20) as response:
            whole = response.read()
        request = urllib.request.Request(address, headers={"Range": "bytes=100-199"})
        with urllib.request.urlopen(request, timeout=20) as response:
            status, part = response.status, response.read()

    assert whole == FILM
    assert (status, part) == (206, FILM[100:200])
