"""The sizes of a picture: how large, cut where, carrying what, and which files stay on the disk."""

import io

import pytest
from django.core.management import call_command
from PIL import Image

from articles.imaging.renditions import CARD_SIZES, FORMATS, WIDTHS
from articles.models import Picture
from articles.tests.picture_builders import exif_bytes, picture_bytes


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


@pytest.mark.parametrize("kind", ["avif", "webp"])
def test_makes_each_width_and_shape(make_printed_picture, kind):
    picture = make_printed_picture(content=picture_bytes(size=(2000, 1500)))

    whole = [rendition(picture, f"{kind}_{width}") for width in WIDTHS]
    cards = [rendition(picture, f"{kind}_card_{width}") for width, _ in CARD_SIZES]
    assert [image.size for image in whole] == [(320, 240), (640, 480), (960, 720), (1600, 1200)]
    assert [image.size for image in cards] == list(CARD_SIZES)
    assert {image.format.lower() for image in whole + cards} == {kind}


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

    for name in ("avif_card_320", "webp_card_320", "share"):
        image = rendition(picture, name).convert("RGB")
        assert image.getpixel((image.width * share // 8, image.height // 2)) == pytest.approx(colour, abs=12)


def test_draws_a_sideways_photograph_upright(make_printed_picture):
    content = picture_bytes(size=(2000, 1000), exif=exif_bytes(orientation=6))

    picture = make_printed_picture(content=content)

    assert rendition(picture, "webp_320").size == (320, 640)


@pytest.mark.parametrize("name", ["avif_640", "webp_card_320", "share"])
def test_carries_credit_and_rights_and_nothing_of_the_camera(make_printed_picture, name):
    content = picture_bytes(size=(800, 600), exif=exif_bytes(camera="Spy 9000", place=(52, 1)))

    picture = make_printed_picture(content=content, credit='Nell & "Co"', rights="© Łódź <2026>")

    image = rendition(picture, name)
    described = image.getxmp()["xmpmeta"]["RDF"]["Description"]
    assert described["Credit"] == described["creator"]["Seq"]["li"] == 'Nell & "Co"'
    assert described["rights"]["Alt"]["li"]["text"] == "© Łódź <2026>"
    assert not image.getexif()


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

    call_command("process_imagefields", all=True, no_parallel=True, verbosity=0)

    assert len(names(picture)) == len(FORMATS)


def test_waits_until_the_row_is_safe(make_picture, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks() as waiting:
        picture = make_picture()

    assert len(waiting) == 1
    assert names(picture) == set()
