"""A picture comes into the library: what is taken, what is refused and what is left of the file that arrived."""

import io
import random
import struct
import zlib
from pathlib import Path

import pytest
from django.conf import settings
from django.db import IntegrityError
from django.urls import reverse
from PIL import Image, ImageCms

from articles import uploads
from articles.models import Picture
from articles.models.pictures import PictureQuerySet
from articles.tests.picture_builders import exif_bytes, iptc_bytes, picture_bytes, picture_file, xmp_bytes
from articles.uploads import Refused, checked_picture

ADD = "/admin/articles/picture/add/"
WORDS = {"caption": "The quay", "credit": "Cormac Ilderton", "alt": "Boats", "rights": "", "focal_point": "0.25x0.75"}
MARKER = b"<script>alert(1)</script>"


@pytest.fixture
def desk(client, picture_desk):
    client.force_login(picture_desk)
    return client


def stored_files():
    return [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()]


def opened(checked):
    checked.seek(0)
    return Image.open(io.BytesIO(checked.read()))


def png_claiming(width, height):
    """A PNG of a few bytes that says how large it would be."""
    header = b"IHDR" + struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    chunks = [header, b"IDAT" + zlib.compress(b"\0" * 1000), b"IEND"]
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(chunk) - 4) + chunk + struct.pack(">I", zlib.crc32(chunk)) for chunk in chunks
    )


def png_with_text(length):
    """A PNG whose compressed comment unfolds to that length."""
    png = picture_bytes("PNG")
    chunk = b"zTXtComment\0\0" + zlib.compress(b"a" * length, 9)
    return png[:33] + struct.pack(">I", len(chunk) - 4) + chunk + struct.pack(">I", zlib.crc32(chunk)) + png[33:]


def noise(kind="JPEG", side=400):
    buffer = io.BytesIO()
    Image.effect_noise((side, side), 90).convert("RGB").save(buffer, kind)
    return buffer.getvalue()


def damaged(content):
    middle = len(content) // 2
    return content[:middle] + bytes(byte ^ 0xFF for byte in content[middle : middle + 40]) + content[middle + 40 :]


