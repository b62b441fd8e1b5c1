"""A correction at the passage that it concerns: its own words, in every medium, and nothing of another story's."""

import pytest

from articles.body.cleaning import clean_body
from articles.body.document import things_placed
from articles.editing.snapshots import differences
from articles.exporting.kit import kit_html
from articles.exporting.stories import plain_story, public_editions, with_all_told
from articles.models import Correction
from articles.publishing.placed_corrections import about_corrections, corrections_in_place
from articles.publishing.publish import publish

WORDS = "It is 4 m high."
TEXT = "<p>The wall is high.</p>"


def at(pk):
    return f'<div data-embed="correction" data-id="{pk}"></div>'


@pytest.fixture
def story(make_live_article, editor):
    """A story whose correction was published with it, and stands at its passage."""
    article = make_live_article("Sea wall holds", body=TEXT)
    correction = Correction.objects.create(article=article, wording=WORDS, place="foot")
    article.body = TEXT + at(correction.pk)
    article.save()
    publish(article=article, by=editor)
    return article


def replaced(correction, wording):
    return Correction.objects.create(article=correction.article, wording=wording, supersedes=correction)


def test_correction_stands_at_its_passage_and_at_the_foot(client, story):
    page = client.get(story.get_absolute_url()).text
    text = client.get(f"/text{story.get_absolute_url()}").text

    for html in (page, text):
        body = html[html.index("The wall is high.") :]
        assert body.count(f"    {WORDS}") == 2
        assert body.count('<aside class="correction"') == 2


def test_correction_stands_in_what_leaves_the_house(story):
    (edition,) = with_all_told(public_editions())
    html = plain_story(edition, key_of=str)["html"]

    assert html.count(WORDS) == 1
    assert 'data-card="correction"' in html
    assert kit_html(edition).count(WORDS) == 2  # at its passage, and below


def test_one_in_force_stands_where_older_ones_stood(client, story, django_assert_num_queries):
    old = story.corrections.get()
    new = replaced(old, "It is 5 m high.")
    assert "It is 4 m high." not in client.get(story.get_absolute_url()).text
    assert client.get(story.get_absolute_url()).text.count("It is 5 m high.") == 3  # once more for machines

    newest = replaced(new, "It is 6 m high.")
    with django_assert_num_queries(1):
        found = corrections_in_place(at(old.pk) + at(new.pk) + at(newest.pk), [newest])
    assert set(found.values()) == {newest}
    assert len(found) == 3
    with django_assert_num_queries(0):
        corrections_in_place(at(newest.pk) + at(new.pk), [newest])
        corrections_in_place(at(old.pk), [])


def test_correction_of_another_story_shows_nowhere_and_the_desk_is_told(client, story, make_live_article, editor):
    other = make_live_article("Another", body=TEXT + at(story.corrections.get().pk) + at(999))

    assert WORDS not in client.get(other.get_absolute_url()).text
    assert WORDS not in client.get(f"/text{other.get_absolute_url()}").text
    told = about_corrections(other, things_placed(other.body))
    assert told == ["A correction that stands in the text is not one of this story’s: readers do not see it."]
    assert about_corrections(story, things_placed(story.body)) == []


def test_body_names_it_and_holds_none_of_its_words(story):
    assert clean_body(story.body) == story.body
    assert story.placements.count() == 0
    (difference,) = differences({"body": TEXT}, {"body": story.body})
    assert f"Correction: {WORDS}" in difference.new


@pytest.mark.parametrize("query", ["?of={}", "?of={}&q=4%20m"])
def test_desk_offers_the_corrections_of_this_story_alone(client, editor, story, make_live_article, query):
    Correction.objects.create(article=make_live_article("Another"), wording="It is 4 m wide.")
    replaced(story.corrections.get(), "It is 4 m tall.")
    client.force_login(editor)
    address = "/admin/articles/article/choose/correction/"

    offered = client.get(address + query.format(story.pk)).text
    assert "It is 4 m tall." in offered
    assert "wide" not in offered
    assert "high" not in offered
    assert "<li>" not in client.get(address).text
    assert "<li>" not in client.get(f"{address}?of=x").text


def test_preview_shows_it_before_it_is_published(client, editor, story):
    client.force_login(editor)
    form = {"headline": "Sea wall", "body": TEXT + at(story.corrections.get().pk), "section": story.section_id}

    page = client.post(f"/admin/articles/article/{story.pk}/preview/", form).text
    assert f"    {WORDS}" in page
