"""A picture comes into the library through its form: its name, its words, and what happens when it may not come in."""

import re
from contextlib import nullcontext
from pathlib import Path

import pytest
from django.conf import settings
from django.db import IntegrityError
from django.urls import reverse

from articles.imaging import uploads
from articles.imaging.decoding import decode
from articles.models import Picture
from articles.models.pictures import PictureQuerySet
from articles.tests.picture_builders import iptc_bytes, picture_bytes, picture_file, png_claiming, xmp_bytes

ADD = "/admin/articles/picture/add/"
WORDS = {"caption": "The quay", "credit": "Cormac Ilderton", "alt": "Boats", "rights": "", "focal_point": "0.25x0.75"}
REFUSED = {
    "This file is empty": b"",
    "SVG files cannot be used": b'<svg xmlns="http://www.w3.org/2000/svg"/>',
    "over 50 million pixels": png_claiming(30_000, 30_000),
    "damaged or not complete": picture_bytes()[:-40],
    "no picture that can be read here": b"Just words.",
}


@pytest.fixture
def desk(client, picture_desk):
    client.force_login(picture_desk)
    return client


def stored_files():
    return [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()]


@pytest.mark.parametrize(
    "name", ["../../etc/passwd.jpg", "a.php.jpg", "x" * 300 + ".jpg", "<b>.jpg", "Kücheñ ‮gpj.jpg", "con.jpg", ".jpg"]
)
def test_gives_the_file_a_name_by_chance(desk, name):
    """Else its address would tell anybody who has the photograph whether the paper has it too."""
    names = []
    for _ in range(2):
        response = desk.post(ADD, WORDS | {"file": picture_file(name=name)})
        picture = Picture.objects.get()
        assert response.status_code == 302
        assert Path(picture.file.path).is_relative_to(settings.MEDIA_ROOT / "pictures")
        names.append(Path(picture.file.name).name)
        picture.delete()

    assert all(re.fullmatch(r"[0-9a-f]{32}\.jpg", name) for name in names)
    assert names[0] != names[1]
    assert not any(picture.digest[:8] in name for name in names)


def test_stores_a_picture_with_its_words_and_focal_point(desk):
    desk.post(ADD, WORDS | {"file": picture_file()})

    picture = Picture.objects.get()
    assert (picture.caption, picture.focal_point, picture.width) == ("The quay", "0.25x0.75", 60)


def test_fills_empty_words_from_the_file_and_says_so(desk):
    xmp = xmp_bytes(caption="Low tide", credit="Agnes Loosemore", rights="© Agnes", alt="Mud and boats")

    response = desk.post(ADD, {"focal_point": "0.5x0.5", "file": picture_file(xmp=xmp)}, follow=True)

    picture = Picture.objects.get()
    assert (picture.caption, picture.credit) == ("Low tide", "Agnes Loosemore")
    assert (picture.rights, picture.alt) == ("© Agnes", "Mud and boats")
    assert "Read from the file: caption, credit, alternative text and rights" in response.text


def test_never_writes_over_what_was_typed(desk):
    desk.post(ADD, WORDS | {"file": picture_file(iptc=iptc_bytes(caption=b"Camera words", rights=b"All rights"))})

    picture = Picture.objects.get()
    assert (picture.caption, picture.rights) == ("The quay", "All rights")


def test_does_not_take_a_caption_for_alternative_text(desk):
    response = desk.post(
        ADD, {"focal_point": "0.5x0.5", "file": picture_file(xmp=xmp_bytes(caption="Low tide", credit="A"))}
    )

    assert "Say what the picture shows" in response.text
    assert not Picture.objects.exists()


@pytest.mark.parametrize("words", REFUSED)
def test_keeps_what_was_typed_and_stores_nothing_when_a_file_is_refused(desk, words):
    before = stored_files()

    response = desk.post(ADD, WORDS | {"file": picture_file(name="a.jpg", content=REFUSED[words])})

    assert words in response.text
    assert 'value="Cormac Ilderton"' in response.text
    assert "0.25x0.75" in response.text
    assert not Picture.objects.exists()
    assert stored_files() == before


def test_shows_the_words_it_found_when_something_else_is_missing(desk):
    file = picture_file(xmp=xmp_bytes(credit="Agnes <b>Loosemore</b>"))

    response = desk.post(ADD, WORDS | {"credit": "", "alt": "", "file": file})

    assert 'value="Agnes &lt;b&gt;Loosemore&lt;/b&gt;"' in response.text
    assert "“harbour.jpg” is kept" in response.text


def test_asks_for_a_credit_that_neither_editor_nor_file_gives(desk):
    response = desk.post(ADD, WORDS | {"credit": "", "file": picture_file()})

    assert "Say who made it" in response.text
    assert not Picture.objects.exists()


def test_asks_for_a_file(desk):
    response = desk.post(ADD, WORDS)

    assert "This field is required." in response.text


@pytest.mark.parametrize("point", ["0.5", "2x0.5", "-1x0", "0.5x0.5x0.5", "<b>", "nanx0.1"])
def test_refuses_a_focal_point_outside_the_picture(desk, point):
    response = desk.post(ADD, WORDS | {"focal_point": point, "file": picture_file()})

    assert response.status_code == 200
    assert not Picture.objects.exists()


def test_offers_the_picture_that_is_there_instead_of_storing_it_twice(desk):
    desk.post(ADD, WORDS | {"file": picture_file()})
    picture = Picture.objects.get()

    response = desk.post(ADD, WORDS | {"file": picture_file(name="other.jpg")})
    in_popup = desk.post(ADD, WORDS | {"file": picture_file(), "_popup": "1"})

    address = reverse("admin:articles_picture_change", args=[picture.pk])
    assert f'<a href="{address}">use “The quay”</a>' in response.text
    assert f'<a href="{address}" data-popup-opener="{picture.pk}">' in in_popup.text
    assert Picture.objects.count() == 1


def test_hands_a_new_picture_to_the_window_that_asked_for_it(desk):
    response = desk.post(ADD, WORDS | {"file": picture_file(), "_popup": "1"})

    assert f"&quot;value&quot;: &quot;{Picture.objects.get().pk}&quot;" in response.text


def test_looks_at_an_upload_once_and_before_the_transaction(desk, monkeypatch):
    seen = []
    counting = nullcontext(lambda content: seen.append(content) or decode(content))
    monkeypatch.setattr(uploads, "DecoderProcess", lambda: counting)

    desk.post(ADD, WORDS | {"file": picture_file()})

    assert len(seen) == 1


def test_offers_the_other_when_the_same_file_comes_in_twice_at_one_moment(desk, make_picture, monkeypatch):
    desk.post(ADD, WORDS | {"file": picture_file()})
    find, looks = PictureQuerySet.of_digest, []

    def find_at_the_second_look(pictures, digest):
        looks.append(digest)
        return find(pictures, digest) if len(looks) > 1 else pictures.none()

    monkeypatch.setattr(PictureQuerySet, "of_digest", find_at_the_second_look)

    response = desk.post(ADD, WORDS | {"file": picture_file()})

    assert "in the library already" in response.text
    assert Picture.objects.count() == 1


def test_stores_no_file_twice_even_past_the_form(make_picture):
    picture = make_picture()

    with pytest.raises(IntegrityError, match="picture_stored_once|digest"):
        Picture.objects.create(file=picture.file.name, credit="A", alt="B", digest=picture.digest)
