"""The words in a photograph: XMP before IPTC before EXIF, in whatever encoding they were written."""

import io

import pytest
from PIL import Image

from articles.imaging.metadata import Words, words_in
from articles.tests.picture_builders import exif_bytes, iptc_bytes, picture_bytes, xmp_bytes

BROKEN_EXIF = b"Exif\0\0MM\0*\0\0\0\x08\xff\xff"
UTF_8 = b"\x1b%G"


def words_of(kind="JPEG", **metadata):
    with Image.open(io.BytesIO(picture_bytes(kind, **metadata))) as image:
        return words_in(image)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_reads_xmp_in_every_kind_of_file(kind):
    xmp = xmp_bytes(caption="Ebbe am Kai – früh", credit="Nell & Co", rights="© Łódź", alt="Boats")

    words = words_of(kind, xmp=xmp)

    assert words == Words("Ebbe am Kai – früh", "Nell & Co", "© Łódź", "Boats")


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_reads_exif_in_every_kind_of_file(kind):
    words = words_of(kind, exif=exif_bytes(description="The quay", artist="Nell", copyright="Nell 2026"))

    assert words == Words("The quay", "Nell", "Nell 2026")


def test_takes_each_word_from_the_first_source_that_has_it():
    words = words_of(
        xmp=xmp_bytes(caption="From XMP"),
        iptc=iptc_bytes(caption=b"From IPTC", credit=b"From IPTC"),
        exif=exif_bytes(description="From EXIF", artist="From EXIF", copyright="From EXIF"),
    )

    assert words == Words("From XMP", "From IPTC", "From EXIF")


@pytest.mark.parametrize(
    ("raw", "charset"),
    [
        ("Café – “fine”".encode(), UTF_8),
        ("Café – “fine”".encode(), b""),
        ("Café – “fine”".encode("cp1252"), b""),
        ("Café – “fine”".encode("cp1252"), UTF_8),
        ("Café – “fine”".encode("cp1252"), b"\x1b-A"),
    ],
)
def test_reads_iptc_in_new_and_old_encodings(raw, charset):
    assert words_of(iptc=iptc_bytes(caption=raw, charset=charset)).caption == "Café – “fine”"


def test_believes_a_file_that_says_it_is_latin_1():
    assert words_of(iptc=iptc_bytes(caption="Â©".encode("latin-1"), charset=b"\x1b-A")).caption == "Â©"


@pytest.mark.parametrize("encoding", ["utf-8", "latin-1"])
def test_repairs_exif_that_was_read_in_the_wrong_encoding(encoding):
    raw = "© Zoë Müller".encode(encoding)

    assert words_of(exif=exif_bytes(copyright=raw)).rights == "© Zoë Müller"


def test_prints_the_credit_line_rather_than_the_photographer():
    both = words_of(xmp=xmp_bytes(creators=["Nell Thackaberry"], credit="Saltmere Courier"))
    one = words_of(xmp=xmp_bytes(creators=["Nell Thackaberry", "Agnes Loosemore"]))
    old = words_of(iptc=iptc_bytes(byline=[b"Nell Thackaberry", b"Agnes Loosemore"]))

    assert both.credit == "Saltmere Courier"
    assert one.credit == old.credit == "Nell Thackaberry, Agnes Loosemore"


def test_never_makes_alternative_text_of_a_caption():
    assert words_of(xmp=xmp_bytes(caption="The quay"), exif=exif_bytes(description="The quay")).alt == ""


@pytest.mark.parametrize(
    "packet",
    [
        b"",
        b"not xml",
        b"<x:xmpmeta><unclosed>",
        b"\xff\xfe\x00",
        xmp_bytes(caption="Cut")[:-40],
        b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>',
        b'<!DOCTYPE a [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><a>&b;</a>',
        b"<a>" * 50_000,
    ],
)
def test_passes_over_a_broken_packet_to_the_next_source(packet):
    assert words_of("WEBP", xmp=packet, exif=exif_bytes(artist="Nell")).credit == "Nell"


@pytest.mark.filterwarnings("ignore:Corrupt EXIF data")
def test_passes_over_broken_iptc_and_exif():
    assert words_of(iptc=b"\x1c\x02\x78\xff\xff" + b"x" * 9, exif=BROKEN_EXIF) == Words()


@pytest.mark.parametrize(
    "talk", ["OLYMPUS DIGITAL CAMERA", "SONY DSC", "DCIM\\100MEDIA\\DJI_0042.JPG", "DSC_0042", "  "]
)
def test_does_not_take_what_a_camera_says_for_a_caption(talk):
    assert words_of(exif=exif_bytes(description=talk)).caption == ""


def test_makes_one_printable_line_of_what_it_finds():
    found = words_of(xmp=xmp_bytes(caption="Two\r\nlines\u202e turned\t \x7fround")).caption

    assert found == "Two lines turned round"


def test_cuts_long_words_to_the_length_of_the_field():
    caption = words_of(xmp=xmp_bytes(caption="harbour " * 100)).caption

    assert len(caption) <= 400
    assert caption.endswith("harbour…")
