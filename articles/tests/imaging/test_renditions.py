"""The sizes of a picture: how large, cut where, carrying what, and which files stay on the disk."""

import io

import pytest
from django.core.management import call_command
from PIL import Image

from articles.imaging.attribution import Attribution, with_packet
from articles.imaging.renditions import CARD_SIZES, FORMATS, NEWS_SIZES, WIDTHS
from articles.models import Picture
from articles.tests.picture_builders import exif_bytes, picture_bytes, xmp_bytes


@pytest.fixture
def make_printed_picture(make_picture, django_capture_on_commit_callbacks):
    """A picture with its renditions on the disk."""

    def make(**fields):
        with django_capture_on_commit_callbacks(execute=True):
            return make_picture(**fields)

    return make


@pytest.fixture
def save(django_capture_on_commit_callbacks):
    def save(picture, **fields):
        for name, value in fields.items():
            setattr(picture, name, value)
        with django_capture_on_commit_callbacks(execute=True):
            picture.save()
        return Picture.objects.get(pk=picture.pk)

    return save


def rendition(picture, name):
    file = picture.file
    with file.storage.open(file._process_context(FORMATS[name]).name) as stored:
        return Image.open(io.BytesIO(stored.read()))


def names(picture):
    return picture.file._kept_renditions()


def halves(size=(900, 300)):
    """Red on the left, green in the middle, blue on the right."""
    image = Image.new("RGB", size)
    for third, colour in enumerate(("red", "lime", "blue")):
        image.paste(colour, (third * size[0] // 3, 0, (third + 1) * size[0] // 3, size[1]))
    buffer = io.BytesIO()
    image.save(buffer, "JPEG", quality=95)
    return buffer.getvalue()


def moving_avif():
    frames = [Image.new("RGB", (30, 20), colour) for colour in ("red", "blue")]
    buffer = io.BytesIO()
    frames[0].save(buffer, "AVIF", save_all=True, append_images=frames[1:])
    return buffer.getvalue()


@pytest.mark.parametrize("kind", ["avif", "webp"])
def test_makes_each_width_and_shape(make_printed_picture, kind):
    picture = make_printed_picture(content=picture_bytes(size=(2000, 1500)))

    whole = [rendition(picture, f"{kind}_{width}") for width in WIDTHS]
    cards = [rendition(picture, f"{kind}_card_{width}") for width, _ in CARD_SIZES]
    assert [image.size for image in whole] == [(320, 240), (640, 480), (728, 546), (832, 624), (960, 720), (1600, 1200)]
    assert [image.size for image in cards] == list(CARD_SIZES)
    assert {image.format.lower() for image in whole + cards} == {kind}


def test_makes_the_shapes_that_search_engines_ask_for_as_wide_as_the_picture_allows(make_printed_picture):
    large, small = (make_printed_picture(content=picture_bytes(size=size)) for size in ((2000, 1500), (500, 400)))

    sizes = [[rendition(picture, name).size for name in NEWS_SIZES] for picture in (large, small)]

    assert sizes == [[(1200, 675), (1200, 900), (1200, 1200)], [(500, 281), (500, 375), (400, 400)]]


def test_never_makes_a_picture_larger_than_it_is(make_printed_picture):
    picture = make_printed_picture(content=picture_bytes(size=(500, 400)))

    assert rendition(picture, "avif_1600").size == (500, 400)
    assert rendition(picture, "webp_card_640").size == (500, 334)


@pytest.mark.parametrize("size", [(500, 400), (3000, 300), (300, 3000), (1, 1), (4000, 2667)])
def test_gives_social_sites_the_one_size_that_is_promised(make_printed_picture, size):
    picture = make_printed_picture(content=picture_bytes(size=size))

    assert rendition(picture, "share").size == (1200, 630)


@pytest.mark.parametrize(
    ("point", "share", "colour"),
    [("0.05x0.5", 1, (254, 0, 0)), ("0.5x0.5", 4, (0, 255, 0)), ("0.95x0.5", 7, (0, 0, 254))],
)
def test_cuts_around_the_focal_point(make_printed_picture, point, share, colour):
    picture = make_printed_picture(content=halves(), focal_point=point)

    for name in ("avif_card_320", "webp_card_320", "letter", "share", "news_1_1"):
        image = rendition(picture, name).convert("RGB")
        assert image.getpixel((image.width * share // 8, image.height // 2)) == pytest.approx(colour, abs=12)


def test_draws_a_sideways_photograph_upright(make_printed_picture):
    content = picture_bytes(size=(2000, 1000), exif=exif_bytes(orientation=6))

    picture = make_printed_picture(content=content)

    assert rendition(picture, "webp_320").size == (320, 640)


CAMERA = exif_bytes(camera="Spy 9000", place=(52, 1), serial="SN-4711", orientation=6)


def served(client, picture, name):
    """The bytes that readers get: of the picture itself, or of a rendition by its name."""
    answer = client.get(picture.file.url if name == "file" else getattr(picture.file, name))
    assert answer.status_code == 200
    return b"".join(answer.streaming_content)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "AVIF"])
@pytest.mark.parametrize("name", ["avif_640", "webp_card_320", "letter", "share", "file"])
def test_every_served_file_says_whose_it_is_and_nothing_of_the_camera(client, make_printed_picture, name, kind):
    content = picture_bytes(kind, size=(800, 600), exif=CAMERA, xmp=xmp_bytes(caption="Secret meeting"))
    assert all(words in content for words in (b"Spy 9000", b"SN-4711", b"Secret meeting"))

    picture = make_printed_picture(
        content=content,
        byline="Nell <T>",
        credit='Estuary & "Co"',
        rights="© Łódź <2026>",
        web_statement="https://rights.example/7?a=1&b=2",
        source_type="trainedAlgorithmicMedia",
    )

    found = served(client, picture, name)
    image = Image.open(io.BytesIO(found))
    described = image.getxmp()["xmpmeta"]["RDF"]["Description"]
    assert described["creator"]["Seq"]["li"] == "Nell <T>"
    assert described["Credit"] == 'Estuary & "Co"'
    assert described["rights"]["Alt"]["li"]["text"] == "© Łódź <2026>"
    assert described["WebStatement"] == "https://rights.example/7?a=1&b=2"
    assert described["DigitalSourceType"].endswith("/trainedAlgorithmicMedia")
    assert not any(words in found for words in (b"Spy 9000", b"SN-4711", b"Secret meeting"))
    assert set(image.getexif()) <= {0x0112}
    assert not image.getexif().get_ifd(0x8825)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "AVIF"])
