"""A film comes in through its form: what is taken, what is refused, and who may bring one."""

from pathlib import Path

import pytest
from django.conf import settings
from django.urls import reverse

from articles.models import Video
from articles.pictures import video_forms
from articles.tests.picture_builders import picture_file

ADD_VIDEO = "/admin/articles/video/add/"
WEBM = b"\x1aE\xdf\xa3\x9fB\x86\x81\x01B\xf7\x81\x01B\x82\x84webmB\x87\x81\x04" + b"\0" * 200
WEBM_WITH_A_LONG_HEADER = b"\x1aE\xdf\xa3\x40\x82\xec\x40\x60" + b"\0" * 96 + WEBM[5:]
MP4 = b"\0\0\0\x20ftypisom\0\0\x02\0isomiso2avc1mp41" + b"\0" * 200


@pytest.fixture
def desk(client, picture_desk):
    client.force_login(picture_desk)
    return client


@pytest.fixture
def film_of(make_picture):
    def film_of(**fields):
        return {
            "title": "The gate rises",
            "slug": "gate",
            "standfirst": "",
            "poster": make_picture().pk,
            "seconds": "9",
            "transcript": "No speech.",
            "published_at_0": "2026-11-01",
            "published_at_1": "09:00",
            "file": picture_file(name="gate.webm", content=WEBM),
        } | fields

    return film_of


@pytest.mark.parametrize(
    ("name", "content"), [("gate.webm", WEBM), ("long.webm", WEBM_WITH_A_LONG_HEADER), ("gate.mp4", MP4)]
)
def test_takes_a_film(desk, film_of, name, content):
    response = desk.post(ADD_VIDEO, film_of(file=picture_file(name=name, content=content)))

    video = Video.objects.get()
    assert response.status_code == 302
    assert Path(video.file.name).suffix == Path(name).suffix
    assert Path(video.file.name).stem.isalnum()


def test_takes_the_films_of_the_demo(desk, film_of):
    """They are such as the programs of newsrooms write: with a long header."""
    films = sorted((settings.BASE_DIR / "demo/files/films").glob("*.webm"))

    answers = [
        desk.post(ADD_VIDEO, film_of(file=picture_file(name=film.name, content=film.read_bytes()))).status_code
        for film in films
    ]

    assert len(films) >= 3
    assert set(answers) == {302}


@pytest.mark.parametrize(
    "content",
    [b"", b"<html>", b"\x1aE\xdf\xa3" + b"matroska" * 9, MP4.replace(b"ftypisom", b"ftypqt  "), b"RIFF" + b"AVI" * 20],
)
def test_refuses_what_is_no_film_whatever_its_name(desk, film_of, content):
    response = desk.post(ADD_VIDEO, film_of(file=picture_file(name="film.mp4", content=content)))

    assert response.context["adminform"].form.errors.keys() == {"file"}
    assert not Video.objects.exists()


def test_refuses_a_film_that_is_too_heavy(desk, film_of, monkeypatch):
    monkeypatch.setattr(video_forms, "MAX_BYTES", 100)

    response = desk.post(ADD_VIDEO, film_of())

    assert "the limit is 100\xa0bytes" in response.text


def test_asks_for_a_transcript(desk, film_of):
    response = desk.post(ADD_VIDEO, film_of(transcript=" "))

    assert response.context["adminform"].form.errors.keys() == {"transcript"}


def test_keeps_the_film_when_only_words_change(desk, film_of):
    desk.post(ADD_VIDEO, film_of())
    video = Video.objects.get()

    desk.post(reverse("admin:articles_video_change", args=[video.pk]), film_of(title="It rises", file=""))

    video.refresh_from_db()
    assert (video.title, bool(video.file)) == ("It rises", True)


def test_lets_a_reporter_see_films_but_not_add_them(client, reporter, film_of):
    client.force_login(reporter)

    response = client.post(ADD_VIDEO, film_of())

    assert response.status_code == 403
    assert client.get("/admin/articles/video/").status_code == 200
