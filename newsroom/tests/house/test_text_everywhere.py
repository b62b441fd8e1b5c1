"""Any text through the one door is sound wherever it goes: feeds, sitemaps, linked data, spreadsheets, letters.

A quick run tries 300 texts a test; PROPERTY_EXAMPLES asks for more, and `make check` tries 1,000.
"""

import csv
import io
import json
import os
import re
import unicodedata
from email import message_from_bytes, policy
from xml.etree import ElementTree as ET

import pytest
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.body.cleaning import clean_body
from articles.body.rendering import data_block
from articles.pages.feed_formats import AtomFeed, RssFeed
from common.csv_safety import as_csv, escape_formula
from common.folding import fold
from common.text import clean_block, clean_html, clean_text

EXAMPLES = int(os.environ.get("PROPERTY_EXAMPLES", "300"))
# What other programs and other people's files bring along, more often than chance would.
NASTY = [
    *"\x00\x07\x0b\x0c\r\n\t\x1c\x85\x92\xa0\xad\u0301\u0338\u061c\u115f\u180e\u200b\u200c\u200d\u200e\u2028\u202e\u2060",
    *"\u2069\u2800\u3164\ufe0f\ufeff\ufffc\ufffe\uffff\ufdd0\ud800\udfff\U0001ffff\U000e0041\U000e007f\U000e0100",
    *"<>&\"'=]+-@क\u094dم👩🏴❤éﬁ",
    *("]]>", "<b>", "&#7;", "&shy;", "\r\n", "👨\u200d👩", "\ud83d\ude00"),
    "\U0001f3f4\U000e0067\U000e0062\U000e0077\U000e007f",
]
ANY_SIGN = st.characters(exclude_categories=[])
TEXTS = st.lists(st.sampled_from(NASTY) | ANY_SIGN, max_size=30).map("".join)


def many(test):
    return pytest.mark.at_length(settings(max_examples=EXAMPLES, deadline=None)(given(TEXTS)(test)))


def is_unseen(sign):
    return unicodedata.category(sign) in {"Cc", "Cs"} or re.match("[\ufdd0-\ufdef\u200b\u202e\ufeff\u00ad]", sign)


@many
def test_text_twice_through_the_door_is_text_once_through_it(text):
    line, block, html = clean_text(text), clean_block(text), clean_html(text)

    assert clean_text(line) == line
    assert clean_block(block) == block
    assert clean_html(html) == html
    assert clean_text(block) == line
    assert fold(fold(text)) == fold(text) == fold(line)


@many
def test_line_is_one_line_of_what_is_seen(text):
    line = clean_text(text)

    assert line == line.strip() == unicodedata.normalize("NFC", line)
    assert [sign for sign in line if is_unseen(sign) or ord(sign) & 0xFFFE == 0xFFFE] == []
    assert len(line.splitlines()) <= 1


@many
def test_feed_holds_the_text_and_is_well_formed(text):
    line, block = clean_text(text), clean_block(text)

    for kind in (RssFeed, AtomFeed):
        feed = kind(line, "https://example.org/", block)
        writers = [(line, "https://example.org/by/")]
        feed.add_item(line, "https://example.org/1/", block, writers=writers, content=block, language="en-gb")
        feed = ET.fromstring(feed.writeString("utf-8"))
        titles = [element.text or "" for element in feed.iter() if element.tag.endswith("title")]
        assert titles == [line, line]


@many
def test_feed_is_well_formed_when_a_row_is_older_than_the_door(text):
    for kind in (RssFeed, AtomFeed):
        feed = kind(text, "https://example.org/", text)
        writers = [(text, "https://example.org/by/")]
        feed.add_item(text, "https://example.org/1/", text, writers=writers, categories=[text], language="en-gb")
        assert ET.fromstring(feed.writeString("utf-8")) is not None


class Story:
    first_published_at = updated_at = timezone.now()
    get_absolute_url = "/news/tide-1/"

    def __init__(self, headline):
        self.headline = headline


@many
def test_news_sitemap_holds_the_text_and_is_well_formed(text):
    line = clean_text(text)
    context = {"site_url": "https://example.org", "language": "en", "paper_name": line, "editions": [Story(line)]}

    sitemap = ET.fromstring(render_to_string("newsroom/news_sitemap.xml", context))

    assert [element.text or "" for element in sitemap.iter() if element.tag.endswith(("title", "}name"))] == [
        line,
        line,
    ]


@many
def test_linked_data_holds_the_text(text):
    line = clean_text(text)
    block = data_block({"headline": line})

    assert json.loads(re.sub(r"^<script[^>]*>|</script>$", "", block)) == {"headline": line}


@many
def test_spreadsheet_holds_the_text(text):
    line, block = clean_text(text), clean_block(text)

    rows = list(csv.reader(io.StringIO(as_csv([[line, block]]).encode().decode("utf-8-sig"), newline="")))

    assert rows == [[escape_formula(line), escape_formula(block)]]


@many
def test_letter_holds_the_text(text):
    line, block = clean_text(text), clean_block(text)
    sent = EmailMessage(line, block, "desk@example.org", ["ada@example.org"]).message().as_bytes()

    letter = message_from_bytes(sent, policy=policy.default)

    assert letter["Subject"].split() == line.split()
    assert letter.get_content().replace("\r\n", "\n").rstrip("\n") == block.rstrip("\n")


@many
def test_body_twice_sanitized_is_the_body_once_sanitized(text):
    body = clean_body(f"<p>{text}</p>")

    assert clean_body(body) == body
    assert clean_html(body) == body
