"""Files of a picture whose rights end: served to the last second and kept by nobody, then the desk alone has them."""

import datetime as dt

import pytest
import time_machine
from django.conf import settings
from django.core.management import call_command
from django.utils import timezone

from articles.pictures.rights import keep_to_rights
from common import media_expiry

SECOND, DAY = dt.timedelta(seconds=1), dt.timedelta(days=1)


def midnight_after(day):
    return timezone.make_aware(dt.datetime.combine(day + DAY, dt.time.min))


@pytest.fixture
def limited(make_picture, django_capture_on_commit_callbacks):
    """A picture with its files, whose rights end with that day."""

    def make(last_day):
        with django_capture_on_commit_callbacks(execute=True):
            picture = make_picture(rights_until=last_day)
            keep_to_rights([picture])
        return picture

    yield make
    for mark in (settings.DATA / "rights").glob("*"):
        mark.unlink()


def test_its_files_are_served_to_the_last_second_and_kept_by_nobody_beyond_it(limited, client):
    last_day = dt.date(2026, 6, 10)
    picture, end = limited(last_day), midnight_after(last_day)

    for address in (picture.file.url, picture.file.webp_640, picture.file.share):
        with time_machine.travel(end - SECOND, tick=False):
            before = client.get(address)
        with time_machine.travel(end, tick=False):
            after = client.get(address)
        assert (before.status_code, before["Cache-Control"]) == (200, "public, max-age=1")
        assert (after.status_code, after["Cache-Control"]) == (410, "no-store")


def test_its_files_are_the_desks_alone_afterwards(limited, client, picture_desk, stranger):
    picture = limited(timezone.localdate() - DAY)

    client.force_login(stranger)
    refused = client.get(picture.file.webp_640)
    client.force_login(picture_desk)
    seen = client.get(picture.file.webp_640)

    assert refused.status_code == 410
    assert (seen.status_code, seen["Cache-Control"]) == (200, "private, no-store")


def test_its_files_are_refused_without_asking_the_database(limited, client, django_assert_num_queries):
    picture = limited(timezone.localdate() - DAY)

    with django_assert_num_queries(0):
        assert client.get(picture.file.webp_640).status_code == 410


def test_files_without_an_end_are_served_as_ever(limited, client):
    picture = limited(None)

    assert client.get(picture.file.webp_640)["Cache-Control"] == "public, max-age=31536000, immutable"
    assert client.get(picture.file.url)["Cache-Control"] == "public, max-age=3600"


def test_a_mark_that_cannot_be_read_is_an_end(limited, client):
    picture = limited(timezone.localdate() + DAY)
    for mark in (settings.DATA / "rights").glob("*"):
        mark.write_text("?")

    assert client.get(picture.file.url).status_code == 410


def test_a_command_writes_the_ends_anew(limited, client, django_capture_on_commit_callbacks):
    picture = limited(timezone.localdate() - DAY)
    for mark in (settings.DATA / "rights").glob("*"):
        mark.unlink()
    assert client.get(picture.file.url).status_code == 200

    with django_capture_on_commit_callbacks(execute=True):
        call_command("keep_to_rights")

    assert client.get(picture.file.url).status_code == 410


def test_the_desk_ends_and_reopens_them_through_the_form(
    client, picture_desk, make_picture, django_capture_on_commit_callbacks
):
    picture = make_picture()
    client.force_login(picture_desk)
    words = {"caption": "A", "credit": "B", "alt": "C", "focal_point": "0.5x0.5"}
    address = f"/admin/articles/picture/{picture.pk}/change/"

    ends = []
    for until in ("2026-06-10", ""):
        with django_capture_on_commit_callbacks(execute=True):
            client.post(address, words | {"rights_until": until})
        ends.append(media_expiry.end_of(picture.file.name))

    assert ends == [midnight_after(dt.date(2026, 6, 10)), None]
