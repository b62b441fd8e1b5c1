"""A sound comes in by its bytes, waits for its words, and is heard and read wherever readers have the story."""

import io

import pytest
from django.conf import settings
from django.test import Client

from articles.editing.checklist import checklist_of
from articles.exporting.archive import export_archive
from articles.media_files import sounds
from articles.media_files.sounds import UnusableSound, read_sound
from articles.models import Sound
from articles.publishing.publish import CannotPublish, publish
from articles.publishing.takedowns import take_down
from articles.tests.library_builders import id3_tag, m4a_bytes, mp3_bytes, mp3_frame, ogg_bytes, sound_file

ADD = "/admin/articles/sound/add/"


def words(**fields):
    return {"title": "", "description": "", "language": "", "credit": "The Courier", "transcript": ""} | fields


def card(sound):
    return f'<div data-embed="sound" data-id="{sound.pk}"></div>'


class TestBytes:
    @pytest.mark.parametrize(
        ("content", "ending", "seconds"),
        [
            (mp3_bytes(500), "mp3", 13),  # 500 frames of 1,152 signs at 44,100 a second
            (mp3_bytes(3, told=10_000), "mp3", 261),
            (mp3_bytes(500, tag=id3_tag(200_000)), "mp3", 13),
            (mp3_frame(128) * 500 + mp3_frame(64) * 5000, "mp3", 144),  # a jingle before a talk
            (mp3_frame(64) * 500 + mp3_frame(128) * 5000 + b"TAG" + bytes(125), "mp3", 144),
            (mp3_bytes(500) + bytes(100_000), "mp3", None),
            (m4a_bytes(75), "m4a", 75),
            (m4a_bytes(75, brand=b"mp42"), "m4a", 75),
            (m4a_bytes(0), "m4a", None),
            (ogg_bytes(12), "ogg", 12),
            (ogg_bytes(12, codec="vorbis"), "ogg", 12),
        ],
    )
    def test_are_told_with_their_length(self, content, ending, seconds):
        found = read_sound(io.BytesIO(content))

        assert (found.ending, found.seconds) == (ending, seconds)

    def test_of_the_demo_are_taken(self):
        with (settings.BASE_DIR / "demo/files/sounds/curlews-at-dusk.ogg").open("rb") as file:
            assert read_sound(file).seconds == 9

    @pytest.mark.parametrize(
        ("content", "code"),
        [
            (b"", "empty"),
            (b"<html>", "kind"),
            (b"RIFF\0\1\0\0WAVEfmt ", "kind"),
            (b"\xff\xfb\x90\0" + b"no second frame" * 99, "kind"),
            (id3_tag(20), "kind"),
            (id3_tag(2_000_000)[:40], "kind"),
            (ogg_bytes(codec="theora"), "kind"),
            (m4a_bytes(handlers=(b"vide", b"soun")), "film"),
            (m4a_bytes(handlers=()), "kind"),
            (m4a_bytes(brand=b"qt  "), "kind"),
        ],
    )
    def test_of_another_kind_are_refused_with_a_reason(self, content, code):
        with pytest.raises(UnusableSound) as refusal:
            read_sound(io.BytesIO(content))

        assert refusal.value.code == code

    def test_that_are_too_many_are_refused(self, monkeypatch):
        monkeypatch.setattr(sounds, "MAX_BYTES", 100)

        with pytest.raises(UnusableSound, match="larger than 100"):
            read_sound(io.BytesIO(mp3_bytes()))

    def test_in_circles_or_without_end_are_soon_done_with(self):
        boxes = b"\0\0\0\x08moov" * 200_000

        with pytest.raises(UnusableSound):
            read_sound(io.BytesIO(m4a_bytes(handlers=()) + boxes))


