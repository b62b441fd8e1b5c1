"""Subtitles of films: what comes in, what is left of it, and who is told where there are none."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from articles.editing.checklist import checklist_of
from articles.imaging.captions import BadCaptions, clean_captions, transcript_of
from articles.models import Video
from articles.tests.picture_builders import picture_file
from articles.tests.pictures.test_film_form import ADD_VIDEO, WEBM
from articles.tests.pictures.test_kept_uploads import token_in

PLAIN = "WEBVTT\n\n00:00:01.000 --> 00:00:04.000\nThe gate rises.\n"


@pytest.fixture
def desk(client, picture_desk):
    client.force_login(picture_desk)
    return client


@pytest.fixture
def film(make_picture):
    return {
        "title": "The gate rises",
        "slug": "gate",
        "poster": make_picture().pk,
        "seconds": "9",
        "transcript": "No speech.",
        "published_at_0": "2026-11-01",
        "published_at_1": "09:00",
    }


def vtt(text=PLAIN, name="gate.en.vtt"):
    return SimpleUploadedFile(name, text.encode(), "text/vtt")


@pytest.mark.parametrize(
    "written",
    [
        PLAIN,
        "\ufeffWEBVTT - made by hand\nKind: captions\n\n00:01.000 --> 00:04.000\nThe gate rises.",
        "WEBVTT\r\n\r\n1\r\n00:00:01.000 --> 00:00:04.000\r\nThe gate rises.\r\n\r\n",
        "WEBVTT\n00:01.000 --> 00:04.000\nThe gate rises.",
        "WEBVTT\n\nNOTE for\nnobody\n\nSTYLE\n::cue { color: red }\n\n00:01.000 --> 00:04.000\nThe gate rises.",
        "WEBVTT\n\n00:01.000 --> 00:04.000 onload:1\n<script>The</script> <font color=red>gate\u200b rises</font>.",
        "WEBVTT\n\n00:00:01.000 --> 00:00:04.000\n<00:02.000>The gate <00:03.000>rises.\n\n00:05.000 --> 00:06.000\n",
        "\ufeff1\r\n00:00:01,000 --> 00:00:04,000\r\n{\\an8}The <font color=red>gate</font> rises.\r\n\r\n",
        "\n1\n00:00:01,000 --> 00:00:04,000 X1:0 X2:9 Y1:0 Y2:9\nThe gate rises.\n",
    ],
)
def test_writes_the_words_and_times_anew_and_nothing_else(written):
    assert clean_captions(written.encode()).decode() == PLAIN


@pytest.mark.parametrize("place", ["line:0", "align:start", "position:10% size:35%"])
def test_ends_a_caption_in_time_where_hours_are_left_out_before_its_place(place):
    """@plussub/srt-vtt-parser 2.0.5 ends the first after three minutes, and the others never."""
    written = f"WEBVTT\n\n00:01.000 --> 00:04.000 {place}\nThe gate rises.\n"
    assert clean_captions(written.encode()).decode() == PLAIN.replace("04.000", f"04.000 {place}")


def test_keeps_voices_places_and_signs():
    timing = "WEBVTT\n\n01:00:01.000 --> 01:00:04.000 line:0 align:start\n"
    written = f"{timing}<v.loud Nell & Co>Salt &amp; <i>sand</i>: 1 < 2 &</v>\n"

    cleaned = clean_captions(written.encode()).decode()

    assert cleaned == f"{timing}<v.loud Nell &amp; Co>Salt &amp; <i>sand</i>: 1 &lt; 2 &amp;</v>\n"
    assert clean_captions(cleaned.encode()).decode() == cleaned


@pytest.mark.parametrize(
    ("written", "code"),
    [
        (b"", "kind"),
        (b"1\nThe gate rises.\n", "kind"),
        (b"1\n00:00:01,000 --> 00:00:04,000\nA\n\n2\n00:00:01 --> 00:00:04\nB\n", "time"),
        (b"WEBVTTX\n\n00:01.000 --> 00:02.000\nA", "kind"),
        ("WEBVTT\n\n00:01.000 --> 00:02.000\né".encode("latin-1"), "encoding"),
        (b"WEBVTT\n\n00:01 --> 00:02\nA", "time"),
        (b"WEBVTT\n\n00:04.000 --> 00:01.000\nA", "order"),
        (b"WEBVTT\n\nNOTE nothing\n", "none"),
        (b"WEBVTT" + b" " * 1024 * 1024, "heavy"),
    ],
)
def test_refuses_what_cannot_be_shown_and_says_why(written, code):
    with pytest.raises(BadCaptions) as refusal:
        clean_captions(written)

    assert refusal.value.code == code


def test_words_stand_in_the_order_in_which_they_are_seen():
    written = b"WEBVTT\n\n00:05.000 --> 00:06.000\nSecond\n\n00:01.000 --> 00:02.000\nFirst\n"

    assert clean_captions(written).decode().split("\n")[3::3] == ["First", "Second"]


def test_transcript_has_a_paragraph_for_each_voice_and_after_each_pause():
    cues = ["01 2 <v Nell>It <i>held</i>,", "02 4 <v Nell>salt &amp; all.</v>", "04 5 <v Ada>It did."]
    cues += ["20 21 Water", "21 22 falls."]
    timed = [cue.split(" ", 2) for cue in cues]
    written = "WEBVTT\n\n" + "".join(f"00:{a}.000 --> 00:{int(b):02}.000\n{words}\n\n" for a, b, words in timed)

    transcript = transcript_of(clean_captions(written.encode()))

    assert transcript.split("\n\n") == ["Nell: It held, salt & all.", "Ada: It did.", "Water falls."]


def test_names_the_line_that_is_wrong():
    with pytest.raises(BadCaptions) as refusal:
        clean_captions((PLAIN + "\n2\n00:05 -> 00:06\nIt falls.").encode())

    assert refusal.value.messages == [
        "Line 7: “00:05 -> 00:06” should say from when to when, such as 00:01.000 --> 00:04.000."
    ]


def test_readers_get_the_subtitles_of_a_film(desk, film):
    files = {"file": picture_file(name="gate.webm", content=WEBM), "captions": vtt(PLAIN + "\nNOTE secret\n")}
    desk.post(ADD_VIDEO, film | files)

    video = Video.objects.get()
    page = desk.get(video.get_absolute_url()).text
    served = desk.get(video.captions.url)
    assert f'<track kind="captions" src="{video.captions.url}" srclang="en-gb"' in page
    assert served["Content-Type"].startswith("text/vtt")
    assert b"".join(served.streaming_content).decode() == PLAIN
    assert "gate" not in video.captions.name


def test_a_film_without_subtitles_has_no_empty_track(client, make_film):
    assert "<track" not in client.get(make_film().get_absolute_url()).text


@pytest.fixture
def make_film(make_picture):
    def make_film(**fields):
        return Video.objects.create(
            title="Gate rises",
            slug="gate",
            poster=make_picture(),
            seconds=9,
            file="films/a.webm",
            transcript="A",
            **fields,
        )

    return make_film


def test_keeps_film_and_subtitles_while_the_form_is_mended(desk, film):
    files = {"file": picture_file(name="Gate.webm", content=WEBM), "captions": vtt()}
    first = desk.post(ADD_VIDEO, film | files | {"title": ""})
    kept = {f"{name}-kept": token_in(first, name) for name in ("file", "captions")}
    desk.post(ADD_VIDEO, film | kept)

    assert "“gate.en.vtt” is kept" in first.text
    assert Video.objects.get().captions.read().decode() == PLAIN


def test_another_language_is_a_track_of_its_own_and_can_be_taken_away(desk, film):
    files = {"file": picture_file(name="gate.webm", content=WEBM), "captions": vtt()}
    desk.post(
        ADD_VIDEO, film | files | {"captions_cy": vtt("1\n00:00:01,000 --> 00:00:04,000\nMae’n codi.\n", "g.srt")}
    )
    video = Video.objects.get()
    page = desk.get(video.get_absolute_url()).text
    welsh = video.other_subtitles.get()

    assert [language for language, _file in video.subtitles] == ["en-gb", "cy"]
    assert f'<track kind="captions" src="{welsh.file.url}" srclang="cy" label="Cymraeg">' in page
    assert '"inLanguage": "cy"' in page
    assert welsh.file.read().decode().endswith("Mae’n codi.\n")

    change = reverse("admin:articles_video_change", args=[video.pk])
    desk.post(change, film)
    assert video.other_subtitles.count() == 1
    desk.post(change, film | {"captions_cy-clear": "on"})
    assert not video.other_subtitles.exists()


def test_transcript_that_was_left_empty_is_made_of_the_subtitles(desk, client, film):
    files = {"file": picture_file(name="gate.webm", content=WEBM), "captions": vtt()}
    desk.post(ADD_VIDEO, film | files | {"transcript": ""})

    assert Video.objects.get().transcript == "The gate rises."
    assert "The gate rises." in client.get(Video.objects.get().get_absolute_url()).text


def test_film_in_which_nobody_speaks_needs_no_subtitles(desk, film, make_film, make_article):
    answer = desk.post(
        ADD_VIDEO, film | {"file": picture_file(name="a.webm", content=WEBM), "has_no_speech": "on"}, follow=True
    )
    body = f'<p>A</p><div data-embed="watch" data-id="{Video.objects.get().pk}"></div>'

    assert "has no subtitles" not in answer.text
    assert "subtitles" not in " ".join(checklist_of(make_article(body=body)).warnings)


def test_says_what_is_wrong_with_subtitles_and_keeps_the_film(desk, film):
    files = {"file": picture_file(name="Gate.webm", content=WEBM), "captions": vtt("1\nnothing")}

    response = desk.post(ADD_VIDEO, film | files)

    assert "This is neither WebVTT" in response.text
    assert "“Gate.webm” is kept" in response.text
    assert "captions-kept" not in response.text


def test_takes_subtitles_away(desk, film, make_film):
    video = make_film(captions="films/a.vtt")

    desk.post(reverse("admin:articles_video_change", args=[video.pk]), film | {"captions-clear": "on"})

    video.refresh_from_db()
    assert not video.captions


def test_the_desk_is_told_of_a_film_without_subtitles(desk, film, make_article, make_film):
    silent = make_film(captions="films/a.vtt")
    spoken = make_film()
    placed = '<p>A</p><div data-embed="watch" data-id="{}"></div>'

    response = desk.post(ADD_VIDEO, film | {"file": picture_file(name="gate.webm", content=WEBM)}, follow=True)

    assert "This film has no subtitles" in response.text
    assert (
        "The film “Gate rises” has no subtitles. Bring them, or say that nobody speaks in it."
        in checklist_of(make_article(body=placed.format(spoken.pk))).warnings
    )
    assert "subtitles" not in " ".join(checklist_of(make_article(body=placed.format(silent.pk))).warnings)


def test_the_desk_is_told_once_of_a_film_that_begins_after_its_story(make_article, make_film):
    later = dt.datetime(2050, 5, 4, 9, 30, tzinfo=timezone.get_default_timezone())
    body = '<p>A</p><div data-embed="watch" data-id="{}"></div>'
    film, live = make_film(captions="a.vtt", published_at=later), make_film(captions="a.vtt")

    said = checklist_of(make_article(body=body.format(film.pk))).warnings
    of_live = checklist_of(make_article(body=body.format(live.pk))).warnings

    assert [words for words in said if "Gate rises" in words] == [
        "The film “Gate rises” is not shown yet: readers do not see it."
    ]
    assert "Gate rises" not in " ".join(of_live)
