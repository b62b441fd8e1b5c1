"""Words and pictures that shortcodes, builders and blocks hold in unusual places: none of them is lost or glued."""

import re
import time

import lxml.html
import pytest

from articles.importing.body import to_body
from articles.importing.words import words_of
from articles.tests.importing.test_wordpress_text import shown

PICTURE = "https://old.example.org/b.jpg"
ASSETS = {
    f"asset_{number}": {"id": str(number), "file": f"https://old.example.org/{number}.jpg", "meta": {}, "parent": "1"}
    for number in (4, 5)
}


def body(text, **kept):
    html, _notes = shown(text, **kept)
    return to_body(html, picture=lambda _place: None, address=lambda *_asked: "", old_hosts=set()).html


def figure(text):
    html, _notes = shown(text)
    return lxml.html.fragment_fromstring(html, create_parent="div").find(".//figure")


@pytest.mark.parametrize("kind", ["paragraph", "html", "heading", "list-item", "column"])
def test_shortcode_within_a_block_is_replaced(kind):
    text = f'<!-- wp:{kind} --><p>See [gallery ids="4,5"][vc_foo][/vc_bar][[gallery]]</p><!-- /wp:{kind} -->'
    html, notes = shown(text, **ASSETS)
    assert html.count("<img") == 2
    assert words_of(html) == ["See", "gallery"]
    assert ("turned", "gallery") in notes


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[et_pb_text]One[/et_pb_text][et_pb_text]Two[/et_pb_text]", ["One", "Two"]),
        ("[vc_column]One\n\nTwo[/vc_column][vc_column]Three[/vc_column]", ["One", "Two", "Three"]),
        ("[row][column]One[/column][column]Two[/column][/row]", ["One", "Two"]),
        ("[fusion_text]One[/fusion_text][fusion_text]<p>Two</p>[/fusion_text]", ["One", "Two"]),
    ],
)
def test_texts_of_a_builder_stand_apart(text, words):
    assert body(text) == "".join(f"<p>{word}</p>" for word in words)


def test_words_that_only_look_different_stay_in_their_line():
    assert body("[dropcap]T[/dropcap]he [su_label]end[/su_label].") == "<p>The end.</p>"


@pytest.mark.parametrize(
    ("text", "pictures", "words"),
    [
        (f'[et_pb_image src="{PICTURE}" alt="A quay"][/et_pb_image]', 1, []),
        (f'[et_pb_blurb title="Tides" image="{PICTURE}"]High at six.[/et_pb_blurb]', 1, ["Tides", "High", "at", "six"]),
        ('[et_pb_blurb title="Tides &amp; boats" use_icon="on"]Two[/et_pb_blurb]', 0, ["Tides", "boats", "Two"]),
        ('[vc_single_image image="4" img_size="full"]', 1, []),
        (f'[vc_single_image source="external_link" custom_src="{PICTURE}"]', 1, []),
        (f"[fusion_imageframe]{PICTURE}[/fusion_imageframe]", 1, []),
        ('[vc_gallery images="4,5"]', 2, []),
        ('[et_pb_gallery gallery_ids="5"][/et_pb_gallery]', 1, []),
        ('[vc_custom_heading text="Who pays?"]', 0, ["Who", "pays"]),
        ('[vc_btn title="All dates" link="url:https%3A%2F%2Fold.example.org%2Fd|title:x"]', 0, ["All", "dates"]),
        ('[et_pb_testimonial author="Ada Fell"]Good.[/et_pb_testimonial]', 0, ["Good", "Ada", "Fell"]),
        ("[vc_raw_html]JTNDcCUzRUhpJTNDJTJGcCUzRQ==[/vc_raw_html]", 0, ["Hi"]),
        (f'[unknown]<img src="{PICTURE}">[/unknown]', 1, []),
    ],
)
def test_what_a_builder_keeps_in_attributes_is_shown(text, pictures, words):
    html, _notes = shown(text, **ASSETS)
    assert html.count("<img") == pictures
    assert words_of(html) == words


