"""The words in a photograph: XMP before IPTC before EXIF, in whatever encoding they were written."""

import datetime as dt
import hashlib
import io

import pytest
from PIL import Image

from articles.imaging.metadata import Words, words_in
from articles.tests.picture_builders import (
    exif_bytes,
    iptc_bytes,
    iptc_dataset,
    picture_bytes,
    xmp_bytes,
    xmp_list,
    xmp_packet,
)

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
        exif=exif_bytes(description="From EXIF", artist="From EXIF too", copyright="From EXIF"),
    )

    assert words == Words("From XMP", "From IPTC", "From EXIF", byline="From EXIF too")


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


def test_keeps_the_by_line_beside_the_credit():
    both = words_of(xmp=xmp_bytes(creators=["Nell Thackaberry"], credit="Saltmere Courier"))
    one = words_of(xmp=xmp_bytes(creators=["Nell Thackaberry", "Agnes Loosemore"]))
    old = words_of(iptc=iptc_bytes(byline=[b"Nell Thackaberry", b"Agnes Loosemore"]))
    same = words_of(xmp=xmp_bytes(creators=["Nell Thackaberry"], credit="NELL THACKABERRY"))

    assert (both.byline, both.credit) == ("Nell Thackaberry", "Saltmere Courier")
    assert one.credit == old.credit == "Nell Thackaberry, Agnes Loosemore"
    assert (same.byline, same.credit) == ("", "NELL THACKABERRY")


@pytest.mark.parametrize("turned", [False, True])
def test_the_order_of_names_decides_and_not_the_order_of_descriptions(turned):
    """Many programs write one `rdf:Description` for each namespace."""
    descriptions = [
        xmp_list("dc:creator", "Nell Thackaberry", kind="Seq"),
        "<photoshop:Credit>Agency</photoshop:Credit>",
    ]

    words = words_of(xmp=xmp_packet(*(reversed(descriptions) if turned else descriptions)))

    assert (words.byline, words.credit) == ("Nell Thackaberry", "Agency")


def test_a_property_of_another_namespace_is_no_word_of_ours():
    words = words_of(xmp=xmp_packet("<acdsee:rights>theirs</acdsee:rights>", xmp_list("dc:rights", "ours", kind="Alt")))

    assert words.rights == "ours"


def test_a_thing_that_the_picture_was_made_of_does_not_speak_for_it():
    part = "<rdf:Description>" + xmp_list("dc:rights", "of a part", kind="Alt") + "</rdf:Description>"
    packet = xmp_packet(
        f"<Iptc4xmpExt:ArtworkOrObject><rdf:Bag><rdf:li>{part}</rdf:li></rdf:Bag></Iptc4xmpExt:ArtworkOrObject>"
    )

    assert words_of(xmp=packet) == Words()
    assert words_of(xmp=xmp_packet(xmp_list("dc:rights", "of the whole", kind="Alt"))).rights == "of the whole"


@pytest.mark.parametrize(
    ("lines", "caption"),
    [
        ([("x-default", ""), ("cy", "Y cei")], "Y cei"),
        ([("x-default", "\u200b"), ("cy", "Y cei")], "Y cei"),
        ([("x-default", " "), ("cy", "Y cei"), ("en-GB", "The quay")], "The quay"),
        ([("cy", "Y cei"), ("x-default", "The quay")], "The quay"),
        ([("x-default", "")], ""),
    ],
)
def test_takes_the_language_that_says_something(lines, caption):
    assert words_of(xmp=xmp_packet(xmp_list("dc:description", *lines, kind="Alt"))).caption == caption


def digest_of(block):
    return hashlib.md5(block, usedforsecurity=False).digest()


def test_newer_iptc_beats_a_stale_xmp():
    """Programs that know no XMP change the IPTC block and leave the digest of the one before."""
    old, new = iptc_bytes(caption=b"Old"), iptc_bytes(caption=b"New")
    xmp = xmp_bytes(caption="XMP", rights="Only in XMP")
    in_xmp = xmp_packet(
        f"<photoshop:LegacyIPTCDigest>{digest_of(old).hex().upper()}</photoshop:LegacyIPTCDigest>",
        xmp_list("dc:description", "XMP", kind="Alt"),
    )

    edited = words_of(xmp=xmp, iptc=new, iptc_digest=digest_of(old))

    assert (edited.caption, edited.rights) == ("New", "Only in XMP")
    assert words_of(xmp=xmp, iptc=new, iptc_digest=digest_of(new)).caption == "XMP"
    assert words_of(xmp=xmp, iptc=new).caption == "XMP"
    assert words_of(xmp=in_xmp, iptc=new).caption == "New"
    assert words_of(xmp=in_xmp, iptc=old).caption == "XMP"


