"""As many invented stories as one asks for."""

import io

import pytest
from django.core.management import CommandError, call_command

from articles.models import Article, ArticlePlacement, Correction, Edition, ReadHour
from polls.models import Poll


@pytest.fixture
def allowed(db, settings):
    settings.DEMO = True


def test_stuffing_writes_stories_that_every_page_can_show(client, allowed):
    call_command("stuff_stories", 1500, stdout=io.StringIO())

    assert Article.objects.count() == 1500
    assert 0 < Article.objects.filter(editions=None).count() < 100
    for rows in (Edition.objects.live(), Edition.objects.exclude(ends_at=None), ReadHour.objects.all()):
        assert rows.count() > 200
    assert Correction.objects.exists()
    assert Poll.objects.filter(pk__in=ArticlePlacement.objects.values("poll")).exists()
    newest = Edition.objects.live().newest_first().first()
    pages = ["/", "/section-0/", "/authors/rare-author/", "/topics/rare-topic/", "/series/rare-series/", "/polls/"]
    pages += ["/corrections/", "/sitemap.xml", newest.get_absolute_url()]
    assert {path: client.get(path).status_code for path in pages} == dict.fromkeys(pages, 200)


def test_stuffing_writes_the_words_that_a_search_at_the_desk_looks_for(allowed):
    call_command("stuff_stories", 1, stdout=io.StringIO())

    article = Article.objects.get()

    assert article.folded == Article._meta.get_field("folded").folded(article) != ""


def test_stuffing_leaves_the_next_number_to_the_next_story(allowed, make_live_article):
    call_command("stuff_stories", 20, stdout=io.StringIO())

    assert make_live_article().live_edition() is not None


def test_stuffing_refuses_a_paper_that_has_stories(allowed, make_article):
    make_article()

    with pytest.raises(CommandError, match="stories here already"):
        call_command("stuff_stories", 20)
    assert Article.objects.count() == 1


def test_stuffing_refuses_a_paper_that_is_no_demonstration(db, settings):
    settings.DEMO = settings.DEBUG = False

    with pytest.raises(CommandError, match="DEMO=1"):
        call_command("stuff_stories", 20)
    assert not Article.objects.exists()