@pytest.mark.parametrize(
    "text",
    [
        '[vc_video link="https://vimeo.com/1234567"]',
        '[et_pb_video src="https://vimeo.com/1234567"][/et_pb_video]',
        '[fusion_vimeo id="1234567" /]',
    ],
)
def test_film_of_a_builder_is_a_link(text):
    assert 'href="https://vimeo.com/1234567"' in body(text)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("Mayor resigns [video] today", "Mayor resigns [video] today"),
        ("Mayor resigns [video]", "Mayor resigns [video]"),
        ("[poll] Who pays?", "[poll] Who pays?"),
        ("Words [more]\n\n[more]\n\n<b>[more]</b>", "Words [more]"),
        ("There was a [row] over it", "There was a [row] over it"),
        ("The [ref] said", "The [ref] said"),
        ("Words [ads] here", "Words here"),
        ("<li>[video]</li><li>Words</li>", "Words"),
    ],
)
def test_bare_word_within_a_sentence_is_a_word(text, read):
    assert " ".join(re.sub(r"<[^>]*>", " ", body(text)).split()) == read


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("[[vc_row]] is a name", "[vc_row] is a name"),
        ("[quote][[vc_row]][/quote]", "[vc_row]"),
        ("Words [audio /] end", "Words end"),
        ('[and see <a href="/x?a=1">this report</a> of it]', "[and see this report of it]"),
        ('[Video: <a href="/x">Ivo Reed</a>]', "[Video: Ivo Reed]"),
        ("[Twitter is] a mess", "[Twitter is] a mess"),
        ("[code of conduct]", "[code of conduct]"),
        ("Before<p>[newsletter signup form]</p>", "Before"),
        ("[he didn't say] It’s <b>so</b>, [ad top /] isn't it", "[he didn’t say] It’s so , isn’t it"),
        ('A [6" pipe] and "more" [ad unit="1"]', "A [6″ pipe] and “more”"),
        ("Words https://youtu.be/abcdefg", "Words https://youtu.be/abcdefg"),
        ('https://youtu.be/abcdefg<a href="/x">here</a>', "https://youtu.be/abcdefghere"),
        ("<!-- wp:gallery --><p>Words</p><!-- /wp:gallery -->", "Words"),
        ('<figure class="wp-block-gallery"><p>Words</p></figure>', "Words"),
    ],
)
def test_words_in_odd_places_stay(text, read):
    assert " ".join(re.sub(r"<[^>]*>", " ", body(text)).split()) == read


def test_many_tags_that_never_end_take_no_time():
    began = time.monotonic()
    body("[video it's " * 5000 + "[a ='\"" * 5000)
    assert time.monotonic() - began < 5, "in a line with its length this takes a tenth of that, else minutes"


def test_heading_that_opens_what_is_below_it_is_a_heading():
    words = '<div><button class="faq-accordion__title">Who pays?</button><p>You.</p></div><button>Share</button>'
    assert body(words) == "<h3>Who pays?</h3><p>You.</p>"
    assert body('<h2><button aria-expanded="false">When?</button></h2>') == "<h2>When?</h2>"


def test_what_shows_nothing_is_told_as_left_out():
    assert shown("[video]")[1] == [("out", "video")]
    assert shown("[rev_slider alias=x]", **ASSETS)[1] == [("out", "rev_slider without pictures")]


class TestCaptions:
    @pytest.mark.parametrize("alt", ["A > B", "it's > 5", "of the mayor's", "He said &quot;<b>&quot;"])
    def test_attribute_that_holds_the_end_of_a_tag(self, alt):
        found = figure(
            f'[caption id="x"]<a href="/b"><img alt="{alt}" src="{PICTURE}" /></a> The <i>quay</i>[/caption]'
        )
        assert found.find("figcaption").text_content() == "The quay"
        assert found.find(".//img").get("src") == PICTURE

    def test_quote_that_begins_no_attribute(self):
        found = figure(f"[caption id=x]<img alt=mayor's src={PICTURE}> It's <b>hers</b>[/caption]")
        assert found.find("figcaption").text_content() == "It’s hers"

    @pytest.mark.parametrize(
        "text",
        [
            '[caption id="x"][media-credit name="Ivo &amp; Co" id="3"]%s[/media-credit] The quay[/caption]',
            '[media-credit name="Ivo &amp; Co"][caption id="x"]%s The quay[/caption][/media-credit]',
            '[media-credit name="Ivo &amp; Co"]%s The quay[/media-credit]',
        ],
    )
    def test_credit_and_caption_are_kept_in_one_another(self, text):
        found = figure(text % f'<img src="{PICTURE}" />')
        assert (found.get("data-credit"), found.find("figcaption").text_content()) == ("Ivo & Co", "The quay")
        assert found.find(".//img").get("src") == PICTURE


