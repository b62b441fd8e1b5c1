"""Many pictures come in at once, and their words are written in one form."""

import re

import pytest
from django.contrib.admin.models import LogEntry

from articles.admin.pictures import bulk_upload
from articles.imaging.uploads import MAX_BYTES
from articles.models import Picture
from articles.models.pictures import PictureQuerySet
from articles.publishing.publish import reasons_not_to_publish
from articles.tests.picture_builders import picture_bytes, picture_file, png_claiming, xmp_bytes

MANY = "/admin/articles/picture/many/"
WORDS = "/admin/articles/picture/words/"
LIST = "/admin/articles/picture/"
BAD = {
    "empty.jpg": (b"", "This file is empty"),
    "drawing.svg": (b'<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>', "SVG files cannot be used"),
    "bomb.png": (png_claiming(30_000, 30_000), "over 50 million pixels"),
    "half.jpg": (picture_bytes()[:-40], "damaged or not complete"),
    "page.jpg": (b"<!DOCTYPE html><script>alert(1)</script>", "HTML files cannot be used"),
    "<img src=x onerror=alert(1)>.jpg": (b"Just words.", "no picture that can be read here"),
}


@pytest.fixture
def desk(client, picture_desk):
    client.force_login(picture_desk)
    return client


@pytest.fixture
def new_pictures(make_picture):
    return [make_picture("", credit="", alt="") for _ in range(3)]


def asked(address, pictures):
    return f"{address}?" + "&".join(f"picture={picture.pk}" for picture in pictures)


def words_of(pictures, **others):
    """The form as a browser sends it, with everything that is needed unless `others` says otherwise."""
    data = {"all-credit": "", "all-rights": "", "all-rights_until": ""}
    for number, picture in enumerate(pictures):
        said = {
            "caption": f"Caption {number}",
            "alt": f"Alt {number}",
            "credit": "Ada Pask",
            "rights": "",
            "rights_until": "",
        }
        data |= {f"picture-{picture.pk}-{name}": value for name, value in said.items()}
    return data | others


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_among_ten_good_ones_stops_only_itself(desk, name):
    content, reason = BAD[name]
    good = [picture_file(name=f"{number}.jpg", size=(20 + number, 20)) for number in range(10)]
    bad = picture_file(name=name, content=content)

    response = desk.post(MANY, {"files": [*good[:5], bad, *good[5:]]})

    assert Picture.objects.count() == 10
    assert response.text.count("data-new=") == 10
    assert reason in response.text
    assert "<img src=x" not in response.text


def test_a_heavy_file_stops_only_itself(desk):
    heavy = picture_file(name="heavy.jpg", content=b"\xff\xd8\xff" + b"\0" * MAX_BYTES)

    response = desk.post(MANY, {"files": [heavy, picture_file()]})

    assert "the limit is 25.0" in response.text
    assert Picture.objects.count() == 1


def test_the_words_in_a_file_become_the_pictures(desk):
    xmp = xmp_bytes(caption="Low tide", credit="Agnes Loosemore", rights="© Agnes", alt="Mud and boats")

    desk.post(MANY, {"files": [picture_file(xmp=xmp), picture_file(size=(9, 9))]})

    told, silent = Picture.objects.order_by("pk")
    assert (told.caption, told.credit, told.rights, told.alt) == (
        "Low tide",
        "Agnes Loosemore",
        "© Agnes",
        "Mud and boats",
    )
    assert (silent.credit, silent.alt) == ("", "")
    assert LogEntry.objects.count() == 2


def test_a_file_that_is_there_already_is_linked_to_what_is_there(desk):
    desk.post(MANY, {"files": [picture_file()]})
    there = Picture.objects.get()

    response = desk.post(MANY, {"files": [picture_file(name="again.jpg"), picture_file(name="and-again.jpg")]})

    assert response.text.count(f'href="/admin/articles/picture/{there.pk}/change/"') == 2
    assert "data-new=" not in response.text
    assert Picture.objects.count() == 1


def test_one_that_comes_in_twice_at_one_moment_is_stored_once(desk, monkeypatch):
    desk.post(MANY, {"files": [picture_file()]})
    find, looks = PictureQuerySet.of_digest, []

    def find_at_the_second_look(pictures, digest):
        looks.append(digest)
        return find(pictures, digest) if len(looks) > 1 else pictures.none()

    monkeypatch.setattr(PictureQuerySet, "of_digest", find_at_the_second_look)

    response = desk.post(MANY, {"files": [picture_file()]})

    assert "Already in the library" in response.text
    assert Picture.objects.count() == 1


def test_more_files_than_the_limit_are_refused_by_name(desk, monkeypatch):
    monkeypatch.setattr(bulk_upload, "MOST", 2)

    response = desk.post(MANY, {"files": [picture_file(size=(9, 9 + number)) for number in range(3)]})

    assert Picture.objects.count() == 2
    assert "2 files at once is the limit" in response.text


def test_no_file_at_all_is_asked_for(desk):
    assert "Choose at least one file" in desk.post(MANY, {}).text


