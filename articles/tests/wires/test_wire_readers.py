"""What each reader makes of a message, of odd ones and of what is none of its own."""

import datetime as dt

import pytest

from articles.models import WireSource
from articles.tests.wire_builders import HEADLINE, URI, newsml, ninjs, nitf, rss
from articles.wires.readers.registry import READERS
from articles.wires.told import CannotRead

pytestmark = pytest.mark.django_db
UTC = dt.UTC


class TestReaders:
    @pytest.mark.parametrize("format", [WireSource.Format.NEWSML, WireSource.Format.NITF, WireSource.Format.FEED])
    def test_refuse_entities_of_their_own(self, format):
        content = b'<?xml version="1.0"?><!DOCTYPE nitf [<!ENTITY wall "wall">]><nitf><body>&wall;</body></nitf>'

        with pytest.raises(CannotRead):
            READERS[format](content, UTC)

    @pytest.mark.parametrize("format", WireSource.Format.values)
    @pytest.mark.parametrize(
        "content", [b"", b"\x00\xff", b"[]", b"{}", b"null", b"<a/>", b"<html><p>Sign in</p></html>"]
    )
    def test_refuse_what_is_none_of_theirs(self, format, content):
        with pytest.raises(CannotRead):
            READERS[format](content, UTC)

    @pytest.mark.parametrize(
        "item",
        [
            '{"uri": 5, "headline": ["a"], "version": {"a": 1}, "body_html": 7}',
            '{"uri": null, "headlines": {"value": {"value": 1}}, "bodies": [1, {"value": []}]}',
            '{"uri": "1", "embargoed": [1], "pubstatus": 5, "rightsinfo": "all", "signals": {"a": 1}}',
            '{"uri": [], "headline": "A", "by": 5, "language": ["en"], "link": 7, "representationtype": []}',
        ],
    )
    def test_take_the_good_items_beside_an_odd_one(self, send, item):
        assert HEADLINE in [found.headline for found in send(f"[{item}, {ninjs(1)}]")]

    @pytest.mark.parametrize(
        "end", ["<title>Wall</title><description>It held. Nobo", "<title>Wa", "<title>Wall</ti", ""]
    )
    def test_leave_out_the_item_in_which_a_feed_was_cut_off(self, end):
        guid = '<guid isPermaLink="false">{}</guid>'
        whole = rss((HEADLINE, "One.", guid.format("a"))).removesuffix("</channel></rss>")

        told = READERS["feed"](f"{whole}<item>{guid.format('b')}{end}".encode(), UTC)

        assert [item.key for item in told] == ["a"]

    def test_take_the_bare_document_type_of_nitf(self):
        assert READERS["nitf"](nitf(1).encode(), UTC)[0].headline == HEADLINE

    def test_say_where_xml_is_broken(self):
        with pytest.raises(CannotRead, match=r"line 3, column \d+"):
            READERS["newsml"](b"<newsItem>\n<itemMeta>\n</newsItem>", UTC)

    def test_read_xml_in_utf_16(self):
        content = newsml(1).replace("UTF-8", "UTF-16").encode("utf-16")

        assert READERS["newsml"](content, UTC)[0].headline == HEADLINE

    def test_know_the_second_headline_of_nitf_for_a_heading_of_the_text(self):
        told = READERS["nitf"](nitf(1).encode(), UTC)[0]

        assert (told.headline, told.byline, told.credit) == (HEADLINE, "By Ada Marsh", "© Coast News 2026")
        assert told.html.endswith("<h2>What comes next</h2>")

    def test_know_the_times_of_nitf(self):
        told = READERS["nitf"](nitf(1, issued="20261129T110000+0100").encode(), UTC)[0]

        assert told.made_at == dt.datetime(2026, 11, 29, 10, tzinfo=UTC)

    @pytest.mark.parametrize("wrapped", ["[{}]", '{{"items": [{}]}}', '{{"data": {{"items": [{{"item": {}}}]}}}}'])
    def test_find_ninjs_wherever_a_service_puts_it(self, wrapped):
        assert [told.key for told in READERS["ninjs"](wrapped.format(ninjs(1)).encode(), UTC)] == [URI]

    def test_take_a_text_of_ninjs_without_markup_as_paragraphs(self):
        content = '{"uri": "1", "headline": "Wall", "body_text": "One & two.\\n\\nThree."}'

        assert READERS["ninjs"](content.encode(), UTC)[0].html == "<p>One &amp; two.</p><p>Three.</p>"

    def test_know_the_names_of_letters_that_html_has(self):
        told = READERS["nitf"](nitf(1, headline="Caf&eacute;", text=("Caf&eacute; &amp; bar",)).encode(), UTC)[0]

        assert told.headline == "Café"
        assert "<p>Café &amp; bar</p>" in told.html

    @pytest.mark.parametrize("body", ["<p>One.</p>", "<div><p>One.</p></div>", "<body>One.</body>", "One."])
    def test_find_the_text_of_newsml_however_it_is_wrapped(self, body):
        content = f'<newsItem guid="1"><contentSet><inlineXML>{body}</inlineXML></contentSet></newsItem>'

        assert "One." in READERS["newsml"](content.encode(), UTC)[0].html

    @pytest.mark.parametrize("name", ["body_html", "body_xhtml", "body_html5", "body_richhtml5"])
    def test_find_the_text_of_ninjs_by_whatever_name(self, name):
        assert READERS["ninjs"](f'{{"uri": "1", "{name}": "<p>One.</p>"}}'.encode(), UTC)[0].html == "<p>One.</p>"

    @pytest.mark.parametrize("kind", ["picture", "video", "audio", "graphic"])
    def test_pass_over_pictures_and_films(self, kind):
        assert READERS["newsml"](newsml(1).replace("ninat:text", f"ninat:{kind}").encode(), UTC) == []

    def test_pass_over_what_is_no_story(self):
        message = newsml(1).split("?>", 1)[1]
        content = f'<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><itemSet>{message}<packageItem/></itemSet></newsMessage>'

        assert len(READERS["newsml"](content.encode(), UTC)) == 1
