# ruff: noqa: F811 - the fixtures of the form are used here too
"""What a story said before: any two saves word by word, and the desk beside what readers have."""

import pytest
from reversion.models import Version

from articles.models import Article
from articles.publishing.publish import publish
from articles.tests.admin.test_article_form import LIST, as_sent, change, desk, filled  # noqa: F401


@pytest.fixture
def saved_twice(desk, make_article, filled, make_author):
    article = make_article("Begun")
    desk.post(change(article), as_sent(article, filled, headline="Sea wall holds"))
    fields = {"headline": "Sea wall breaks", "bylines-0-author": make_author("Ivo Marsh").pk}
    desk.post(change(article), as_sent(article, filled, **fields))
    article.refresh_from_db()
    return article


def history(article):
    return f"/admin/articles/article/{article.pk}/history/"


def test_lists_who_saved_when_and_what(desk, saved_twice):
    page = desk.get(history(saved_twice)).text

    assert page.count('name="old"') == 2
    assert "Changed Headline" in page
    assert "editor" in page


def test_compares_any_two_saves_by_name_and_in_the_order_of_time(desk, saved_twice):
    newest, oldest = Version.objects.get_for_object(saved_twice)

    page = desk.get(history(saved_twice), {"old": newest.pk, "new": oldest.pk}).text

    assert "<del>holds</del><ins>breaks</ins>" in page
    assert "<del>Nell Thackaberry " in page
    assert "<ins>Ivo Marsh " in page


def test_saves_of_another_story_are_not_compared(desk, saved_twice, make_article, filled):
    other = make_article()
    desk.post(change(other), as_sent(other, filled, kicker="Storm"))
    foreign = Version.objects.get_for_object(other).get()

    response = desk.get(history(saved_twice), {"old": foreign.pk, "new": foreign.pk})

    assert response.status_code == 404


def test_compares_the_desk_with_what_readers_have(desk, saved_twice):
    publish(article=saved_twice, by=None)
    Article.objects.filter(pk=saved_twice.pk).update(headline="Sea wall stands", version=9)

    listed = desk.get(LIST).text
    page = desk.get(f"/admin/articles/article/{saved_twice.pk}/compare/").text

    assert f"/admin/articles/article/{saved_twice.pk}/compare/" in listed
    assert "<del>breaks</del><ins>stands</ins>" in page
    assert "Readers have the words of" in page


def test_a_story_that_no_reader_has_seen_has_nothing_to_compare(desk, make_article):
    page = desk.get(f"/admin/articles/article/{make_article().pk}/compare/").text

    assert "No reader has seen this story" in page


def test_hostile_words_stay_words(desk, saved_twice):
    publish(article=saved_twice, by=None)
    Article.objects.filter(pk=saved_twice.pk).update(headline="<script>x()</script>", version=9)

    page = desk.get(f"/admin/articles/article/{saved_twice.pk}/compare/").text

    assert "<script>x()" not in page
    assert "&lt;script&gt;x()" in page


def test_who_may_only_read_compares_and_does_not_restore(client, picture_desk, saved_twice):
    client.force_login(picture_desk)

    page = client.get(history(saved_twice)).text

    assert 'name="old"' in page
    assert "Restore…" not in page


def test_the_history_needs_few_queries(desk, saved_twice, django_assert_max_num_queries):
    newest, oldest = Version.objects.get_for_object(saved_twice)

    with django_assert_max_num_queries(20):
        desk.get(history(saved_twice), {"old": oldest.pk, "new": newest.pk})