class TestBlocks:
    def test_old_name_of_an_embed(self):
        inner = "<figure><div>\nhttps://youtu.be/abcdefg\n</div><figcaption>The film</figcaption></figure>"
        html, notes = shown(f"<!-- wp:core-embed/youtube -->{inner}<!-- /wp:core-embed/youtube -->")
        assert 'href="https://youtu.be/abcdefg"' in html
        assert "<p>The film</p>" in html
        assert notes == [("turned", "wp:core-embed/youtube")]

    @pytest.mark.parametrize(
        "text",
        [
            '<figure class="wp-block-pullquote"><blockquote>Hold<br>on<cite>Ada</cite></blockquote></figure>',
            '<figure class="wp-block-pullquote"><blockquote><p>Hold</p><p>on</p></blockquote><cite>Ada</cite></figure>',
            '<blockquote class="wp-block-pullquote"><p>Hold on</p><cite>Ada</cite></blockquote>',
        ],
    )
    def test_pull_quote_has_its_words_and_who_said_them(self, text):
        html, _notes = shown(f"<!-- wp:pullquote -->{text}<!-- /wp:pullquote -->")
        assert html == (
            '<figure data-quote="pull"><blockquote>Hold on</blockquote><figcaption>Ada</figcaption></figure>'
        )

    def test_picture_behind_words_comes_from_the_attributes(self):
        words = '<div style="background-image:url(x)"><p>Words</p></div>'
        named = f'{{"url":"{PICTURE}","id":4,"alt":"A quay"}}'
        html, _notes = shown(f"<!-- wp:cover {named} -->{words}<!-- /wp:cover -->")
        assert f'<img src="{PICTURE}" alt="A quay" data-asset="4">' in html
        inside = f'<!-- wp:cover {named} --><img src="{PICTURE}">{words}<!-- /wp:cover -->'
        assert shown(inside)[0].count("<img") == 1

    @pytest.mark.parametrize(
        ("json", "found"),
        [('{"a":"x } --> y"}', ["Words"]), ('{"a":"}-->"}', ["Words"]), ('{"a":broken}', ["Words"]), ("", ["Words"])],
    )
    def test_attribute_that_holds_the_end_of_a_comment(self, json, found):
        text = f"<!-- wp:group {json} --><p>Words</p><!-- /wp:group -->"
        assert words_of(shown(text)[0]) == found


class TestTyped:
    """Texts that were typed without blocks."""

    def test_code_is_shown_as_it_was_typed(self):
        typed = '[code lang=py]if a < 3:\n\n    [gallery] <b>x</b> "q" &amp;[/row][/code]'
        html, _notes = shown(typed)
        pre = lxml.html.fragment_fromstring(html, create_parent="div").find(".//pre")
        assert pre.text_content() == 'if a < 3:\n\n    [gallery] <b>x</b> "q" &[/row]'

    def test_address_in_a_line_of_a_paragraph_is_what_it_leads_to(self):
        text = "Before\nhttps://youtu.be/abcdefg\nafter https://youtu.be/x\nhttps://other.example/y"
        html, _notes = shown(text)
        assert html.count("data-card") == 1
        assert words_of(html)[0] == "Before"
        assert "https://other.example/y" in html

    @pytest.mark.parametrize(
        ("typed", "drawn"),
        [
            ("[url=https://x.example/a?b=1]here[/url]", '<a href="https://x.example/a?b=1">here</a>'),
            ("[url]https://x.example/[/url]", '<a href="https://x.example/">https://x.example/</a>'),
            ("[img]https://x.example/a.jpg[/img]", '<img src="https://x.example/a.jpg" alt="">'),
            ("[url]here[/url]", "here"),
            ("an [url] here", "an [url] here"),
        ],
    )
    def test_links_of_forums(self, typed, drawn):
        assert shown(typed)[0] == f"<p>{drawn}</p>"

    def test_playlist_is_a_link_for_each_sound(self):
        files = {"4": "talk.mp3", "5": "song.ogg", "6": "quay.jpg", "7": "order.pdf"}
        kept = {
            f"asset_{number}": {
                "id": number,
                "file": f"https://o.example/{name}",
                "title": name,
                "meta": {},
                "parent": "1",
            }
            for number, name in files.items()
        }
        assert words_of(shown('[playlist ids="5,4"]', **kept)[0]) == ["song.ogg", "talk.mp3"]
        assert words_of(shown("[playlist]", **kept)[0]) == ["talk.mp3", "song.ogg"]
        assert shown("[gallery]", **kept)[0].count("<img") == 1, "what is no picture stands in no gallery"
