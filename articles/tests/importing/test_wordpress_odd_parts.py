"""What stands oddly in an export of WordPress, and must neither end the reading nor be misread."""

import re
from zoneinfo import ZoneInfo

import pytest

from articles.importing.items import Kind, Visibility
from articles.importing.source import Options
from articles.importing.sources.wordpress.reader import WordPress
from articles.tests.importing.import_builders import wxr, wxr_item
from articles.tests.importing.test_sources import Material
from articles.tests.importing.test_wordpress_text import scanned

LONDON = ZoneInfo("Europe/London")


def stories(*parts):
    """The stories of an export with these parts."""
    return stories_of(wxr(*parts))


def stories_of(export):
    items = scanned(export.encode())
    source = WordPress(Options(LONDON))
    return [source.story(item.payload, Material(items)) for item in items if item.kind == Kind.STORY]


def story(**facts):
    return stories(wxr_item(**facts))[0]


def meta(key, value):
    pair = f"<wp:meta_key>{key}</wp:meta_key><wp:meta_value><![CDATA[{value}]]></wp:meta_value>"
    return f"<wp:postmeta>{pair}</wp:postmeta>"


def attachment(number, *, name="a", post_parent="1", **facts):
    return wxr_item(
        post_id=number,
        post_type="attachment",
        post_parent=post_parent,
        attachment_url=f"https://old.example.org/wp-content/uploads/{name}.jpg",
        **facts,
    )


class TestOddValues:
    @pytest.mark.parametrize(("ids", "count"), [("null", 0), ("7", 1), ('"7,8"', 2), ("[7,null,8]", 2), ("{}", 0)])
    def test_ids_of_a_gallery_may_be_anything(self, ids, count):
        block = f'<!-- wp:gallery {{"ids":{ids}}} /--> Words'
        found, *_rest = stories(wxr_item(content=block), attachment("7"), attachment("8", name="b"))
        assert found.html.count("<img") == count
        assert "Words" in found.html

    @pytest.mark.parametrize("width", ['s:3:"800"', 's:4:"wide"', "d:INF", "N", "a:0:{}"])
    def test_width_of_a_copy_may_be_text(self, width):
        sizes = f'a:1:{{s:1:"x";a:2:{{s:4:"file";s:5:"s.jpg";s:5:"width";{width};}}}}'
        facts = f'a:1:{{s:5:"sizes";{sizes}}}'
        items = scanned(wxr(attachment("7", more=meta("_wp_attachment_metadata", facts))).encode())
        [asset] = [item for item in items if item.kind == Kind.ASSET]
        assert WordPress(Options(LONDON)).asset(asset.payload).addresses[0].endswith("/a.jpg")

    def test_address_that_no_browser_could_follow_has_no_path(self):
        found = story(link="https://[old.example.org/story/")
        assert (found.visibility, found.address) == (Visibility.PUBLIC, "")
        assert found.old_paths == ("/?p=1", "/archives/1")

    def test_gallery_shows_attachments_without_numbers_too(self):
        parts = [attachment(None, name=name) for name in ("b", "a")]
        found, *_rest = stories(wxr_item(content="[gallery]"), *parts)
        assert found.html.count("<img") == 2

    def test_attachments_stand_in_the_order_of_the_library(self):
        places = {"7": "2", "8": "10", "9": "1"}
        parts = [attachment(number, name=number, menu_order=place) for number, place in places.items()]

        def shown(text):
            found, *_rest = stories(wxr_item(content=text), *parts)
            return [part[0] for part in found.html.split('data-asset="')[1:]]

        assert shown("[gallery]") == ["9", "7", "8"]
        assert shown('[gallery order="DESC"]') == ["8", "7", "9"]
        assert shown('[gallery id="2"]') == []

    @pytest.mark.parametrize(
        ("hidden", "count"), [({}, 2), ({"status": "private"}, 0), ({"post_password": "x"}, 0), (None, 0)]
    )
    def test_gallery_of_another_post_shows_what_strangers_could_see(self, hidden, count):
        other = [] if hidden is None else [wxr_item(post_id="2", **hidden)]
        pictures = [attachment(number, name=number, post_parent="2") for number in ("7", "8")]
        found, *_rest = stories(wxr_item(content='[gallery id="2"] Words'), *other, *pictures)
        assert found.html.count("<img") == count

    def test_posts_without_a_number_are_two(self):
        guids = [f"<guid>https://old.example.org/{name}</guid>" for name in ("x", "y")]
        parts = [
            wxr_item(post_id=None, title=title, more=more) for title, more in zip("ABCD", [*guids, "", ""], strict=True)
        ]
        found = stories(*parts)
        assert [story.title for story in found] == ["A", "B", "C", "D"]
        assert [story.old_id for story in found[:2]] == ["https://old.example.org/x", "https://old.example.org/y"]
        assert len({story.old_id for story in found}) == 4
        assert not any("/?p=" in path for each in found for path in each.old_paths)

    def test_address_of_the_comments_is_not_their_number(self):
        more = "<comments>https://old.example.org/story/#comments</comments><wp:comment/><wp:comment/>"
        items = scanned(wxr(wxr_item(more=more)).encode())
        assert [item.kind for item in items] == [Kind.STORY, Kind.LEFT, Kind.SITE]
        assert items[1].payload["count"] == 2

    def test_instruction_within_an_item_says_nothing(self):
        assert stories(wxr_item(more="<?php echo 1 ?>"))[0].title == "A story"

    def test_number_of_a_sign_that_no_tree_may_hold_is_dropped_from_a_text(self):
        assert story(content="One &amp;#1; two").html
        assert story(content="<p>One \ufdd0&#xFFFE; two</p>").html == "<p>One  two</p>"


