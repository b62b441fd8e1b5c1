"""Films leave without the words that cameras write beside them, and with every other byte where it was."""

import io

import pytest

from articles.imaging.film_privacy import TAGS, TITLE, blank_words_of
from articles.models import Video
from articles.tests.imaging.test_file_kinds import EBML, element, mp4
from articles.tests.picture_builders import picture_file
from articles.tests.pictures.test_film_form import ADD_VIDEO

SECRET = b"+51.5-000.1/ Spy 9000 SN-4711"
PICTURES = b"frame" * 40


def box(name, content, *, is_large=False):
    if is_large:
        return b"\0\0\0\1" + name + (len(content) + 16).to_bytes(8) + content
    return (len(content) + 8).to_bytes(4) + name + content


def film_of_boxes(*, is_large):
    words = box(b"udta", box(b"\xa9xyz", SECRET), is_large=is_large)
    track = box(b"trak", box(b"tkhd", b"track") + box(b"meta", SECRET, is_large=is_large))
    whole = mp4(b"isom", b"iso2")[:-50] + box(b"moov", box(b"mvhd", b"head") + track + words)
    return whole + box(b"uuid", SECRET) + box(b"mdat", PICTURES, is_large=is_large)


def film_of_elements(width, *, is_open=False):
    info = element(b"\x15\x49\xa9\x66", element(TITLE, SECRET) + element(b"\x57\x41", b"app"), width=width)
    tags, cluster = element(TAGS, SECRET, width=width), element(b"\x1f\x43\xb6\x75", PICTURES, width=width)
    begins, content = element(EBML, element(b"\x42\x82", b"webm")), info + tags + cluster
    segment = b"\x18\x53\x80\x67"
    return begins + (segment + b"\xff" + content if is_open else element(segment, content, width=8))


FILMS = {
    "MP4": film_of_boxes(is_large=False),
    "MP4 with large boxes": film_of_boxes(is_large=True),
    "WebM": film_of_elements(2),
    "WebM with long sizes": film_of_elements(8),
    "WebM of unknown size": film_of_elements(2, is_open=True),
}


def blanked(content):
    file = io.BytesIO(content)
    blank_words_of(file)
    assert file.tell() == 0
    return file.getvalue()


@pytest.mark.parametrize("name", FILMS)
def test_blanks_what_the_camera_wrote_and_moves_no_byte(name):
    before = FILMS[name]

    left = blanked(before)

    assert SECRET in before
    assert SECRET not in left
    assert len(left) == len(before)
    assert left.index(PICTURES) == before.index(PICTURES)
    assert blanked(left) == left


@pytest.mark.parametrize(
    "content", [b"", b"\0" * 40, b"\0\0\0\1ftyp", EBML, EBML + b"\xff", b"words and words", b"\xff" * 40]
)
def test_leaves_what_is_no_film_as_it_is(content):
    assert blanked(content) == content


def test_a_film_is_blanked_when_it_comes_in(client, picture_desk, make_picture):
    client.force_login(picture_desk)
    film = {"title": "Gate", "slug": "gate", "poster": make_picture().pk, "seconds": "9", "transcript": "No speech."}
    moment = {"published_at_0": "2026-11-01", "published_at_1": "09:00"}

    client.post(ADD_VIDEO, film | moment | {"file": picture_file(name="gate.mp4", content=FILMS["MP4"])})

    served = b"".join(client.get(Video.objects.get().file.url).streaming_content)
    assert SECRET not in served
    assert PICTURES in served
