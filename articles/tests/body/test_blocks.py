"""Cutting clean HTML into blocks and putting it together again."""

from hypothesis import given
from hypothesis import strategies as st

from articles.body.cleaning import sanitize_body
from articles.body.html_blocks import inner_html, split_blocks

WORDS = st.text(alphabet=st.characters(blacklist_categories=["Cs"]), max_size=40)
TAGS = st.sampled_from(["p", "ul", "h2", "blockquote", "figure", "div", "strong", "em", "script", "b", ""])


def test_cuts_at_the_top_level_only():
    html = '<p>a <strong>b</strong></p>\n<ul><li>c<br>d</li></ul><div data-embed="poll" data-id="1"></div>'

    blocks = split_blocks(html)

    assert [block.tag for block in blocks] == ["p", "ul", "div"]
    assert blocks[2].attributes == {"data-embed": "poll", "data-id": "1"}


def test_keeps_text_that_stands_alone():
    assert [block.html for block in split_blocks("one<p>two</p>three")] == ["one", "<p>two</p>", "three"]


@given(st.lists(st.tuples(TAGS, WORDS), max_size=8))
def test_the_blocks_joined_are_the_document(parts):
    document = sanitize_body("".join(f"<{tag}>{words}</{tag}>" if tag else words for tag, words in parts))

    joined = "".join(block.html for block in split_blocks(document))

    assert "".join(joined.split()) == "".join(document.split())


def test_takes_the_inside_of_an_element():
    block = split_blocks("<figure data-picture='4'><figcaption> A <em>boat</em>. </figcaption></figure>")[0]

    assert inner_html(block, "figcaption") == "A <em>boat</em>."
    assert inner_html(block, "blockquote") == ""
