"""A story's form brings pictures in one by one, and asks for their words in a dialog of its own page."""

import json
import re

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Permission

from articles.models import Picture
from articles.tests.picture_builders import picture_bytes, picture_file, xmp_bytes
from articles.tests.pictures.test_many_pictures import BAD, MANY, WORDS

TOLD = {"alt": "A quay", "caption": "Low tide", "credit": "Ada Pask"}


@pytest.fixture
def desk(client, reporter):
    client.force_login(reporter)
    return client


def in_place(*pictures):
    return f"{WORDS}?in_place&" + "&".join(f"picture={picture.pk}" for picture in pictures)


def words_for(picture, **others):
    return {f"picture-{picture.pk}-{name}": said for name, said in (TOLD | others).items()}


def addresses_of(client):
    page = client.get("/admin/articles/article/add/").text
    return json.loads(re.search(r'<script id="desk-addresses"[^>]*>(.*?)</script>', page)[1])


def test_a_file_says_whether_its_picture_still_waits_for_words(desk):
    silent = desk.post(MANY, {"files": [picture_file()], "one_by_one": "1"}).text
    told = xmp_bytes(caption="Low tide", credit="Agnes Loosemore", alt="Mud")
    whole = desk.post(MANY, {"files": [picture_file(xmp=told)], "one_by_one": "1"}).text
    again = desk.post(MANY, {"files": [picture_file()], "one_by_one": "1"}).text

    first, second = Picture.objects.order_by("pk")
    assert f'data-picture="{first.pk}"' in silent
    assert "data-waits" in silent
    assert f'data-new="{second.pk}"' in whole
    assert "data-waits" not in whole
    assert f'data-picture="{first.pk}"' in again
    assert "data-new" not in again
    assert "data-waits" not in again


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_of_a_story_is_refused_by_the_rules_of_the_library(desk, name):
    content, reason = BAD[name]

    answer = desk.post(MANY, {"files": [picture_file(name=name, content=content)], "one_by_one": "1"}).text

    assert reason in answer
    assert "data-picture" not in answer
    assert "<img src=x" not in answer
    assert not Picture.objects.exists()


def test_words_are_written_to_the_row_and_in_the_log(desk, make_picture):
    picture = make_picture("", credit="", alt="")
    form = desk.get(in_place(picture)).text

    answer = desk.post(in_place(picture), words_for(picture))

    assert "<html" not in form
    assert f'name="picture-{picture.pk}-alt"' in form
    assert (answer.status_code, answer.content) == (204, b"")
    picture.refresh_from_db()
    assert (picture.alt, picture.caption, picture.credit) == ("A quay", "Low tide", "Ada Pask")
    assert LogEntry.objects.get().object_id == str(picture.pk)
    assert "are saved" not in desk.get("/admin/").text  # the dialog has said so


def test_what_the_form_does_not_ask_stays_as_it_was(desk, make_picture):
    picture = make_picture("", credit="", alt="", rights="Agency", byline="Nell")

    desk.post(in_place(picture), words_for(picture) | {f"picture-{picture.pk}-rights": "Stolen"})

    picture.refresh_from_db()
    assert (picture.rights, picture.byline, picture.alt) == ("Agency", "Nell", "A quay")


def test_one_without_words_saves_none_and_keeps_what_was_typed(desk, make_picture):
    one, two = make_picture("", credit="", alt=""), make_picture("", credit="", alt="")

    answer = desk.post(in_place(one, two), words_for(one) | words_for(two, alt="", caption="<b>Typed</b>"))

    assert answer.status_code == 200
    assert "Say what the picture shows" in answer.text
    assert "&lt;b&gt;Typed&lt;/b&gt;" in answer.text
    assert "A quay" in answer.text
    assert not Picture.objects.exclude(alt="").exists()


def test_one_credit_is_said_for_all(desk, make_picture):
    one, two = make_picture("", credit="", alt=""), make_picture("", credit="", alt="")

    desk.post(in_place(one, two), words_for(one, credit="") | words_for(two) | {"all-credit": "Agnes Loosemore"})

    assert {*Picture.objects.values_list("credit", flat=True)} == {"Agnes Loosemore", "Ada Pask"}


def test_words_of_a_picture_that_readers_see_are_not_a_reporters_to_change(desk, make_picture, make_live_article):
    seen = make_picture("The wall")
    make_live_article(lead_picture=seen)

    form = desk.get(in_place(seen)).text
    sent = desk.post(in_place(seen), words_for(seen))

    assert "ask the picture desk" in form
    assert (sent.status_code, "ask the picture desk" in sent.text) == (200, True)
    assert "<form" not in form
    seen.refresh_from_db()
    assert seen.caption == "The wall"


def test_nobody_without_the_right_writes_words_or_is_told_where_to_bring_files(client, stranger, make_picture):
    picture = make_picture("", credit="", alt="")
    stranger.is_staff = True
    stranger.save()
    rights = ["add_article", "view_article", "view_picture"]
    stranger.user_permissions.set(Permission.objects.filter(codename__in=rights))
    client.force_login(stranger)

    asked = client.get(in_place(picture)).status_code
    sent = client.post(in_place(picture), words_for(picture)).status_code
    brought = client.post(MANY, {"files": [picture_file()], "one_by_one": "1"}).status_code

    assert (asked, sent, brought) == (403, 403, 403)
    assert "bring" not in addresses_of(client)
    assert Picture.objects.get().alt == ""


def test_form_knows_the_limits_of_the_library_before_anything_is_sent(desk):
    bring = addresses_of(desk)["bring"]

    assert bring["address"] == MANY
    assert bring["most"] == 25 * 1024 * 1024
    assert bring["at_once"] == 40
    assert bring["kinds"] == ["image/jpeg", "image/png", "image/webp", "image/avif"]
    assert len(picture_bytes()) < bring["most"]


def test_several_are_asked_for_in_the_order_in_which_they_came(desk, make_picture):
    one, two = make_picture("", credit="", alt=""), make_picture("", credit="", alt="")

    form = desk.get(in_place(two, one)).text

    assert 0 < form.index(f'id="picture-{one.pk}"') < form.index(f'id="picture-{two.pk}"')