def test_reads_extended_and_empty_datasets():
    empty = iptc_dataset(2, 5, b"")
    extended = iptc_dataset(2, 120, b"The quay " * 4, is_extended=True)

    words = words_of(iptc=empty + extended + iptc_bytes(headline=b"Gate", keywords=[b"tide", b"", b"quay"]))

    assert (words.caption, words.headline, words.keywords) == ("The quay " * 3 + "The quay", "Gate", "tide, quay")


def test_reads_what_agencies_say_to_the_editor():
    xmp = xmp_packet(
        xmp_list("dc:subject", "tide", "quay"),
        "<photoshop:Headline>Gate rises</photoshop:Headline>"
        "<photoshop:Instructions>Not for use after 31 December 2026.</photoshop:Instructions>",
        xmp_list("xmpRights:UsageTerms", ("x-default", "Editorial use only"), kind="Alt")
        + '<xmpRights:WebStatement rdf:resource="https://rights.example/7"/>',
    )
    iptc = iptc_bytes(
        headline=b"Gate rises", keywords=[b"tide", b"quay"], instructions=b"Not for use after 31 December 2026."
    )

    new, old = words_of(xmp=xmp), words_of(iptc=iptc)

    assert (new.headline, new.keywords) == (old.headline, old.keywords) == ("Gate rises", "tide, quay")
    assert new.instructions == old.instructions == "Not for use after 31 December 2026."
    assert new.rights_until == old.rights_until == dt.date(2026, 12, 31)
    assert (new.usage_terms, new.web_statement) == ("Editorial use only", "https://rights.example/7")


@pytest.mark.parametrize("address", ["javascript:alert(1)", "ask us", "https://a.example/" + "x" * 600])
def test_keeps_no_rights_address_that_is_none(address):
    packet = f"<xmpRights:WebStatement>{address}</xmpRights:WebStatement>"

    assert words_of(xmp=xmp_packet(packet)).web_statement == ""


@pytest.mark.parametrize(
    "said",
    [
        {"xmp": xmp_packet("<plus:LicenseEndDate>2026-12-31T23:59:59Z</plus:LicenseEndDate>")},
        {"xmp": xmp_packet("<prism:expirationDate>2026-12-31</prism:expirationDate>")},
        {"iptc": iptc_bytes(expires=b"20261231")},
    ],
)
def test_reads_the_last_day_from_the_fields_that_are_meant_for_it(said):
    assert words_of(**said).rights_until == dt.date(2026, 12, 31)


def test_reads_how_a_picture_was_made():
    packet = xmp_packet(
        "<Iptc4xmpExt:DigitalSourceType>http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia"
        "</Iptc4xmpExt:DigitalSourceType><Iptc4xmpExt:AISystemUsed>Daub</Iptc4xmpExt:AISystemUsed>"
        "<Iptc4xmpExt:AISystemVersionUsed>4</Iptc4xmpExt:AISystemVersionUsed>"
        + xmp_list("Iptc4xmpExt:AIPromptInformation", ("x-default", "a quay at dawn"), kind="Alt")
        + "<Iptc4xmpExt:AIPromptWriterName>Nell</Iptc4xmpExt:AIPromptWriterName>"
    )

    words = words_of(xmp=packet)

    assert (words.source_type, words.ai_system) == ("trainedAlgorithmicMedia", "Daub 4")
    assert (words.ai_prompt, words.ai_prompt_writer) == ("a quay at dawn", "Nell")


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


def test_makes_one_printable_line_of_what_it_finds():
    found = words_of(xmp=xmp_bytes(caption="Two\r\nlines\u202e turned\t \x7fround")).caption

    assert found == "Two lines turned round"


def test_cuts_long_words_to_the_length_of_the_field():
    caption = words_of(xmp=xmp_bytes(caption="harbour " * 100)).caption

    assert len(caption) <= 400
    assert caption.endswith("harbour…")