def test_writes_into_the_picture_itself_without_touching_a_dot(client, make_printed_picture, save, kind):
    content = picture_bytes(kind, size=(80, 60), exif=CAMERA if kind == "JPEG" else b"")

    picture = make_printed_picture(content=content, credit="First")
    picture = save(Picture.objects.get(pk=picture.pk), credit="Second")

    image = Image.open(io.BytesIO(served(client, picture, "file")))
    described = image.getxmp()["xmpmeta"]["RDF"]["Description"]
    assert described["Credit"] == described["creator"]["Seq"]["li"] == "Second"
    assert image.tobytes() == Image.open(io.BytesIO(content)).tobytes()
    assert b"First" not in served(client, picture, "file")
    assert image.getexif().get(0x0112, 1) == (6 if kind == "JPEG" else 1)


@pytest.mark.parametrize("content", [b"", b"RIFF", b"\0\0\0\x08ftyp\0\0\0\x09meta\0", b"\0\0\0\0ftyp", moving_avif()])
def test_leaves_a_file_that_it_does_not_understand_as_it_is(content):
    assert with_packet(content, b"<x/>") == content


def test_files_made_before_more_could_be_said_keep_their_names():
    """Else every picture of an older library would be gone until it is drawn again."""
    assert str(Attribution("Nell", "© Nell")) == "Attribution(credit='Nell', rights='© Nell')"
    assert str(Attribution("Nell", "", address="https://a.example")) != str(Attribution("Nell", ""))


def test_cuts_anew_when_the_focal_point_moves_and_removes_the_old_cuts(make_printed_picture, save):
    picture = make_printed_picture(content=halves())
    before = names(picture)
    whole, cut = picture.file.avif_640, picture.file.avif_card_640

    picture = save(Picture.objects.get(pk=picture.pk), focal_point="0.1x0.5")

    assert picture.file.avif_640 == whole
    assert picture.file.avif_card_640 != cut
    assert len(names(picture)) == len(before) == len(FORMATS)


def test_writes_new_files_when_the_credit_changes(make_printed_picture, save):
    picture = make_printed_picture()
    before = names(picture)

    picture = save(Picture.objects.get(pk=picture.pk), credit="Agnes Loosemore")

    assert names(picture).isdisjoint(before)
    assert rendition(picture, "share").getxmp()["xmpmeta"]["RDF"]["Description"]["Credit"] == "Agnes Loosemore"


def test_draws_nothing_again_when_only_words_change(make_printed_picture, save):
    picture = make_printed_picture()
    times = {name: picture.file.storage.get_modified_time(name) for name in names(picture)}

    picture = save(picture, caption="Another caption")

    assert {name: picture.file.storage.get_modified_time(name) for name in names(picture)} == times


def test_can_be_made_again_by_command(make_picture):
    picture = make_picture()
    assert b"Cormac Ilderton" not in picture.file.read()

    call_command("process_imagefields", all=True, no_parallel=True, verbosity=0)

    assert len(names(picture)) == len(FORMATS)
    assert b"Cormac Ilderton" in Picture.objects.get(pk=picture.pk).file.read()


def test_waits_until_the_row_is_safe(make_picture, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks() as waiting:
        picture = make_picture()

    assert len(waiting) == 1
    assert names(picture) == set()
