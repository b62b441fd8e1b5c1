"""Renditions that are made when somebody asks for them: of an archive's pictures, which few readers look at."""

import datetime as dt
import io
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image

from articles.imaging.renditions import FORMATS
from articles.models import Picture
from articles.pictures.bulk_upload import take_in
from articles.tests.picture_builders import picture_bytes
from common import media_expiry, tombstones

pytestmark = pytest.mark.django_db


@pytest.fixture
def picture(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        arrival = take_in(SimpleUploadedFile("quay.jpg", picture_bytes(size=(900, 700))), renditions_wait=True)
        arrival.picture.credit = "Nell Thackaberry"
        arrival.picture.save(update_fields=["credit"])
    return Picture.objects.get()


def body(response):
    return b"".join(response.streaming_content)


def shown(response):
    return Image.open(io.BytesIO(body(response)))


def test_nothing_is_made_until_it_is_asked_for_and_then_that_alone(client, picture):
    assert picture.file._kept_renditions() == set()
    assert b"Nell Thackaberry" in picture.file.read(), "the picture itself says whose it is"

    answers = [client.get(picture.file.avif_card_320) for _ in range(2)]

    assert [answer["Content-Type"] for answer in answers] == ["image/avif"] * 2
    assert "immutable" in answers[0]["Cache-Control"]
    first, again = map(body, answers)
    assert first == again
    assert (Image.open(io.BytesIO(first)).format, Image.open(io.BytesIO(first)).size) == ("AVIF", (320, 213))
    assert b"Nell Thackaberry" in first
    assert len(picture.file._kept_renditions()) == 1


def test_each_is_the_one_that_would_have_been_made_at_once(client, picture):
    asked = {name: body(client.get(getattr(picture.file, name))) for name in FORMATS}
    for name in picture.file._kept_renditions():
        picture.file.storage.delete(name)

    picture.file.make_renditions()

    made = {name: picture.file._process_context(rendition).name for name, rendition in FORMATS.items()}
    assert {name: picture.file.storage.open(made[name]).read() for name in FORMATS} == asked


def test_no_other_size_and_no_other_picture_can_be_asked_for(client, picture):
    address = picture.file.webp_320
    stem, dash, rest = address.rpartition("-")
    for wrong in (f"{stem}-{'0' * 12}.webp", address.replace("/__processed__/", "/pictures/"), f"{stem}x{dash}{rest}"):
        assert client.get(wrong).status_code == 404, wrong
    picture.delete()
    assert client.get(address).status_code == 404
    assert picture.file._kept_renditions() == set()


def test_where_the_disk_is_full_the_picture_itself_is_shown_and_kept_by_nobody(client, picture, monkeypatch, caplog):
    def full(path, content):
        path.touch()
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(Path, "write_bytes", full)
        answer = client.get(picture.file.webp_640)
    assert (answer["Content-Type"], answer["Cache-Control"]) == ("image/jpeg", "no-store")
    assert shown(answer).size == (900, 700)
    assert "could not be made" in caplog.text
    assert picture.file._kept_renditions() == set(), "nor is the half of a file left"
    assert shown(client.get(picture.file.webp_640)).format == "WEBP"


def test_a_picture_whose_file_is_lost_has_none(client, picture):
    picture.file.storage.delete(picture.file.name)

    assert client.get(picture.file.webp_640).status_code == 404


def test_what_was_taken_down_or_has_no_rights_is_not_made(client, picture):
    media_expiry.serve_until([picture.file.renditions_begin], timezone.now() - dt.timedelta(days=1))
    assert client.get(picture.file.webp_320).status_code == 410
    media_expiry.serve_until([picture.file.renditions_begin], None)
    tombstones.mark_taken_down(story=None, notice="", files=[picture.file.renditions_begin])
    assert client.get(picture.file.webp_320).status_code == 410

    assert picture.file._kept_renditions() == set()


def test_whoever_changes_its_words_later_has_all_of_them(picture, django_capture_on_commit_callbacks):
    picture.caption = "The quay at low tide"
    with django_capture_on_commit_callbacks(execute=True):
        picture.save()

    assert len(picture.file._kept_renditions()) == len(FORMATS)


def test_its_picture_is_found_by_an_index(client, picture, django_assert_max_num_queries):
    with django_assert_max_num_queries(1):
        assert client.get(picture.file.webp_320).status_code == 200
    assert "picture_called" in Picture.objects.of_file_stem("x").explain()
