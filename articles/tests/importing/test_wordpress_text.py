"""What WordPress made of a post when a reader asked for it: paragraphs, shortcodes, blocks, quotes, dates."""

import io
import json
import re
from pathlib import Path
from zoneinfo import ZoneInfo

import lxml.html
import pytest

from articles.importing.items import Kind, Visibility
from articles.importing.source import CannotRead, Options
from articles.importing.sources.cards import page_of
from articles.importing.sources.wordpress import policy
from articles.importing.sources.wordpress.autop import autop
from articles.importing.sources.wordpress.clean_bytes import CleanBytes, Reading
from articles.importing.sources.wordpress.dates import moment
from articles.importing.sources.wordpress.php import Unreadable, unserialised
from articles.importing.sources.wordpress.reader import WordPress
from articles.importing.sources.wordpress.shortcodes import replace_shortcodes
from articles.importing.sources.wordpress.text import html_of
from articles.importing.sources.wordpress.texturize import texturize
from articles.importing.sources.wordpress.visibility import visibility_of

ARCHIVES = Path(__file__).parents[1] / "archives" / "wordpress"
AUTOP = json.loads((ARCHIVES / "autop.json").read_text())
LONDON = ZoneInfo("Europe/London")
AROUND = re.compile(
    r"\s*(</?(?:p|div|h\d|[uo]l|li|table|t[rdh]|tbody|blockquote|pre|[hb]r|fig\w+|dl|d[td])\b[^>]*>)\s*"
)


class Nothing:
    """An archive that holds nothing but these."""

    def __init__(self, **kept):
        self.kept = kept

    def get(self, kind, old_id):
        return self.kept.get(f"{kind}_{old_id}")

    def find(self, kind, group):
        return []

    def children(self, kind, parent):
        return [post for name, post in self.kept.items() if name.startswith(kind) and post.get("parent") == parent]


def shown(text, **kept):
    notes = []
    html = html_of({"id": "1", "content": text}, Nothing(**kept), notes)
    return html, [(note.verb, note.name) for note in notes]


def plainly(html):
    root = lxml.html.fragment_fromstring(html, create_parent="div")
    for paragraph in list(root.iter("p")):
        if not paragraph.text_content().strip() and len(paragraph) == 0:
            paragraph.drop_tree()
    return AROUND.sub(r"\1", " ".join(lxml.html.tostring(root, encoding="unicode").split()))


def test_line_ends_become_what_wordpress_makes_of_them():
    """The table was made by @wordpress/autop 4.56.0; where they differ in blanks alone, they are alike."""
    assert len(AUTOP) > 55

    wrong = [typed for typed, drawn in AUTOP if plainly(autop(typed)) != plainly(drawn)]

    assert wrong == []


def test_block_comment_anywhere_turns_paragraphs_off():
    text = "One\n\n<!-- wp:paragraph -->\n<p>Two</p>\n\nThree"
    assert autop(text) == text


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("[sic] and [he said] stay", []),
        ("[[caption]] is literal", []),
        ('[unknown a="1"]', [("unknown", {"a": "1"}, None)]),
        ("[unknown]x[/unknown]", [("unknown", {}, "x")]),
        ("[gallery ids=”1,2”]", [("gallery", {"ids": "”1,2”"}, None)]),
        ('[caption caption="He said [hello]"]x[/caption]', [("caption", {"caption": "He said [hello]"}, "x")]),
        ("[youtube abc=1 def]", [("youtube", {"abc": "1", "1": "def"}, None)]),
        ("[gallery][gallery]", [("gallery", {}, None), ("gallery", {}, None)]),
        ("[embed]a[/embed] [embed]b[/embed]", [("embed", {}, "a"), ("embed", {}, "b")]),
        ("[ad /] after", [("ad", {}, None)]),
    ],
)
def test_shortcodes_are_told_from_brackets_in_prose(text, found):
    codes = []
    replace_shortcodes(text, lambda code: codes.append((code.name, code.attributes, code.inner)) or "")
    assert codes == found


def test_every_name_of_the_policy_has_one_verb():
    turned = [policy.CAPTIONS, policy.GALLERIES, policy.PICTURES, policy.EMBEDS, policy.QUOTES, policy.BOXES]
    turned += [policy.QUESTIONS, policy.FOOTNOTES, policy.PREFORMATTED, policy.POLLS, policy.TABLES]
    turned += [policy.BUILT, policy.ENCODED, policy.NOTES, policy.LINKS]
    lists = [*turned, policy.UNWRAPPED, policy.OUT]
    assert sum(map(len, lists)) == len(policy.KNOWN)

    for name in (name for name in policy.OUT if not name.startswith("wp:")):
        assert shown(f'[{name} a="b"]')[1][0][0] == "out", name
    for name in (name for name in policy.UNWRAPPED if not name.startswith("wp:")):
        assert "Kept words" in shown(f"[{name}]Kept words[/{name}]")[0], name


