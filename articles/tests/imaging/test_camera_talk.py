"""What nobody wrote is no caption, and what somebody wrote to the desk may name the last day of use."""

import datetime as dt

import pytest

from articles.imaging.last_day import last_day_in
from articles.tests.imaging.test_photo_metadata import words_of
from articles.tests.picture_builders import exif_bytes, xmp_bytes

TALK = (
    """
OLYMPUS DIGITAL CAMERA|SONY DSC|SAMSUNG DIGITAL CAMERA|KODAK Digital Still Camera|Minolta DSC|CASIO DIGITAL CAMERA
KONICA MINOLTA DIGITAL CAMERA|MEDION DIGITAL CAMERA|<KENOX S760  / Samsung S760>|Exif_JPEG_PICTURE|EXIF JPEG
DCIM\\100MEDIA\\DJI_0042.JPG|DCIM\\101GOPRO|DSC_0042|DSC04711|IMG_20260101_120000|P1010001.JPG|GOPR0042|PXL_20260101
Created with GIMP|Created with The GIMP on a Mac|Processed with VSCO with f2 preset|Created by ImageMagick
CREATOR: gd-jpeg v1.0 (using IJG JPEG v62), quality = 90|Edited with Snapseed|Intel(R) JPEG Library, version 1
LEAD Technologies Inc. V1.01|cof|oznor|hdrpl|default|untitled-1|Image Description|harbour_final.jpg|Nikon Corporation
SAMSUNG CAMERA PICTURES|PENTAX Image|Camera 360|Camera: Nikon|Digital StillCamera|NIKON D850|Canon EOS 5D|Polaroid i1035
Samsung Galaxy S21|hp photosmart|20261128_113000|WhatsApp Image 2026-11-28 at 11.30.00|Screenshot 2026-11-28 at 11.30.00
Created by AccuSoft Corp.|ACD Systems Digital Imaging|charset=Ascii|YCbCr|JPEG image|My beautiful picture|?????|rhdr
""".strip()
    .replace("\n", "|")
    .split("|")
)
CAPTIONS = [
    "Stolen digital camera",
    "A digital camera of 1995 in the town museum",
    "Created with love by the pupils of Quay Lane",
    "Samsung opens its shop in the High Street",
    "Dig site at the old mill",
    "Photographs of 1921 on show",
    "Photo 51 of Rosalind Franklin",
    "Samsung and Apple meet at pier 4",
    "Apple orchard at dusk",
    "Sony 5 of the harbour",
    "Canon Smith at number 12",
    "Google car stopped",
    "Screenshot 2026 of the harbour game",
    "Camera 360 degrees around the quay",
]


def test_does_not_take_what_a_camera_says_for_a_caption():
    taken = {talk: words_of(exif=exif_bytes(description=talk)).caption for talk in [*TALK, "  "]}

    assert [talk for talk, caption in taken.items() if caption] == []


@pytest.mark.parametrize("caption", CAPTIONS)
def test_takes_a_caption_that_only_resembles_what_a_camera_says(caption):
    assert words_of(exif=exif_bytes(description=caption)).caption == caption


def test_takes_the_name_of_a_maker_for_a_credit_but_not_a_place_holder():
    assert words_of(xmp=xmp_bytes(credit="Samsung")).credit == "Samsung"
    assert words_of(xmp=xmp_bytes(credit="unknown")).credit == ""


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("NOT FOR USE AFTER 31/12/2026", dt.date(2026, 12, 31)),
        ("No use whatsoever after December 31st, 2026", dt.date(2026, 12, 31)),
        ("Single use until 2026-12-31; no archive.", dt.date(2026, 12, 31)),
        ("Licence ends on the 31st of Dec 2026", dt.date(2026, 12, 31)),
        ("Expires: 31.12.2026, valid until 1 March 2027", dt.date(2026, 12, 31)),
        ("To be used before 1 January 2027", dt.date(2026, 12, 31)),
        ("Only for use before 1 January 2027", dt.date(2026, 12, 31)),
        ("Not for use after 31/12/26", dt.date(2026, 12, 31)),
        ("Not for use after 31-Dec-26.", dt.date(2026, 12, 31)),
        ("Not for use after 31–12–2026", dt.date(2026, 12, 31)),
        ("No use after midnight on Thursday 31 December 2026", dt.date(2026, 12, 31)),
        ("This handout may not be used after 31 December 2026", dt.date(2026, 12, 31)),
        ("Do not publish after 31 Dec 2026", dt.date(2026, 12, 31)),
        ("It cannot be reproduced  after the 31st of December 2026", dt.date(2026, 12, 31)),
        ("Use by 31 December 2026", dt.date(2026, 12, 31)),
        ("Not for use before 1 January 2027", None),
        ("Embargoed until 1 January 2027", None),
        ("Not to be used until 1 January 2027. Use until 31 January 2027", dt.date(2027, 1, 31)),
        ("Taken after 31 December 2025", None),
        ("Not to be published until after 31 December 2026", None),
        ("Do not crop the men who ran after 31 December 2026", None),
        ("The by-laws in use. Taken by Nell on 31 December 2026", None),
        ("Not for use after 31 February 2026", None),
        ("Not for use after the match", None),
        ("", None),
    ],
)
def test_finds_the_last_day_in_words(words, day):
    assert last_day_in(words) == day
