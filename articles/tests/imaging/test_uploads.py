"""The look at an uploaded picture: what is taken, what is refused and what is left of the file that arrived."""

import io
import random
import struct
import threading
import zlib
from contextlib import nullcontext

import pytest
from PIL import Image, ImageCms

from articles.imaging import uploads
from articles.imaging.decoding import decode
from articles.imaging.uploads import Refused, checked_picture
from articles.tests.picture_builders import exif_bytes, picture_bytes, picture_file, png_claiming, xmp_bytes

MARKER = b"<script>alert(1)</script>"


def opened(checked):
    checked.seek(0)
    return Image.open(io.BytesIO(checked.read()))


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
    "heic by its second brand": (b"\0\0\0\x18ftypmif1\0\0\0\0mif1heic" + b"\0" * 100, "named_kind"),
    "sound": (b"RIFF\0\1\0\0WAVE" + b"\0" * 100, "named_kind"),
    "svg behind a comment": (b"<!--" + b"x" * 600 + b"-->\n<svg/>", "named_kind"),
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


def moving(kind):
    frames = [Image.new("RGB", (30, 20), colour) for colour in ("red", "blue")]
    buffer = io.BytesIO()
    frames[0].save(buffer, kind, save_all=True, append_images=frames[1:])
    return buffer.getvalue()


@pytest.mark.parametrize("kind", ["GIF", "PNG", "WEBP", "AVIF"])
def test_refuses_a_moving_picture_of_any_kind_in_the_same_words(kind):
    with pytest.raises(Refused) as refusal:
        checked_picture(picture_file(content=moving(kind)))

    assert refusal.value.code == "animated"
    assert "moves, and pictures stand still here" in refusal.value.messages[0]


def test_takes_a_photograph_with_a_small_picture_behind_it():
    """Cameras write such files, and Pillow counts two frames."""
    content = moving("MPO")

    assert Image.open(io.BytesIO(content)).n_frames == 2
    assert opened(checked_picture(picture_file(content=content))).getpixel((5, 5)) == pytest.approx((254, 0, 0), abs=3)


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


def test_files_are_checked_side_by_side_each_with_its_own_outcome(monkeypatch):
    together = threading.Barrier(3, timeout=20)

    def decode_together(content):
        together.wait()
        return decode(content)

    monkeypatch.setattr(uploads.os, "cpu_count", lambda: 3)
    monkeypatch.setattr(uploads, "DecoderProcess", lambda: nullcontext(decode_together))
    files = [picture_file(), picture_file(content=b"Just words."), picture_file("PNG")]

    uploads.check_side_by_side(files)

    assert opened(checked_picture(files[0])).format == "JPEG"
    assert opened(checked_picture(files[2])).format == "PNG"
    with pytest.raises(Refused):
        checked_picture(files[1])