def test_the_script_gets_the_line_of_its_file_alone(desk):
    response = desk.post(MANY, {"files": [picture_file()], "one_by_one": "1"})

    assert response.text.count("<li") == 1
    assert "<html" not in response.text
    assert f'data-new="{Picture.objects.get().pk}"' in response.text


def test_the_page_leads_on_to_the_words_of_the_new_ones_alone(desk):
    desk.post(MANY, {"files": [picture_file(size=(9, 9))]})

    response = desk.post(MANY, {"files": [picture_file(size=(9, 9)), picture_file(size=(8, 8))]})

    new = Picture.objects.order_by("pk").last()
    assert f'href="{WORDS}?picture={new.pk}"' in response.text


def test_nobody_brings_in_pictures_or_writes_their_words_without_the_right(client, legal, new_pictures, monkeypatch):
    seen = []
    monkeypatch.setattr("articles.admin.pictures.bulk_upload.take_in", seen.append)
    client.force_login(legal)

    answers = [
        client.post(MANY, {"files": [picture_file()]}).status_code,
        client.post(asked(WORDS, new_pictures), words_of(new_pictures)).status_code,
    ]

    assert answers == [403, 403]
    assert seen == []
    assert not Picture.objects.exclude(alt="").exists()


def test_the_words_of_all_are_saved_together(desk, new_pictures, django_assert_max_num_queries):
    with django_assert_max_num_queries(30):
        response = desk.post(asked(WORDS, new_pictures), words_of(new_pictures))

    assert response.url == LIST
    assert sorted(Picture.objects.values_list("caption", "alt", "credit")) == [
        (f"Caption {number}", f"Alt {number}", "Ada Pask") for number in range(3)
    ]
    assert LogEntry.objects.count() == 3


def test_an_error_in_one_row_saves_none_and_loses_nothing(desk, new_pictures):
    bad = {f"picture-{new_pictures[1].pk}-alt": "", f"picture-{new_pictures[1].pk}-caption": "Typed <b>with care</b>"}

    response = desk.post(asked(WORDS, new_pictures), words_of(new_pictures, **bad))

    assert response.status_code == 200
    assert "1 picture still needs something" in response.text
    assert "Typed &lt;b&gt;with care&lt;/b&gt;" in response.text
    assert all(f"Alt {number}" in response.text for number in (0, 2))
    assert response.text.count(new_pictures[1].file.webp_640) == 1  # not an address made of the credit that was typed
    assert not Picture.objects.exclude(alt="").exists()


def test_what_is_said_for_all_fills_what_is_empty_and_writes_over_nothing(desk, new_pictures):
    first, second, third = new_pictures
    data = words_of(
        new_pictures,
        **{
            "all-credit": "Agnes Loosemore",
            "all-rights": "Agency",
            "all-rights_until": "2027-01-31",
            f"picture-{first.pk}-credit": " ",
            f"picture-{second.pk}-credit": "",
        },
    )

    desk.post(asked(WORDS, new_pictures), data)

    assert [Picture.objects.get(pk=picture.pk).credit for picture in new_pictures] == [
        "Agnes Loosemore",
        "Agnes Loosemore",
        "Ada Pask",
    ]
    assert {f"{until}" for until in Picture.objects.values_list("rights_until", flat=True)} == {"2027-01-31"}


def test_a_decorative_picture_needs_no_alternative_text(desk, new_pictures):
    pk = new_pictures[0].pk

    desk.post(
        asked(WORDS, new_pictures),
        words_of(new_pictures, **{f"picture-{pk}-alt": "", f"picture-{pk}-is_decorative": "on"}),
    )

    assert Picture.objects.get(pk=pk).is_decorative


def test_a_picture_that_is_gone_meanwhile_keeps_no_other_from_being_saved(desk, new_pictures):
    data = words_of(new_pictures)
    new_pictures[0].delete()

    response = desk.post(asked(WORDS, new_pictures), data)

    assert response.status_code == 302
    assert Picture.objects.exclude(alt="").count() == 2


def test_what_is_no_number_of_a_picture_asks_for_none(desk):
    assert "No picture is chosen" in desk.get(f"{WORDS}?picture=x&picture=-1&picture={'9' * 30}").text


def test_the_window_of_a_story_stays_that_window(desk, new_pictures):
    kept = "_popup=1"

    page = desk.get(f"{MANY}?{kept}").text
    saved = desk.post(f"{asked(WORDS, new_pictures)}&{kept}", words_of(new_pictures))

    assert f'href="{LIST}?_popup=1"' in page
    assert saved.url == f"{LIST}?{kept}"


def test_pictures_that_wait_for_their_words_are_found_and_stop_a_story(desk, new_pictures, make_picture, make_article):
    make_picture("Told")
    waiting = new_pictures[0]
    article = make_article(body=f'<p>On.</p><figure data-picture="{waiting.pk}"><figcaption></figcaption></figure>')

    response = desk.get(f"{LIST}?missing=words")

    assert len(re.findall('<li class="library__picture"', response.text)) == 3
    assert set(Picture.objects.without_words()) == set(new_pictures)
    assert len([reason for reason in reasons_not_to_publish(article) if "picture" in reason]) == 2