class TestSubjects:
    def test_coauthor_is_found_by_login_by_slug_and_as_a_guest(self):
        def names(*parts):
            items = scanned(wxr(*parts).encode())
            source = WordPress(Options(LONDON))
            [payload] = [item.payload for item in items if item.kind == Kind.STORY]
            known = {item.old_id: item.payload["name"] for item in items if item.kind == Kind.AUTHOR}
            return [known.get(credit.author) for credit in source.story(payload, Material(items)).credits]

        def signed(login, slug):
            return wxr_item(more=f'<category domain="author" nicename="{slug}"><![CDATA[{login}]]></category>')

        name = "<wp:author_display_name>Jane Doe</wp:author_display_name>"
        user = f"<wp:author><wp:author_login>jane.doe</wp:author_login>{name}</wp:author>"
        about = meta("cap-display_name", "Zoë Guest") + meta("cap-user_login", "zoe.guest")
        guest = wxr_item(post_id="9", post_type="guest-author", post_name="cap-zoe-guest-2", more=about)
        assert names(user, signed("jane.doe", "cap-jane-doe")) == ["Jane Doe"]
        assert names(user, signed("Jane", "cap-jane.doe")) == ["Jane Doe"]
        assert names(signed("zoe.guest", "cap-other"), guest) == ["Zoë Guest"]
        assert names(signed("Zoë Guest", "cap-zoe-guest-2"), guest) == ["Zoë Guest"]

    def test_terms_of_the_first_format_are_those_of_the_later(self):
        twice = "".join(
            f"<category{domain}><![CDATA[{name}]]></category>"
            for name, domain in [
                ("News &amp; views", ""),
                ("News &amp; views", ' domain="category" nicename="news"'),
                ("Flood", ' domain="tag"'),
                ("Flood", ' domain="tag" nicename="flood-2"'),
                ("The Port", ""),
            ]
        )
        listed = "<wp:tag><wp:tag_slug>flood-2</wp:tag_slug><wp:tag_name>Flood</wp:tag_name></wp:tag>"
        items = scanned(wxr(listed, wxr_item(more=twice)).encode())
        [found] = stories(listed, wxr_item(more=twice))
        assert found.terms == ("category:news", "post_tag:flood-2", "category:the-port")
        assert {item.old_id for item in items if item.kind == Kind.TERM} == set(found.terms)


def test_file_that_was_laid_out_anew_says_the_same():
    laid_out = re.sub(r"(<(?:wp:\w+|title|link)>)([^<]*)", r"\1\n  \2\n  ", wxr_item(post_password=""))
    [told] = stories(laid_out)
    assert stories_of(f"<br /><b>Warning</b>: odd in /x.php{wxr(laid_out)}") == [told], "nor does a notice before it"
    assert (told.old_id, told.title, told.slug, told.visibility) == ("1", "A story", "story", Visibility.PUBLIC)


def test_languages_of_polylang_are_languages_and_no_topics():
    domains = (("language", "cy"), ("post_translations", "pll_5f"), ("category", "news"))
    more = "".join(f'<category domain="{domain}" nicename="{slug}">{slug}</category>' for domain, slug in domains)
    assert (story(more=more).language, story(more=more).terms) == ("cy", ("category:news",))


def test_category_of_what_has_none_is_no_name_for_readers():
    def is_kept_inside(name, domain="category"):
        filed = f'<category domain="{domain}" nicename="uncategorized">{name}</category>'
        [term] = [item for item in scanned(wxr(wxr_item(more=filed)).encode()) if item.kind == Kind.TERM]
        return WordPress(Options(LONDON)).term(term.payload).is_internal

    assert is_kept_inside("Uncategorized")
    assert is_kept_inside("uncategorised")
    assert not is_kept_inside("News"), "it was given another name, and has its old slug"
    assert not is_kept_inside("Uncategorized", "post_tag")


def test_title_and_standfirst_have_the_signs_that_readers_saw():
    excerpt = "<excerpt:encoded><![CDATA[It's <b>6'4\"</b> -- no more...]]></excerpt:encoded>"
    found = story(title='The "Old" Herald\'s end', more=excerpt)
    assert (found.title, found.standfirst) == ("The “Old” Herald’s end", "It’s 6’4″ — no more…")
    assert story(title="One&lt;br/&gt;Two").title == "One Two"


@pytest.mark.parametrize(
    ("kept", "words"),
    [
        ('[{"content":"One <em>note</em>","id":"a"},{"content":"Two","id":"b"}]', ["<li>One <em>note</em></li>"]),
        ("[{}, 3]", []),
        ("{", []),
        ("", []),
    ],
)
def test_footnotes_are_brought_from_beside_the_text(kept, words):
    text = '<p>Words<sup data-fn="a"><a href="#a">1</a></sup></p><!-- wp:footnotes /-->'
    found = story(content=text, more=meta("footnotes", kept))
    assert all(word in found.html for word in words)
    assert "note" in str(found.notes)
    assert "One" not in story(content="<!-- wp:paragraph /-->", more=meta("footnotes", kept)).html


def test_two_stories_with_one_number_are_two_and_one_that_stands_twice_is_one():
    one, other = (wxr_item(post_id="156", guid=f"https://{name}.example/?p=156") for name in ("harbour", "quay"))
    keys = [item.old_id for item in scanned(wxr(one, other, one, other).encode()) if item.kind == Kind.STORY]
    assert keys == ["156", "156 https://quay.example/?p=156"] * 2
