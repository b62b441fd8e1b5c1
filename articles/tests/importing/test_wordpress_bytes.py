"""The letters of an export of WordPress, and signs that would end every parser."""

import io

import pytest

from articles.importing.items import Kind
from articles.importing.source import CannotRead
from articles.importing.sources.wordpress.clean_bytes import CHUNK, CleanBytes, Reading
from articles.tests.importing.import_builders import wxr, wxr_item
from articles.tests.importing.test_wordpress_text import scanned


def titles(text):
    return [item.payload["title"] for item in scanned(text) if item.kind == Kind.STORY]


@pytest.mark.parametrize(
    ("encoding", "declared"),
    [
        ("iso-8859-1", "ISO-8859-1"),
        ("cp1252", "windows-1252"),
        ("cp1252", "iso-8859-1"),
        ("utf-8", "ISO-8859-1"),
        ("cp1251", "windows-1251"),
        ("shift_jis", "Shift_JIS"),
        ("utf-16", "UTF-16"),
    ],
)
def test_letters_are_read_as_the_file_declares(encoding, declared):
    words = {"cp1251": "Порт", "shift_jis": "港の表示", "iso-8859-1": "Café à la mode"}.get(encoding, "Café “à”")
    text = wxr(wxr_item(title=words)).replace("UTF-8", declared)
    assert titles(text.encode(encoding)) == [words]


def test_letters_are_read_so_across_two_readings():
    text = f'<?xml version="1.0" encoding="Shift_JIS"?><rss>{"x" * (CHUNK - 48)}港港'
    content = text.encode("shift_jis")
    source = CleanBytes(io.BytesIO(content), Reading())
    parts = [source.read(), source.read()]
    assert all(parts)
    assert b"".join(parts).decode().endswith("x港港")


def test_what_only_seems_a_document_type_is_a_word():
    content = wxr(wxr_item(content="How to write <!DOCTYPE html> and <!ENTITY x>"))
    for text in (content, content.replace("<rss", "<!-- <!DOCTYPE html> -->\n<rss")):
        assert titles(text.encode()) == ["A story"]


@pytest.mark.parametrize(
    "before",
    ["<!DOCTYPE rss>", "<!-- a --><!doctype rss>", "<?x y?>\n<!DOCTYPE rss []>", "<!-- " + "x" * 9000 + "-->"],
)
def test_document_type_is_refused_wherever_it_stands(before):
    before = before if "octype" in before.lower() else before + "<!DOCTYPE rss>"
    with pytest.raises(CannotRead, match="document type"):
        scanned(wxr(wxr_item()).replace("<rss", f"{before}<rss").encode())


def test_letters_in_which_a_document_type_could_hide_are_not_believed():
    hidden = wxr(wxr_item()).replace("UTF-8", "UTF-7").replace("<rss", "<!--+AC0ALQA+-<!DOCTYPE rss>--><rss")
    assert [item for item in scanned(hidden.encode()) if item.kind == Kind.STORY], "it is a comment"


@pytest.mark.parametrize("sign", ["\ufffe", "\uffff", "&#1;", "&#x1F;", "&#xFFFF;", "&#55296;", "&#0;", "&#&#1;1;"])
def test_signs_that_no_xml_may_hold_are_dropped_and_counted(sign):
    items = scanned(wxr(wxr_item(title=f"Harbour{sign} wall")).encode())
    [found] = [item for item in items if item.kind == Kind.STORY]
    [site] = [item for item in items if item.kind == Kind.SITE]
    assert found.payload["title"] == "Harbour wall"
    assert site.payload["controls"] == max(1, sign.count("&#"))


def test_bare_ampersand_outside_of_texts_is_read_as_one_and_within_them_as_it_stands():
    link = "https://old.example.org/?page=2&more=1"
    item = wxr_item(content="Fish & chips &nbsp;", link=link, title="Ham &amp; eggs & co&nbsp;")
    for room in range(CHUNK - 900, CHUNK - 100, 7):
        [found] = [i for i in scanned(wxr(f"<i>{'x' * room}</i>", item).encode()) if i.kind == Kind.STORY]
        read = found.payload["content"], found.payload["link"], found.payload["title"]
        assert read == ("Fish & chips &nbsp;", link, "Ham & eggs & co&nbsp;")


@pytest.mark.parametrize("sign", ["\ufffe", "&#1;", "\u20ac", "&#8364;"])
def test_signs_are_whole_where_two_readings_meet(sign):
    for before in range(CHUNK - 8, CHUNK + 2):
        source = CleanBytes(io.BytesIO(b"x" * before + sign.encode() + b"y"), Reading())
        read = b"".join(iter(source.read, b"")).decode()
        assert read.strip("xy") == (sign if sign in {"\u20ac", "&#8364;"} else "")


def test_empty_lines_before_the_file_are_no_fault():
    assert scanned(b"\xef\xbb\xbf\n\n" + wxr(wxr_item()).encode())


def test_place_of_a_part_is_about_where_it_stands():
    parts = [wxr_item(post_id=str(n), content="x" * CHUNK) for n in range(1, 4)]
    places = [item.place for item in scanned(wxr(*parts).encode()) if item.kind == Kind.STORY]
    assert places == sorted(set(places))
    assert places[-1] > 2 * CHUNK


def test_signs_that_fill_a_whole_reading_do_not_end_the_file():
    content = wxr(wxr_item(content="\x01" * (3 * CHUNK) + "Words.")).encode()
    assert [item.payload["content"] for item in scanned(content) if item.kind == Kind.STORY] == ["Words."]