HOSTILE = {
    "nothing": (b"", "empty"),
    "text": (b"Just words.\n" * 50, "kind"),
    "random": (random.Random(7).randbytes(5000), "kind"),
    "svg": (b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', "named_kind"),
    "svg with a declaration": (b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>', "named_kind"),
    "html": (b"<!DOCTYPE html><html>" + MARKER, "named_kind"),
    "html before a jpeg": (b"<html>" + MARKER + picture_bytes(), "named_kind"),
    "pdf": (b"%PDF-1.7\n" + MARKER, "named_kind"),
    "gif": (picture_bytes("GIF", mode="L", colour=9), "named_kind"),
    "gif that is a script": (b"GIF89a/*" + MARKER + b"*/=1;", "named_kind"),
    "tiff": (picture_bytes("TIFF"), "named_kind"),
    "zip": (b"PK\x03\x04" + b"\0" * 100, "named_kind"),
    "heic": (b"\0\0\0\x18ftypheic" + b"\0" * 100, "named_kind"),
    "film": (b"\0\0\0\x18ftypisom" + b"\0" * 100, "named_kind"),
    "jpeg cut short": (noise()[:3000], "broken"),
    "jpeg of a few bytes": (picture_bytes()[:20], "broken"),
    "png cut short": (noise("PNG")[:9000], "broken"),
    "png damaged": (damaged(noise("PNG")), "broken"),
    "webp cut short": (noise("WEBP")[:2000], "broken"),
    "avif cut short": (noise("AVIF")[:2000], "broken"),
    "png bomb": (png_claiming(30_000, 30_000), "large"),
    "png of the largest size there is": (png_claiming(2**31 - 1, 2**31 - 1), "large"),
    "png just over the limit": (png_claiming(7100, 7100), "large"),
    "text bomb": (png_with_text(80 * 1024 * 1024), "broken"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_refuses(name):
    content, code = HOSTILE[name]

    with pytest.raises(Refused) as refusal:
        checked_picture(picture_file(name="picture.jpg", content=content))

    assert refusal.value.code == code


def test_says_which_limit_a_file_broke_and_what_to_do(monkeypatch):
    monkeypatch.setattr(uploads, "MAX_BYTES", 1024)

    with pytest.raises(Refused) as refusal:
        checked_picture(picture_file(content=noise()))

    assert refusal.value.messages[0].endswith(
        "the limit is 1.0\xa0KB. Save it at 4000 pixels on its longer side and try again."
    )


def test_calls_a_wrong_kind_by_its_name():
    with pytest.raises(Refused) as refusal:
        checked_picture(picture_file("GIF", mode="L", colour=9))

    assert "GIF files cannot be used" in refusal.value.messages[0]


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_takes(kind):
    checked = checked_picture(picture_file(kind))

    image = opened(checked)
    assert (image.format, image.size) == ("PNG" if kind == "PNG" else "JPEG", (60, 40))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_keeps_neither_place_nor_camera(kind):
    exif = exif_bytes(place=(52, 1), camera="Spy 9000", artist="Nell")

    checked = checked_picture(picture_file(kind, exif=exif, xmp=xmp_bytes(caption="Secret meeting")))

    assert not opened(checked).getexif()
    assert "xmp" not in opened(checked).info
    assert b"Spy 9000" not in opened(checked).fp.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        picture_bytes(comment=MARKER),
        picture_bytes() + MARKER,
        picture_bytes("PNG") + b"PK\x03\x04" + MARKER,
        picture_bytes(xmp=b"<x>" + MARKER),
        picture_bytes("PNG", icc_profile=MARKER * 9),
    ],
)
def test_leaves_behind_what_hides_in_a_good_picture(content):
    checked = checked_picture(picture_file(content=content))

    assert b"script" not in opened(checked).fp.getvalue()


def test_turns_a_photograph_upright():
    checked = checked_picture(picture_file(size=(60, 40), exif=exif_bytes(orientation=6)))

    assert opened(checked).size == (40, 60)


@pytest.mark.filterwarnings("ignore:Corrupt EXIF data")
@pytest.mark.parametrize("exif", [b"Exif\0\0MM\0*\0\0\0\x08\xff\xff", b"Exif\0\0what is this", b"Exif\0\0"])
def test_takes_a_good_picture_with_broken_exif(exif):
    checked = checked_picture(picture_file(exif=exif))

    assert opened(checked).size == (60, 40)


def test_makes_a_large_picture_smaller():
    checked = checked_picture(picture_file(size=(5000, 2500)))

    assert opened(checked).size == (4000, 2000)


def test_takes_the_first_frame_of_an_animation():
    frames = [Image.new("RGB", (30, 20), colour) for colour in ("red", "blue")]
    buffer = io.BytesIO()
    frames[0].save(buffer, "WEBP", save_all=True, append_images=frames[1:], lossless=True)

    checked = checked_picture(picture_file(content=buffer.getvalue()))

    assert opened(checked).getpixel((5, 5)) == pytest.approx((254, 0, 0), abs=3)


def test_puts_white_behind_what_one_could_see_through():
    checked = checked_picture(picture_file("PNG", mode="RGBA", colour=(0, 0, 0, 0)))

    assert opened(checked).convert("RGB").getpixel((5, 5)) == (255, 255, 255)


def test_keeps_the_tones_of_a_picture_with_16_bits():
    checked = checked_picture(picture_file("PNG", mode="I;16", colour=32768))

    assert opened(checked).getpixel((5, 5)) == 128


@pytest.mark.parametrize(
    ("mode", "colour"), [("CMYK", (0, 255, 255, 0)), ("L", 99), ("1", 1), ("P", 3), ("LA", (9, 9))]
)
def test_takes_every_way_of_keeping_colours(mode, colour):
    kind = "JPEG" if mode == "CMYK" else "PNG"

    checked = checked_picture(picture_file(kind, mode=mode, colour=colour))

    assert opened(checked).mode in {"RGB", "L"}


def test_turns_another_colour_profile_into_srgb():
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()
    same = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()

    checked = [checked_picture(picture_file(icc_profile=one)) for one in (profile, same)]

    assert ["icc_profile" in opened(one).info for one in checked] == [False, False]


@pytest.mark.parametrize(
    "name", ["../../etc/passwd.jpg", "a.php.jpg", "x" * 300 + ".jpg", "<b>.jpg", "Kücheñ ‮gpj.jpg", "con.jpg", ".jpg"]
)
def test_names_the_file_after_its_digest(desk, name):
    response = desk.post(ADD, WORDS | {"file": picture_file(name=name)})

    picture = Picture.objects.get()
    assert response.status_code == 302
    assert Path(picture.file.name).name.startswith(picture.digest[:20])
    assert Path(picture.file.path).is_relative_to(settings.MEDIA_ROOT / "pictures")


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


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("nothing", "This file is empty"),
        ("svg", "SVG files cannot be used"),
        ("png bomb", "over 50 million pixels"),
        ("jpeg cut short", "damaged or not complete"),
        ("random", "no picture that can be read here"),
    ],
)
def test_keeps_what_was_typed_and_stores_nothing_when_a_file_is_refused(desk, name, words):
    before = stored_files()

    response = desk.post(ADD, WORDS | {"file": picture_file(name="a.jpg", content=HOSTILE[name][0])})

    assert words in response.text
    assert 'value="Cormac Ilderton"' in response.text
    assert "0.25x0.75" in response.text
    assert not Picture.objects.exists()
    assert stored_files() == before


def test_shows_the_words_it_found_when_something_else_is_missing(desk):
    file = picture_file(xmp=xmp_bytes(credit="Agnes <b>Loosemore</b>"))

    response = desk.post(ADD, WORDS | {"credit": "", "alt": "", "file": file})

    assert 'value="Agnes &lt;b&gt;Loosemore&lt;/b&gt;"' in response.text
    assert "please choose it once more" in response.text


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
    check = uploads._check
    monkeypatch.setattr(uploads, "_check", lambda upload: seen.append(upload) or check(upload))

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


def test_stores_no_picture_that_is_neither_described_nor_decorative(make_picture):
    with pytest.raises(IntegrityError, match="picture_has_alt_or_is_decorative"):
        make_picture(alt="")
