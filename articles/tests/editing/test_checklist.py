"""The publish checklist: errors that stop, advice that does not, and the length of the story."""

import pytest

from articles.editing.checklist import (
    about_addresses,
    about_headings,
    about_headline,
    about_pictures,
    about_standfirst,
    about_tables,
    checklist_of,
)
from articles.editing.remarks import about_links, about_sentences, sentences_of, texts_of
from articles.models import Article
from articles.publishing.publish import publish

LONG = " ".join(f"word{place}" for place in range(31))


@pytest.mark.parametrize(("letters", "advised"), [(75, False), (76, True)])
def test_a_long_headline_is_advised_against(letters, advised):
    assert bool(about_headline("x" * letters)) is advised


def test_a_missing_standfirst_is_named():
    assert about_standfirst(" ") == ["There is no standfirst."]
    assert about_standfirst("One sentence.") == []


@pytest.mark.parametrize(
    ("body", "count"),
    [
        (f"<p>{LONG}.</p>", 1),
        (f"<p>{' '.join(['word'] * 30)}.</p>", 0),
        (f"<p>{' '.join(['word'] * 20)}.</p><p>{' '.join(['Word'] * 20)}.</p>", 0),
        (f"<p>{' '.join(['word'] * 20)}. {'Word ' * 20}.</p>", 0),
        (f"<p>He said: “{' '.join(['word'] * 20)}.” {'Then ' * 20}.</p>", 0),
        (f"<h2>{' '.join(['head'] * 20)}</h2><p>{' '.join(['word'] * 20)}.</p>", 0),
        (f"<p>A <strong>{LONG}</strong>.</p>", 1),
        ("", 0),
    ],
)
def test_sentences_over_thirty_words_are_quoted(body, count):
    assert sum(len(remark.passages) for remark in about_sentences(list(texts_of(body)))) == count


def test_a_figure_or_an_initial_does_not_end_a_sentence():
    assert list(sentences_of(["It rose 2.5 per cent."])) == ["It rose 2.5 per cent."]


@pytest.mark.parametrize(
    ("href", "advice"),
    [
        ("https://example.org/a", ""),
        ("mailto:ada@example.org", ""),
        ("http://localhost:8000/news/", ""),
        ("#_ftn1", "leads nowhere"),
        ("../plan.html", "leads nowhere"),
        ("file:///C:/plan.doc", "leads nowhere"),
        ("http://192.168.1.7/plan", "cannot reach"),
        ("https://files.local/plan", "cannot reach"),
        ("http://localhost:8000/admin/articles/", "desk or to a draft"),
        ("https://protect-eu.mimecast.com/s/abc", "counter"),
    ],
)
def test_link_that_readers_cannot_follow_is_named(settings, href, advice):
    settings.SITE_URL = "http://localhost:8000"

    found = about_addresses(f'<p>See <a href="{href}">the <em>plan</em></a>.</p>')

    assert ([advice in found[0], "the plan" in found[0]] if found else []) == ([True, True] if advice else [])


def test_table_without_headers_is_advised_against():
    row = "<tr><td><p>a</p></td><td><p>b</p></td></tr>"

    assert about_tables(f"<table><tbody>{row}</tbody></table>") != []
    assert about_tables(f"<table><tbody>{row.replace('td', 'th')}{row}</tbody></table>") == []


@pytest.mark.parametrize(
    ("text", "advised"),
    [("click here", True), ("Here", True), ("<em>Read more</em>…", True), ("the board’s support page", False)],
)
def test_a_link_says_where_it_leads(text, advised):
    assert bool(about_links(f'<p>See <a href="https://example.org">{text}</a>.</p>')) is advised


@pytest.mark.parametrize(
    ("body", "advised"),
    [
        ("<h2>a</h2><h3>b</h3><h2>c</h2>", False),
        ("<h3>a</h3>", True),
        ("<p>a</p>", False),
        ("<h2>a</h2><h3>b</h3>", False),
    ],
)
def test_headings_are_in_order(body, advised):
    assert bool(about_headings(body)) is advised


@pytest.mark.parametrize(
    ("caption", "alt", "advised"),
    [("The quay at dawn.", "the quay at dawn", True), ("The quay.", "Boats under a red sky", False), ("", "", False)],
)
def test_an_alternative_text_is_no_caption(caption, alt, advised):
    assert bool(about_pictures([(caption, alt)])) is advised


def test_errors_are_those_of_the_gate_and_advice_stops_nothing(make_article, make_picture):
    article = make_article("x" * 90, lead_picture=make_picture("The quay", alt="The quay"), body=f"<p>{LONG}</p>")

    found = checklist_of(article)

    assert found.errors == []
    assert (len(found.warnings), len(found.remarks), found.advice_count) == (3, 1, 4)
    assert (found.words, found.minutes) == (31, 1)
    publish(article=article, by=None)


@pytest.fixture
def page(make_article):
    article = make_article("Sea wall holds", body="")
    return article, f"/admin/articles/article/{article.pk}/"


def test_the_form_begins_with_the_list(client, editor, page):
    client.force_login(editor)

    text = client.get(f"{page[1]}change/").text

    assert "The story has no body." in text
    assert "There is no standfirst." in text
    assert f'data-checklist="{page[1]}checklist/"' in text


def test_the_list_is_drawn_anew_for_words_that_are_not_saved(client, editor, page):
    client.force_login(editor)

    text = client.post(
        f"{page[1]}checklist/",
        {
            "headline": "x" * 80,
            "body": "<p>Two words.</p>",
            "standfirst": "There.",
            "slug": "s",
        },
    ).text

    assert "The headline has 80 characters" in text
    assert "2 words" in text
    assert "no body" not in text
    assert Article.objects.get().headline == "Sea wall holds"


@pytest.mark.parametrize("role", ["picture_desk", "supporter_desk", "legal", "stranger"])
def test_only_who_may_change_the_story_asks_for_it(client, request, role, page):
    client.force_login(request.getfixturevalue(role))

    assert client.post(f"{page[1]}checklist/", {"headline": "x"}).status_code in {302, 403}
