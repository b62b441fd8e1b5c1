"""The desk's list of stories when there are very many: it opens without counting them, and finds every standing."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles.admin.story.admin import ArticleAdmin
from articles.admin.story.pagination import AHEAD, UncountedPaginator
from articles.models import Article
from articles.publishing.publish import schedule, withdraw

LIST = "/admin/articles/article/"


@pytest.fixture
def desk(client, editor):
    client.force_login(editor)
    return client


@pytest.fixture
def short_pages(monkeypatch):
    """Two to a page, so that a few stories are many."""
    monkeypatch.setattr(ArticleAdmin, "list_per_page", 2)


def asked_for(client, path):
    with CaptureQueriesContext(connection) as asked:
        response = client.get(path)
    assert response.status_code == 200
    return [query["sql"] for query in asked if "articles_article" in query["sql"]], response.text


@pytest.mark.parametrize("query", ["", "?q=tide", "?standing=live", "?stage__exact=draft", "?p=2", "?whose=begun"])
def test_opens_without_counting_the_stories(desk, make_many_live, short_pages, query):
    make_many_live(60)

    asked, _page = asked_for(desk, LIST + query)

    assert [sql for sql in asked if "COUNT(" in sql] == []
    assert all("LIMIT" in sql for sql in asked if sql.startswith('SELECT "articles_article"."id"'))


@pytest.mark.parametrize("matching", [1, 9])
def test_a_search_reads_all_words_once_where_few_match(desk, make_many_live, short_pages, matching):
    many = make_many_live(30)
    some = Article.objects.filter(pk__in=[article.pk for article in many[:matching]])
    some.update(headline="Gannets", folded="gannets")

    asked, page = asked_for(desk, f"{LIST}?q=gannets")

    first, *others = [sql for sql in asked if "LIKE" in sql]
    assert all('"articles_article"."id" IN' in sql for sql in others)
    assert page.count(">Gannets</a>") == min(matching, 2)


@pytest.mark.parametrize("stories", [60, 300])
def test_costs_less_than_twelve_queries_however_many_there_are(
    desk, make_many_live, stories, django_assert_max_num_queries
):
    make_many_live(stories)

    with django_assert_max_num_queries(11):
        desk.get(LIST)


def test_says_more_than_so_many_where_it_does_not_know(desk, make_many_live, short_pages):
    one = make_many_live(2 * AHEAD + 3)[0]
    Article.objects.filter(pk=one.pk).update(headline="Gannets over the bar", folded="gannets over the bar")

    few, many = desk.get(LIST, {"q": "Gannets"}).text, desk.get(LIST).text

    assert "\n    1 story\n" in few
    assert f"more than {2 * (AHEAD + 1)} stories" in many
    assert "more than" not in few


def test_every_page_can_be_reached_from_the_one_before(desk, make_many_live, short_pages):
    make_many_live(2 * AHEAD + 11)

    seen = [desk.get(LIST, {"p": page}) for page in range(1, AHEAD + 7)]

    assert [response.status_code for response in seen] == [200] * (AHEAD + 6)
    assert "31 stories" in seen[-1].text


@pytest.mark.parametrize("page", ["x", "-1", "9" * 30, "0"])
def test_a_broken_page_number_is_no_error(desk, make_article, page):
    make_article()

    assert desk.get(LIST, {"p": page}).status_code in {200, 302}


def test_knows_no_more_rows_than_it_looked_ahead(make_many_live):
    make_many_live(40)
    paginator = UncountedPaginator(Article.objects.newest_first(), 3, page=2)

    assert (paginator.count, paginator.is_cut, paginator.num_pages) == (36, True, 12)


def test_each_way_to_ask_for_a_standing_agrees_with_what_the_list_shows(editor, make_article, make_live_article):
    later = timezone.now() + dt.timedelta(days=1)
    make_article("Never")
    schedule(article=make_article("Scheduled"), by=editor, at=later)
    make_live_article("Live")
    Article.objects.filter(pk=make_live_article("Changed").pk).update(version=7)
    schedule(article=make_live_article("Change scheduled"), by=editor, at=later)
    withdraw(article=make_live_article("Withdrawn"), by=editor)

    shown = {article.headline: article.standing for article in Article.objects.with_standing()}

    assert sorted(shown.values()) == sorted(Article.Standing.values)
    for headline, standing in shown.items():
        assert [article.headline for article in Article.objects.of_standing(standing)] == [headline]


def test_says_what_readers_have_of_each_story(desk, make_article, make_live_article):
    make_article("A draft")
    changed = make_live_article("An old live one")
    Article.objects.filter(pk=changed.pk).update(version=2)

    everything = desk.get(LIST).text
    filtered = desk.get(LIST, {"standing": "changed"}).text

    assert "Not published" in everything
    assert "An old live one" in filtered
    assert "A draft" not in filtered


@pytest.mark.parametrize("words", ["gannet", "Gannets over", "few words", "{pk}"])
def test_finds_a_story_by_its_words_or_number(desk, make_article, words):
    article = make_article("Gannets over the bar", standfirst="A few words", body="<p>A gannet.</p>")
    make_article("Something else")

    found = desk.get(LIST, {"q": words.format(pk=article.pk)}).text

    assert "Gannets over the bar" in found
    assert "Something else" not in found


def test_needs_few_queries_however_long_it_is(desk, make_live_article, make_author, django_assert_max_num_queries):
    for number in range(15):
        make_live_article(author=make_author(f"Author {number}"))

    with django_assert_max_num_queries(12):
        desk.get(LIST)


def test_standing_is_asked_of_each_story_and_of_no_list_of_all_editions(make_live_article, make_article):
    """PostgreSQL may answer EXISTS beside columns by hashing a whole table, and a subquery of one row never so."""
    stories = Article.objects.with_standing()
    assert "EXISTS" in str(Article.objects.of_standing("never").query)

    assert "EXISTS" not in str(stories.query)
    live, begun = make_live_article(), make_article()
    assert [(story, story.was_live) for story in stories.order_by("pk")] == [(live, True), (begun, False)]
