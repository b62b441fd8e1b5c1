"""What a body may hold, and what becomes of it on the page."""

import pytest

from articles.body.cleaning import clean_body
from articles.body.document import Placed, has_words, things_placed, word_count
from articles.body.rendering import Objects, Renderer, after_paragraphs

KEPT = [
    '<p>Plain, <strong>bold</strong>, <em>italic</em> and <a href="https://example.org/">linked</a>.</p>',
    "<h2>Subheading</h2><h3>Smaller</h3>",
    "<ul><li><p>one</p></li></ul><ol><li><p>two</p></li></ol>",
    "<blockquote><p>Quoted.</p></blockquote>",
    "<p>10<sup>6</sup>, H<sub>2</sub>O and <s>£4</s> £5</p>",
    '<ol start="4" type="a"><li><p>one</p><ul><li><p>in it</p></li></ul></li></ol>',
    "<table><tbody><tr><th><p>Place</p></th><th><p>Boats</p></th></tr>"
    '<tr><td colspan="2"><p>Quay</p><p>1234</p></td></tr></tbody></table>',
    '<p><a href="tel:+441234567890">Ring</a> or <a href="mailto:ada@example.org">write</a>.</p>',
    '<figure data-picture="4"><figcaption>Words</figcaption></figure>',
    '<figure data-gallery="pictures"><figure data-picture="4"><figcaption>Words</figcaption></figure>'
    '<figure data-picture="5"><figcaption></figcaption></figure></figure>',
    '<figure data-quote="pull"><blockquote>Said.</blockquote><figcaption>Who</figcaption></figure>',
    '<div data-embed="poll" data-id="1"></div>',
    '<div data-embed="poll" data-id="1" data-role="before"></div>',
    '<div data-embed="watch" data-id=""></div>',
]
REFUSED = {
    "<script>alert(1)</script><p>x</p>": "<p>x</p>",
    '<p onclick="alert(1)">x</p>': "<p>x</p>",
    '<p style="color:red" class="big">x</p>': "<p>x</p>",
    '<p><a href="javascript:alert(1)">x</a></p>': "<p>x</p>",
    '<iframe src="https://example.org"></iframe><p>x</p>': "<p>x</p>",
    '<p><img src="x" onerror="alert(1)">x</p>': "<p>x</p>",
    "<h1>x</h1>": "<h2>x</h2>",
    '<div data-embed="poll" data-id="1" data-evil="2"></div>': '<div data-embed="poll" data-id="1"></div>',
    '<svg><a xlink:href="javascript:alert(1)">x</a></svg>': "",
}


@pytest.mark.parametrize("html", KEPT)
def test_keeps_what_a_newspaper_needs_to_the_letter(html):
    assert clean_body(html) == html


@pytest.mark.parametrize(("html", "clean"), REFUSED.items())
def test_drops_everything_else(html, clean):
    assert clean_body(html) == clean


def test_lists_each_thing_once_in_its_order():
    html = "".join(KEPT) + KEPT[8]

    assert things_placed(html) == [Placed("picture", 4), Placed("picture", 5), Placed("poll", 1)]


@pytest.mark.parametrize("pk", ["", "-1", "1e3", "９", "1 or 1", "9" * 30])
def test_an_unsound_id_names_nothing(pk):
    assert things_placed(f'<div data-embed="poll" data-id="{pk}"></div>') == []


def test_a_placeholder_without_its_object_leaves_nothing_behind():
    blocks = Renderer(Objects()).blocks("".join(KEPT[8:]) + "<p>End.</p>")

    assert len(blocks) == 2
    assert "Said." in blocks[0]
    assert blocks[1] == "<p>End.</p>"


@pytest.mark.parametrize(
    ("stored", "shown"),
    [
        ("<p>x<script>alert(1)</script></p>", "<p>x</p>"),
        ('<p><a href="ftp&#8203;://files.example.org/">x</a></p>', "<p><a>x</a></p>"),  # an address without that sign
    ],
)
def test_what_was_stored_unclean_is_cleaned_before_it_is_shown(stored, shown):
    assert Renderer(Objects()).blocks(stored) == [shown]


def test_an_empty_line_of_the_editor_is_not_shown():
    assert Renderer(Objects()).blocks("<p>End.</p><p></p>") == ["<p>End.</p>"]


@pytest.mark.parametrize(
    "html",
    [
        "",
        "<p></p>",
        "<p>&nbsp;</p>",
        "<ul><li></li></ul>",
        "<p>&#8203;\xad</p><h2> </h2>",
        "<blockquote><p><br></p></blockquote>",
    ],
)
def test_body_says_nothing_when_it_is_markup_alone(html):
    assert not has_words(html)
    assert clean_body(html) == ""
    assert Renderer(Objects()).blocks(html) == []


@pytest.mark.parametrize(
    "html", ["<p>x</p>", KEPT[8], '<div data-embed="watch" data-id=""></div>', "<ol><li>.</li></ol>"]
)
def test_body_says_something_when_it_has_a_word_or_a_thing(html):
    assert has_words(html)


def test_blank_paragraphs_stored_earlier_are_not_shown():
    blocks = Renderer(Objects()).blocks("<p>a</p><p>&nbsp;</p><ul><li><p>b</p></li><li><p> </p></li></ul><p></p>")

    assert blocks == ["<p>a</p>", "<ul><li><p>b</p></li></ul>"]


def test_table_is_drawn_in_a_place_of_its_own_with_named_headers():
    rows = "<tr><th><p>Place</p></th><th><p>Boats</p></th></tr><tr><th><p>Quay</p></th><td><p>7</p></td></tr>"

    [block] = Renderer(Objects()).blocks(f"<table><tbody>{rows}</tbody></table>")

    assert block.count('scope="col"') == 2
    assert block.count('scope="row"') == 1
    assert 'tabindex="0"' in block


def test_finds_the_place_after_so_many_paragraphs():
    blocks = ["<p>1</p>", "<h2>x</h2>", "<p>2</p>", "<p>3</p>"]

    assert after_paragraphs(blocks, 2) == 3
    assert after_paragraphs(blocks, 3) is None


def test_counts_words_not_markup():
    assert word_count('<p>Five words <em>stand</em> right here.</p><div data-embed="poll" data-id="1"></div>') == 5


BEGUN = (
    "<table><tbody><tr><th><p></p></th><th><p>{}</p></th></tr>"
    "<tr><td><p>A</p></td><td><p></p></td></tr></tbody></table>"
)
CHART = f'<section data-kind="chart" data-chart="bar"><h3>Rain</h3>{BEGUN.format("Days")}<footer></footer></section>'


@pytest.mark.parametrize("html", [BEGUN.format(""), BEGUN.format("Days"), CHART])
def test_rows_of_a_table_that_is_being_written_wait_for_their_words(html):
    assert clean_body(html) == html


def test_empty_rows_of_a_table_from_elsewhere_go():
    rows = "<tr><td class='x'>A</td><td>B</td></tr><tr><td>C</td><td>D</td></tr><tr><td></td><td> </td></tr>"

    assert clean_body(f"<table>{rows}</table>").count("<tr>") == 2


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("<p>\xa0a</p>", "<p>a</p>"),
        ("<p>a<br>\xa0b</p>", "<p>a<br>&nbsp;b</p>"),  # an indent that somebody meant
        ("<p>a <br>b</p>", "<p>a<br>b</p>"),
        ("<p><b>a <i>b</i></b></p>", "<p><strong>a <em>b</em></strong></p>"),
    ],
)
def test_words_keep_their_marks_and_lose_the_blanks_at_their_edges(written, kept):
    assert clean_body(written) == kept
