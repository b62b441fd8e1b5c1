# ruff: noqa: F811 - the fixtures of the form are used here too
"""Two people save one story: the second loses no word and nothing of the first is undone unseen."""

import pytest
from reversion.models import Revision

from articles.models import Article
from articles.publishing.publish import publish, withdraw
from articles.tests.admin.test_article_form import as_sent, change, desk, filled  # noqa: F401


@pytest.fixture
def story(make_article, reporter):
    """Opened by both at version 1; the reporter has saved a headline since."""
    article = make_article("Sea wall holds", changed_by=reporter)
    Article.objects.filter(pk=article.pk).update(headline="Sea wall breaks", version=2)
    return article


def test_the_second_saver_sees_who_saved_and_both_wordings(desk, story, filled, reporter):
    response = desk.post(change(story), as_sent(story, filled, version=1, headline="Sea wall stands firm"))

    assert response.status_code == 200
    assert "reporter saved this story" in response.text
    assert "<del>breaks</del>" in response.text
    assert "<ins>stands firm</ins>" in response.text
    assert Article.objects.get().headline == "Sea wall breaks"
    assert not Revision.objects.exists()


def test_every_word_typed_is_still_in_the_form(desk, story, filled):
    typed = {"kicker": "Storm", "body": "<p>Do not lose me</p>", "standfirst": "Nor me"}

    page = desk.post(change(story), as_sent(story, filled, version=1, **typed)).text

    assert 'value="Storm"' in page
    assert "&lt;p&gt;Do not lose me&lt;/p&gt;" in page
    assert ">\nNor me</textarea>" in page
    assert '<input type="hidden" name="version" value="1"' in page


def test_saving_over_is_said_and_not_stumbled_into(desk, story, filled):
    sent = as_sent(story, filled, version=1, headline="Mine", _continue="1")

    again = desk.post(change(story), sent | {"_met": "1"})
    over = desk.post(change(story), sent | {"_met": "1", "_over": "2"})

    assert (again.status_code, over.status_code) == (200, 302)
    assert (Article.objects.get().headline, Article.objects.get().version) == ("Mine", 3)


def test_a_third_wording_is_not_saved_over_unseen(desk, story, filled):
    Article.objects.filter(pk=story.pk).update(headline="A third", version=3)

    response = desk.post(change(story), as_sent(story, filled, version=1, headline="Mine", _met="1", _over="2"))

    assert response.status_code == 200
    assert Article.objects.get().headline == "A third"


def test_taking_theirs_changes_the_form_and_saves_nothing(desk, story, filled):
    sent = as_sent(story, filled, version=1, headline="Mine", kicker="Storm", _met="1", _take="headline")

    response = desk.post(change(story), sent)

    assert ">\nSea wall breaks</textarea>" in response.text
    assert 'value="Storm"' in response.text
    assert Article.objects.get().version == 2
    assert "Please correct" not in response.text


def test_taking_all_of_theirs_leaves_nothing_to_choose(desk, story, filled):
    response = desk.post(change(story), as_sent(story, filled, version=1, headline="Mine", _met="1", _take="all"))

    assert "Two wordings" not in response.text
    assert '<input type="hidden" name="version" value="2"' in response.text


def test_keeping_mine_is_remembered_and_saves_nothing(desk, story, filled):
    sent = as_sent(story, filled, version=1, headline="Mine", _met="1", _keep="headline")

    response = desk.post(change(story), sent)

    assert "Yours stays" in response.text
    assert Article.objects.get().headline == "Sea wall breaks"


def test_what_only_the_other_one_changed_is_taken_over(desk, make_article, filled):
    article = make_article("Sea wall holds")
    desk.post(change(article), as_sent(article, filled, version=1, headline="First"))
    article.refresh_from_db()
    desk.post(change(article), as_sent(article, filled, version=2, kicker="Theirs"))

    page = desk.post(change(article), as_sent(article, filled, version=2, headline="Mine")).text

    assert "Taken over because you had not touched it: Kicker" in page
    assert 'value="Theirs"' in page
    assert ">\nMine</textarea>" in page


def test_bylines_that_came_or_went_meanwhile_can_be_saved_over(desk, story, filled, make_author):
    sent = as_sent(story, filled, version=1)
    story.bylines.all().delete()
    story.bylines.create(author=make_author("Ivo Marsh"), role="words")

    told = desk.post(change(story), sent)
    desk.post(change(story), sent | {"_met": "1", "_over": "2"})

    assert "Ivo Marsh (Words)" in told.text
    assert [line.author.name for line in story.bylines.all()] == ["Nell Thackaberry"]


def test_a_second_click_is_no_conflict(desk, make_article, filled):
    article = make_article()
    sent = as_sent(article, filled, version=1, kicker="Storm")

    answers = [desk.post(change(article), sent).status_code for _ in range(2)]

    assert answers == [302, 302]
    assert Article.objects.get().version == 2


def test_a_refused_save_publishes_nothing(desk, story, filled):
    desk.post(change(story), as_sent(story, filled, version=1, headline="Mine", _publish="1"))

    assert not story.editions.exists()


def test_a_save_writes_nothing_that_the_form_did_not_ask(desk, make_article, filled, editor, monkeypatch):
    article = make_article()
    publish(article=article, by=None)
    stale = Article.objects.with_standing().get(pk=article.pk)
    withdraw(article=article, by=None, notice="Gone")
    monkeypatch.setattr("articles.admin.story.admin.ArticleAdmin.get_object", lambda *args, **kwargs: stale)

    desk.post(change(article), as_sent(article, filled, version=1, kicker="Late"))

    saved = Article.objects.get()
    assert (saved.kicker, saved.withdrawal_notice) == ("Late", "Gone")
    assert saved.withdrawn_at


def test_the_conflict_needs_few_queries(desk, make_article, filled, django_assert_max_num_queries):
    article = make_article("Sea wall holds")
    desk.post(change(article), as_sent(article, filled, version=1, headline="First"))
    article.refresh_from_db()
    sent = as_sent(article, filled, version=2, headline="Mine")
    desk.post(change(article), sent | {"kicker": "Theirs", "headline": "Theirs"})

    with django_assert_max_num_queries(32):  # some ask which partners took it, and which agencies it waits for
        page = desk.post(change(article), sent).text

    assert "Two wordings" in page