def test_caption_is_all_that_follows_the_picture():
    picture = '<a href="/big"><img class="wp-image-7" src="https://old.example.org/a-300x200.jpg" alt=""></a>'
    html, _notes = shown(f'[caption id="x"]{picture} By <a href="https://m.example/">Mill [north]</a>[/caption]')

    figure = lxml.html.fragment_fromstring(html, create_parent="div").find(".//figure")
    assert figure.find("figcaption").text_content() == "By Mill [north]"
    assert figure.find(".//img").get("data-asset") == "7"


def test_gallery_shows_its_pictures_in_their_order_and_without_ids_those_of_the_story():
    kept = {
        f"asset_{n}": {"id": str(n), "file": f"https://o.example/{n}.jpg", "meta": {}, "parent": "1"} for n in (4, 5)
    }

    def keys(text):
        return re.findall(r'data-asset="(\d)"', shown(text, **kept)[0])

    assert keys('[gallery ids="5,9,4,5"]') == ["5", "9", "4", "5"], "one that is not in the file is told as missing"
    assert keys("[gallery]") == ["4", "5"]
    assert shown("[gallery ids=”4,5”]", **kept)[1][-1] == ("out", "gallery without pictures")


def test_reusable_block_stands_in_its_place_and_never_in_itself():
    kept = {
        "block_8": {"content": '<!-- wp:paragraph --><p>Within</p><!-- /wp:paragraph --><!-- wp:block {"ref":8} /-->'}
    }

    html, notes = shown('<!-- wp:block {"ref":8} /--><!-- wp:block {"ref":9} /-->', **kept)

    assert html.count("Within") == 1
    assert [name for verb, name in notes if verb == "out"] == ["wp:block", "wp:block"]


def test_attributes_of_blocks_are_read_as_json():
    text = '<!-- wp:embed {"url":"https://vimeo.com/1\\u002d\\u002d2"} --><figure></figure><!-- /wp:embed -->'
    assert "https://vimeo.com/1--2" in shown(text)[0]


def test_builders_are_unwrapped_however_deep():
    text = "Words"
    for number in range(12):
        text = f'[et_pb_section{number} a="1"]{text}[/et_pb_section{number}]'
    html, notes = shown(text)
    assert plainly(html) == f"{'<div>' * 13}Words{'</div>' * 13}"
    assert len(notes) == 12


def test_frames_of_known_sites_become_links_and_others_go_with_a_note():
    html, notes = shown(
        '<iframe src="//www.youtube.com/embed/abcdefg"></iframe><iframe src="https://x.example"></iframe>'
    )

    assert 'href="https://www.youtube.com/watch?v=abcdefg"' in html
    assert notes == [("turned", "<iframe>"), ("out", "<iframe>")]
    assert page_of("https://player.vimeo.com/video/99") == "https://vimeo.com/99"


def test_address_alone_in_its_line_is_what_it_leads_to():
    html, _notes = shown("Before\n\nhttps://youtu.be/abcdefg\n\nhttps://other.example/page")
    assert '<a href="https://youtu.be/abcdefg">See it on YouTube</a>' in html
    assert "<p>https://other.example/page</p>" in html


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ('He said "yes" -- and it\'s over...', "He said “yes” — and it’s over…"),
        ("1914--18, 9 - 5, a---b", "1914–18, 9 – 5, a—b"),
        ("6'4\" or 5' 6\" tall", "6’4″ or 5′ 6″ tall"),
        ('"He is 6\' 2" tall," she said of "Route 66"', "“He is 6′ 2″ tall,” she said of “Route 66”"),
        ('"5" and "six", \'7\' and it\'s "8"', "“5” and “six”, ‘7’ and it’s “8”"),
        ("0x1F and 10x10cm and 1.5x2", "0x1F and 10x10cm and 1.5×2"),
        ("a 3x4 field in '99, 'tis 'big'", "a 3×4 field in ’99, ’tis ‘big’"),
        ('<p>"<em>Quoted</em>" word</p>', "“Quoted” word"),
        ('<code>"x" -- y</code> "z"', '"x" -- y “z”'),
    ],
)
def test_signs_are_those_that_readers_saw(typed, read):
    root = lxml.html.fragment_fromstring(typed, create_parent="div")
    texturize(root)
    assert root.text_content() == read


