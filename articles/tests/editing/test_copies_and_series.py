"""Copies, templates and series."""

import pytest

from articles.editing.copy import copy_article
from articles.models import Article, Series
from articles.publishing.publish import CannotPublish, publish

DESK = "/admin/articles/article"


@pytest.fixture
def desk(client, editor):
    client.force_login(editor)
    return client


def test_a_copy_has_the_words_and_none_of_the_past(make_live_article, make_topic, make_author, make_poll, reporter):
    body = f'<p>New.</p><div data-embed="poll" data-id="{make_poll().pk}"></div>'
    article = make_live_article("Tide turns", topics=[make_topic()], body=body, stage="ready", version=4)

    copy = Article.objects.get(pk=copy_article(article=article, by=reporter).pk)

    assert (copy.headline, copy.body) == ("Tide turns", body)
    assert (copy.bylines.get().author, copy.topics.get()) == (article.bylines.get().author, article.topics.get())
    assert copy.placements.get().poll
    assert (copy.stage, copy.version, copy.created_by) == ("draft", 1, reporter)
    assert copy.uuid != article.uuid
    assert not copy.editions.exists()


def test_a_copy_of_blanks_has_no_body(make_article, reporter):
    article = make_article("Sea wall holds")
    Article.objects.filter(pk=article.pk).update(body="<p>&nbsp;</p>")
    article.refresh_from_db()

    assert copy_article(article=article, by=reporter).body == ""


def test_copies_with_a_button(desk, make_article, editor):
    article = make_article("Tide turns")

    desk.post(f"{DESK}/{article.pk}/copy/")

    assert Article.objects.exclude(pk=article.pk).get().created_by == editor


def test_a_template_begins_stories_and_is_never_published(desk, make_article, editor):
    article = make_article("Council meeting: …")
    desk.post(f"{DESK}/{article.pk}/template/")
    article.refresh_from_db()

    listed = desk.get(f"{DESK}/templates/").text
    desk.post(f"{DESK}/{article.pk}/copy/")

    assert "Council meeting: …" in listed
    assert not Article.objects.exclude(pk=article.pk).get().is_template
    with pytest.raises(CannotPublish, match="template"):
        publish(article=article, by=editor)


def test_what_readers_had_is_no_template(desk, make_live_article):
    article = make_live_article()

    response = desk.post(f"{DESK}/{article.pk}/template/", follow=True)

    assert "Copy it first" in response.text
    assert not Article.objects.get().is_template


@pytest.fixture
def series(make_article, make_live_article):
    series = Series.objects.create(name="The harbour wall", slug="harbour-wall")
    stories = [
        make_live_article("First"),
        make_article("Quillfeather, not live"),
        make_live_article("Third"),
        make_live_article("Fourth"),
    ]
    for position, article in enumerate(stories):
        series.parts.create(article=article, position=position)
    return series, stories


def test_a_story_says_what_comes_before_and_next_of_what_is_live(client, series):
    _series, (first, _hidden, third, fourth) = series

    page = client.get(third.get_absolute_url()).text

    assert "Part 2 of 3" in page
    assert f'{first.get_absolute_url()}" rel="prev"' in page
    assert f'{fourth.get_absolute_url()}" rel="next"' in page
    assert "Quillfeather" not in page


def test_the_page_of_a_series_lists_its_live_stories_in_order(client, series):
    page = client.get("/series/harbour-wall/").text

    assert page.index("First") < page.index("Third") < page.index("Fourth")
    assert "Quillfeather" not in page


def test_a_series_of_which_nothing_is_live_is_not_there(client, make_article):
    Series.objects.create(name="To come", slug="to-come").parts.create(article=make_article())

    assert client.get("/series/to-come/").status_code == 404


def test_costs_one_query_more_than_a_story_alone(client, series, django_assert_max_num_queries):
    address = series[1][2].get_absolute_url()
    client.get(address)  # what a process remembers for a few seconds

    with django_assert_max_num_queries(8):
        client.get(address)


def test_a_story_stands_in_one_series(desk, series, make_article):
    taken = series[1][0]
    sent = {
        "name": "Another",
        "slug": "another",
        "parts-TOTAL_FORMS": 1,
        "parts-INITIAL_FORMS": 0,
        "parts-0-article": taken.pk,
        "parts-0-position": 0,
    }

    response = desk.post("/admin/articles/series/add/", sent)

    assert "in a series already" in response.text
    assert Series.objects.count() == 1


def test_deleting_a_series_leaves_its_stories(series):
    series[0].delete()

    assert Article.objects.count() == 4
