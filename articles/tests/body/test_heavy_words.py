"""Words that would keep a processor busy: refused at the desk, and cleaned coarsely when they come another way."""

import nh3
import pytest

from articles.body import markup
from articles.body.cleaning import clean_body, clean_with_report
from articles.body.markup import TooMuch, parse
from articles.models import Article

MEGABYTES = 5 * 1024 * 1024
HEAVY = {
    "references": "&" * MEGABYTES,
    "open signs": "<" * MEGABYTES,
    "words": "word " * (MEGABYTES // 5),
    "links": '<a href="https://example.org/">word</a> ' * 100_000,
    "depth": "<div>" * 100_000 + "x",
    "paragraphs without an end": "<p>" * 100_000 + "x",
    "an attribute": f'<a href="{"a" * MEGABYTES}">x</a>',
    "a style sheet": f"<style>{'a,' * 60_000}a{{{'b:c;x:y;' * 20_000}}}</style><p>x</p>",
    "styles of each": f"<style>p{{{''.join(f'x{n}:y;' for n in range(5000))}}}</style>{'<p>x</p>' * 2000}",
}


@pytest.mark.parametrize("html", HEAVY.values(), ids=HEAVY)
def test_a_document_that_costs_too_much_is_refused(html):
    with pytest.raises(TooMuch):
        clean_with_report(html)


def test_nothing_is_read_of_a_document_that_is_too_long(monkeypatch):
    monkeypatch.setattr(nh3, "clean", None)

    with pytest.raises(TooMuch):
        parse(HEAVY["references"])


@pytest.mark.parametrize(
    "html",
    [
        "<p>" * 19_000 + "x",
        "<ul><li>" * 9_000 + "x",
        "<table><tr><td>" * 6_000 + "x",
        "<blockquote>" * 19_000 + "x",
        "<b><i>x</b></i>" * 4_000,
    ],
)
def test_many_tags_stand_less_deep_in_one_another(html, monkeypatch):
    read = []
    well_formed = markup._well_formed
    monkeypatch.setattr(markup, "_well_formed", lambda shallow: read.append(shallow) or well_formed(shallow))

    clean_body(html)

    depths, depth = 0, 0
    for tag in markup.re.findall(r"<(/?)(?:ul|table|blockquote|b|i)>", read[0]):
        depth += -1 if tag else 1
        depths += depth
    assert depths <= markup.MOST_DEPTHS


@pytest.mark.parametrize(
    "html",
    [
        "<" + "a" * 390_000,
        ("<" + "a" * 1000 + " ") * 390,
        f'<p style="{"mso-list:" * 40_000}">x</p>',
        f'<p class="MsoListParagraph">{"1" * 390_000}</p>',
    ],
    ids=["a tag without an end", "tags without an end", "levels of lists", "a mark of a list"],
)
def test_no_pattern_reads_the_same_words_again_and_again(html):
    """Each took minutes or hours: whether this ends at all is the test."""
    clean_body(html)


def test_words_that_came_another_way_are_kept_without_their_marks():
    html = "<style>p{}</style><h2>One &amp; two</h2><p>Three <b>four</b></p><del>gone</del><script>gone</script>"

    clean = clean_body(html + "<p>&lt;script&gt;</p>" * 20_000)

    assert clean.startswith("<p>One &amp; two</p><p>Three four</p><p>&lt;script&gt;</p>")
    assert clean.count("<p>") == clean.count("</p>") == 20_002


def test_a_long_story_and_a_long_table_are_no_burden():
    story = "<p>" + "word " * 200 + '<a href="https://example.org/">link</a></p>'
    table = "<table><tbody>" + "<tr><td><p>1</p></td><td><p>2</p></td></tr>" * 200 + "</tbody></table>"

    assert clean_body(story * 150 + table).count("<a ") == 150


@pytest.mark.parametrize(("paragraphs", "is_kept"), [(20_000, False), (1000, True)])
def test_the_form_says_what_is_too_much_and_gives_every_word_back(client, editor, paragraphs, is_kept):
    body = "<p>Precious.</p>" * paragraphs
    sent = {"body": body, "label": "report", "sensitivity": "normal"}
    sent |= {"bylines-TOTAL_FORMS": 0, "bylines-INITIAL_FORMS": 0}
    client.force_login(editor)

    response = client.post("/admin/articles/article/add/", sent)

    assert Article.objects.exists() is is_kept
    if not is_kept:
        form = response.context["adminform"].form
        assert "This is more than one story can hold." in form.errors["body"][0]
        assert form["body"].value() == body


@pytest.mark.parametrize("depth", [120, 300])  # deeper than the tree may be, and deeper than its parser is given
def test_what_stands_too_deep_keeps_its_words_and_where_they_were_apart(depth):
    blocks = f"<p>one</p>{'<div>' * depth}two{'</div>' * depth}<p>three <b>four</b> five</p>"
    marks = f"<p>one{'<b>' * depth}two{'</b>' * depth}three</p>"

    assert clean_body(blocks) == "<p>one</p><p>two</p><p>three <strong>four</strong> five</p>"
    assert clean_body(marks) == "<p>one<strong>two</strong>three</p>"
