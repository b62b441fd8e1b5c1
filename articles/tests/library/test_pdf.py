"""What may come in as a document: told by its bytes, counted, and read within bounds."""

import time
import zlib

import pytest
from django.conf import settings

from articles.media_files import pdf
from articles.media_files.pdf import UnusablePdf, read_pdf
from articles.tests.library_builders import packed_pdf_bytes, pdf_bytes

MB = 1024 * 1024
SCRIPT = b"9 0 obj\n<</S/JavaScript/JS(app.alert)>>\nendobj"
ENDLESS = b"1 0 obj<</Type/ObjStm/N 9/First 9/Filter/FlateDecode>>stream\n"


@pytest.mark.parametrize("make", [pdf_bytes, packed_pdf_bytes])
@pytest.mark.parametrize("pages", [1, 37])
def test_pages_are_counted_whether_the_objects_lie_open_or_packed(make, pages):
    assert read_pdf(make(pages)).pages == pages


def test_pages_of_the_newest_version_count():
    older = pdf_bytes(2)
    newer = b"2 0 obj\n<</Type/Pages/Kids[]/Count 5>>\nendobj\ntrailer\n<</Root 1 0 R>>\n%%EOF"

    assert read_pdf(older + newer).pages == 5


def test_count_may_stand_in_an_object_of_its_own():
    content = pdf_bytes(2, more=b"9 0 obj\n 4\nendobj").replace(b"/Count 2", b"/Count 9 0 R")

    assert read_pdf(content).pages == 4


def test_document_of_the_demo_is_such_as_a_browser_prints():
    found = read_pdf((settings.BASE_DIR / "demo/files/documents/dredging-call-in.pdf").read_bytes())

    assert (found.pages, found.holds) == (3, [])


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        (b"<html>%PDF-1.4", "kind"),
        (b"PK\3\4", "kind"),
        (pdf_bytes()[:-30], "broken"),
        (b"%PDF-1.7\n<script>marker(1)</script>%%EOF", "broken"),
        (pdf_bytes().replace(b"/Root", b"/Info"), "broken"),
        (pdf_bytes().replace(b"/Count 2", b"/Count 0"), "broken"),
        (pdf_bytes().replace(b"/Root 1 0 R", b"/Root 1 0 R/Encrypt 8 0 R"), "encrypted"),
        (pdf_bytes().replace(b"/Count 2", b"/Count 20001"), "long"),
    ],
)
def test_refuses_with_a_reason(content, code):
    with pytest.raises(UnusablePdf) as refusal:
        read_pdf(content)

    assert refusal.value.code == code


def test_refuses_one_that_is_too_heavy(monkeypatch):
    monkeypatch.setattr(pdf, "MAX_BYTES", 100)

    with pytest.raises(UnusablePdf, match="larger than 100"):
        read_pdf(pdf_bytes())


@pytest.mark.parametrize(
    ("content", "holds"),
    [
        (pdf_bytes(), []),
        (pdf_bytes(more=SCRIPT), ["script"]),
        (pdf_bytes(more=b"9 0 obj\n<</S/Launch/F(a.exe)>>\nendobj"), ["launch"]),
        (pdf_bytes(catalog=b"/Names<</EmbeddedFiles 9 0 R>>"), ["files"]),
        (pdf_bytes(catalog=b"/AcroForm<</Fields[]>>"), ["form"]),
        (pdf_bytes(more=b"9 0 obj\n<<>>\nstream\n/JS(by accident)\nendstream\nendobj"), []),
    ],
)
def test_says_what_it_holds_beside_pages(content, holds):
    assert read_pdf(content).holds == holds


@pytest.mark.parametrize(
    "body",
    [
        b"1" * (39 * MB),
        b"1 " * (19 * MB),
        b"1 0 obj\n" * 600_000,
        b"stream" * (6 * MB),
        b"/Root 1 0 R" * (3 * MB),
        ENDLESS * 500_000,
        (ENDLESS + zlib.compress(b"1 " * (4 * MB)) + b"endstream") * 300,
    ],
    ids=["digits", "spaces", "objects", "streams", "roots", "lists", "bombs"],
)
def test_one_made_to_take_for_ever_is_refused_soon(body):
    began = time.process_time()
    with pytest.raises(UnusablePdf):
        read_pdf(b"%PDF-1.7\n" + body + b"\n%%EOF")

    assert time.process_time() - began < 20
