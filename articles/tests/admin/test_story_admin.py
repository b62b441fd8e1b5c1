"""How the desk's admin of stories is put together."""

from articles.admin.story.admin import ArticleAdmin
from articles.models import Article
from articles.tests.admin.test_article_form import as_sent, change, desk, filled  # noqa: F401


def own_bases():
    return [base for base in ArticleAdmin.__bases__ if base.__module__.startswith("articles.")]


def test_bases_of_the_story_admin_share_no_method_so_their_order_decides_nothing():
    names = [name for base in own_bases() for name in vars(base) if not name.startswith("__")]

    assert 1 <= len(own_bases()) <= 4
    assert sorted(names) == sorted(set(names))


def test_request_keeps_what_the_browser_sent_when_a_conflict_is_shown(desk, make_article, filled):  # noqa: F811
    article = make_article("Sea wall holds")
    desk.post(change(article), as_sent(article, filled, version=1, headline="First"))
    article.refresh_from_db()
    desk.post(change(article), as_sent(article, filled, version=2, kicker="Theirs"))

    response = desk.post(change(article), as_sent(article, filled, version=2, headline="Mine"))

    assert 'value="Theirs"' in response.text
    assert response.wsgi_request.POST["kicker"] != "Theirs"
    assert Article.objects.get().headline == "First"