class TestPosts:
    @pytest.mark.parametrize(
        ("status", "password", "visibility"),
        [
            ("publish", "", Visibility.PUBLIC),
            ("publish", "x", Visibility.DRAFT),
            *(
                (status, "", Visibility.DRAFT)
                for status in ("private", "draft", "pending", "future", "auto-draft", "odd", "")
            ),
            ("trash", "", Visibility.LEFT_OUT),
        ],
    )
    def test_only_what_strangers_could_read_is_public(self, status, password, visibility):
        assert visibility_of({"status": status, "post_password": password})[0] == visibility

    @pytest.mark.parametrize(
        "hidden",
        [
            {"content": "Open <!-- wp:jetpack/paywall /--> paid"},
            {"content": "[members_only]paid[/members_only]"},
            {"content": "Open [member level=2]paid[/member]"},
            {"content": "[private_Gold Level]paid[/private_Gold Level]"},
            {"meta": {"rcp_access_level": ["3"], "rcp_user_level": ["All"]}},
            {"meta": {"_members_access_role": ["subscriber"]}},
        ],
    )
    def test_what_members_alone_could_read_is_a_draft(self, hidden):
        assert visibility_of({"status": "publish"} | hidden)[0] == Visibility.DRAFT

    def test_remark_in_brackets_hides_nothing(self):
        said = "“[Members] of the [private school] have [access to] it,” [membership secretary] Ann Lee said."
        meta = {"_jetpack_newsletter_access": ["everybody"], "rcp_user_level": ["All"]}
        assert visibility_of({"status": "publish", "content": said, "meta": meta})[0] == Visibility.PUBLIC

    @pytest.mark.parametrize(
        ("universal", "published", "local", "expected"),
        [
            ("2019-05-10 08:30:00", "", "2019-05-10 09:30:00", "2019-05-10T08:30:00+00:00"),
            (
                "2025-03-30 01:30:00",
                "Sun, 30 Mar 2025 02:30:00 +0000",
                "2025-03-30 01:30:00",
                "2025-03-30T02:30:00+00:00",
            ),
            ("0000-00-00 00:00:00", "", "2019-05-10 09:30:00", "2019-05-10T08:30:00+00:00"),
            ("0000-00-00 00:00:00", "", "0000-00-00 00:00:00", None),
            ("", "Thu, 01 Jan 1970 00:00:00 +0000", "", None),
        ],
    )
    def test_universal_time_is_believed_first_and_zeros_are_no_date(self, universal, published, local, expected):
        found = moment({"post_date_gmt": universal, "pubDate": published, "post_date": local}, "post_date", LONDON)
        assert (found and found.isoformat()) == expected

    def test_facts_of_a_file_are_read_also_where_their_lengths_are_wrong(self):
        assert unserialised('a:2:{s:1:"a";i:3;s:1:"b";s:5:"caf\u00e9";}') == {"a": 3, "b": "café"}
        assert unserialised('a:1:{s:1:"a";s:9:"x\ny";}') == {"a": "x\ny"}
        for text in ("", "O:1:{}", 'a:9:{s:1:"a";', "i:x;"):
            with pytest.raises(Unreadable):
                unserialised(text)


class Held:
    """A file as it was handed over."""

    def __init__(self, content: bytes, name="export.xml"):
        self.content, self.name = content, name

    def names(self):
        return [self.name]

    def open(self, _name):
        return io.BytesIO(self.content)


def scanned(content):
    return list(WordPress(Options(LONDON)).scan(Held(content)))


def test_signs_that_no_xml_may_hold_are_taken_out_and_counted():
    reading = Reading()
    read = CleanBytes(io.BytesIO("caf\u00e9 \x00\x01\x1c".encode() + b"caf\xe9"), reading).read()
    assert read.decode() == "café café"
    assert (reading.controls, reading.broken) == (3, 1)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"PK\x03\x04rest", "zip archive"),
        (b"<!DOCTYPE html><html>", "page of a web site"),
        (b'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "b">]><rss>', "document type"),
        (b"a,b,c", "no export of WordPress"),
        ((ARCHIVES / "broken.xml").read_bytes(), "near line"),
    ],
)
def test_file_that_is_no_export_is_refused_with_what_it_is(content, told):
    with pytest.raises(CannotRead, match=told):
        scanned(content)


def test_part_that_means_nothing_to_readers_is_left_out_by_its_type():
    items = scanned((ARCHIVES / "classic.xml").read_bytes())
    left = [item.payload["group"] for item in items if item.kind == Kind.LEFT]
    assert sorted(left) == ["comment", "custom_css", "nav_menu_item"]
    assert [item.old_id for item in items if item.kind == Kind.STORY] == [*map(str, range(1, 10)), "32"]