@pytest.mark.django_db
class TestLibrary:
    @pytest.fixture
    def desk(self, client, reporter):
        client.force_login(reporter)
        return client

    @pytest.mark.parametrize(
        ("name", "content"), [("a.bin", mp3_bytes()), ("Dusk.m4a", m4a_bytes()), ("Dusk.opus", ogg_bytes())]
    )
    def test_takes_a_sound_whatever_its_name_says(self, desk, name, content):
        answer = desk.post(ADD, words(file=sound_file(content, name=name)))

        sound = Sound.objects.get()
        assert answer.status_code == 302
        assert sound.file.name.rpartition(".")[2] in {"mp3", "m4a", "ogg"}
        assert desk.get(sound.file.url)["Content-Type"].startswith("audio/")

    def test_what_a_telephone_wrote_into_it_is_taken_out(self, desk):
        desk.post(ADD, words(file=sound_file(m4a_bytes(words=b"+53.1-004.2/"), name="memo.m4a")))

        assert b"+53.1" not in Sound.objects.get().file.read()

    def test_refuses_a_film(self, desk):
        film = m4a_bytes(handlers=(b"vide", b"soun"))

        assert "This file holds a film" in desk.post(ADD, words(file=sound_file(film))).text
        assert not Sound.objects.exists()

    def test_one_that_readers_hear_is_not_a_reporters_to_change(self, desk, make_sound, make_live_article):
        sound = make_sound()
        make_live_article("Birds", body=f"<p>Hear.</p>{card(sound)}")

        assert desk.post(f"/admin/articles/sound/{sound.pk}/change/", words(title="Mine")).status_code == 403

    def test_is_brought_in_by_those_alone_who_may(self, client, legal):
        client.force_login(legal)

        assert client.post(ADD, words(file=sound_file())).status_code == 403


@pytest.mark.django_db
class TestInAStory:
    def test_page_has_a_player_and_its_words_and_the_text_edition_has_the_words(
        self, client, make_sound, make_live_article
    ):
        sound = make_sound(transcript="First.\n\nSecond.")
        address = make_live_article("Birds", body=f"<p>Hear.</p>{card(sound)}").get_absolute_url()
        page, text = client.get(address).text, client.get(f"/text{address}").text

        assert f'<audio controls preload="none" src="{sound.file.url}"></audio>' in page
        assert "<p>First.</p>" in page
        assert '"@type": "AudioObject"' in page
        assert "<audio" not in text
        assert "<p>Second.</p>" in text
        assert "First." in client.get("/feed/").text

    def test_story_waits_for_the_words_or_for_somebody_to_say_that_there_are_none(
        self, make_sound, make_article, editor
    ):
        sound = make_sound(transcript=" ")
        story = make_article("Birds", body=f"<p>Hear.</p>{card(sound)}")

        with pytest.raises(CannotPublish, match="has no transcript"):
            publish(article=story, by=editor)
        assert any("has no transcript" in error for error in checklist_of(story).errors)
        Sound.objects.update(is_wordless=True)
        publish(article=story, by=editor)

    def test_words_that_were_taken_away_take_the_sound_from_readers(self, client, make_sound, make_live_article):
        sound = make_sound()
        address = make_live_article("Birds", body=f"<p>Hear.</p>{card(sound)}").get_absolute_url()
        assert "<audio" in client.get(address).text
        Sound.objects.update(transcript="")

        assert "<audio" not in client.get(address).text

    def test_take_down_takes_its_file(self, make_sound, make_live_article, editor):
        sound = make_sound()
        story = make_live_article("Birds", body=f"<p>Hear.</p>{card(sound)}")
        assert Client().get(sound.file.url).status_code == 200
        take_down(article=story, by=editor, reason="A court order.")

        assert Client().get(sound.file.url).status_code in {404, 410}

    def test_export_has_the_file_and_its_words(self, make_sound, make_live_article, tmp_path):
        sound = make_sound()
        make_live_article("Birds", body=f"<p>Hear.</p>{card(sound)}")

        assert export_archive(root=tmp_path / "out")["sounds"] == 1
        assert "A low note climbs." in (tmp_path / "out" / "sounds.json").read_text()
        assert (tmp_path / "out" / "media" / f"{sound.digest}.mp3").is_file()
