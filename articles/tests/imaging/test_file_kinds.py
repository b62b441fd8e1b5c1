"""Kinds of files are told by their whole header, however long it is."""

import pytest

from articles.imaging.file_kinds import ENOUGH, kind_of

EBML = b"\x1a\x45\xdf\xa3"


def element(name, content, *, width=1):
    """An EBML element whose size is written in that many bytes, as is any writer's choice."""
    return name + (len(content) | 1 << (7 * width)).to_bytes(width) + content


def webm(doctype=b"webm", *, width=1, before=b""):
    return element(EBML, before + element(b"\x42\x82", doctype, width=width), width=width) + b"\0" * 50


def mp4(*brands):
    box = b"ftyp" + brands[0] + b"\0\0\2\0" + b"".join(brands[1:])
    return (len(box) + 4).to_bytes(4) + box + b"\0" * 50


@pytest.mark.parametrize("width", [1, 2, 4, 8])
def test_finds_the_kind_of_a_film_in_a_header_of_any_length(width):
    filled = element(b"\xec", b"\0" * 90, width=width)

    assert kind_of(webm(width=width, before=filled)) == "WebM"
    assert kind_of(webm(b"matroska", width=width, before=filled)) == "Matroska"
    assert kind_of(EBML + b"webm" * 20) == ""


@pytest.mark.parametrize(
    ("brands", "kind"),
    [
        ([b"isom"], "MP4"),
        ([b"XAVC", b"XAVC", b"mp42", b"iso2"], "MP4"),
        ([b"qt  ", b"mp42"], "QuickTime"),
        ([b"avif", b"mif1"], "AVIF"),
        ([b"mif1", b"mif1", b"avif"], "AVIF"),
        ([b"mif1", b"mif1", b"heic"], "HEIC"),
        ([b"what", b"who "], ""),
    ],
)
def test_asks_all_brands_of_a_file_of_boxes(brands, kind):
    assert kind_of(mp4(*brands)) == kind


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (b"RIFF\0\0\0\0AVI LIST", "AVI"),
        (b"RIFF\0\0\0\0WEBPVP8 ", "WebP"),
        (b"\xef\xbb\xbf<?xml version='1.0'?><!-- a --><svg>", "SVG"),
        ("<?xml version='1.0' encoding='utf-16'?><svg>".encode("utf-16"), "SVG"),
        (b"<?xml version='1.0'?><plist>", ""),
        (b" \n<!-- a --> <!DOCTYPE html>", "HTML"),
        (b"<!-- -->" * (ENOUGH // 8), ""),
        (b" " * ENOUGH, ""),
        (b"", ""),
    ],
)
def test_tells_a_container_from_what_it_holds(head, kind):
    assert kind_of(head) == kind
