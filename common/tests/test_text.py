import pytest

from common.text import clean_block, clean_html, clean_text

# As other systems and other people's files write them, each with what it must become.
UNSEEN = {
    "bell": ("Tide\x07 turns", "Tide turns"),
    "line break of a word processor": ("Tide\x0bturns", "Tide turns"),
    "page break": ("Tide\x0cturns", "Tide turns"),
    "nothing": ("Ti\x00de", "Tide"),
    "line end of another machine": ("Tide\r\nturns", "Tide turns"),
    "line end of a mainframe": ("Tide\x85turns", "Tide turns"),
    "line separator": ("Tide\u2028turns\u2029", "Tide turns"),
    "delete": ("Ti\x7fde", "Tide"),
    "second control block": ("Ti\x92de", "Tide"),
    "no character": ("Tide\ufffe turns\uffff", "Tide turns"),
    "no character of a higher plane": ("Tide\U0001ffff", "Tide"),
    "no character inside a block": ("Tide\ufdd0", "Tide"),
    "lone surrogate": ("Tide\ud83d turns", "Tide turns"),
    "soft hyphen": ("Ti\u00adde", "Tide"),
    "zero-width space": ("\u200bTide", "Tide"),
    "byte order mark": ("\ufeffTide", "Tide"),
    "word joiner": ("Ti\u2060de", "Tide"),
    "lost picture": ("Tide\ufffc", "Tide"),
    "turned line": ("Ti\u202ede\u202c", "Tide"),
    "isolated line": ("\u2067Tide\u2069", "Tide"),
    "direction of nothing": ("Tide\u200f turns\u200e", "Tide turns"),
    "joiner between Latin letters": ("Ti\u200dde\u200c", "Tide"),
    "picture style of nothing": ("\ufe0fTide", "Tide"),
    "words hidden in tags": ("Tide\U000e0048\U000e0069", "Tide"),
    "filler": ("\u3164Tide", "Tide"),
    "accent apart from its letter": ("Cafe\u0301", "Caf\u00e9"),
    "white space round it": ("  Tide \t turns\u00a0", "Tide turns"),
}
KEPT = {
    "Hindi with a joiner": "क्\u200dष",
    "Bengali with a joiner before its sign": "র\u200d্য",
    "Sinhala": "ශ්\u200dරී",
    "Persian": "می\u200cخواهم",
    "family": "👨\u200d👩\u200d👧",
    "doctor with a skin": "👩🏽\u200d⚕️",
    "flag of a rainbow": "🏳️\u200d🌈",
    "shaken head": "🙂\u200d↔️",
    "flag of Wales": "🏴\U000e0067\U000e0062\U000e0077\U000e006c\U000e0073\U000e007f",
    "Japanese variant": "葛\U000e0100",
    "Hebrew with a mark": "צה\u05f4ל\u200f (IDF)",
    "hard space": "10\u00a0000",
    "thin space": "10\u202f000",
    "Welsh": "Tŷ’r dŵr – Rhŷd-ddu",
    "lost sign": "Tide \ufffd",
}
NOTHING = ["", " ", "\u00a0", "\u200b", "\u200d", "\ufe0f", "\u2800 \u2800", "\u3164", "\u2060\ufeff", "\u202e", "\x07"]


@pytest.mark.parametrize(("given", "clean"), UNSEEN.values(), ids=UNSEEN)
def test_line_loses_what_nobody_sees(given, clean):
    assert clean_text(given) == clean


@pytest.mark.parametrize("text", KEPT.values(), ids=KEPT)
def test_text_keeps_what_its_script_needs(text):
    assert clean_text(text) == text
    assert clean_block(text) == text
    assert clean_html(f"<p>{text}</p>") == f"<p>{text}</p>"


@pytest.mark.parametrize("text", NOTHING, ids=ascii)
def test_text_is_empty_when_nothing_of_it_is_seen(text):
    assert clean_text(text) == ""
    assert clean_block(text) == ""


def test_block_keeps_its_lines_with_one_kind_of_line_end():
    assert (
        clean_block("First\r\nsecond\rthird\u2028fourth\n\n  fifth\t.") == "First\nsecond\nthird\nfourth\n\n  fifth\t."
    )


def test_html_keeps_its_tags_and_its_white_space():
    given = '<p title="a\u200bb">  Cafe\u0301\u00ad <b>now</b>\ufffe</p>\r\n<pre>\n  two</pre>'

    assert clean_html(given) == '<p title="ab">  Café <b>now</b></p>\n<pre>\n  two</pre>'


def test_html_keeps_a_tag_apart_from_a_stroke_behind_it():
    assert clean_html("<p>\u0338</p>") == "<p>\u0338</p>"


@pytest.mark.parametrize("typed", ["\u0301\x00\u094d\u180e", "\u0301\u094d\u180e", "क\u0301\u094d\u200dष"])
def test_joiner_is_decided_alike_whatever_the_order_of_marks(typed):
    once = clean_text(typed)

    assert clean_text(once) == once
    assert clean_html(clean_html(typed)) == clean_html(typed)
