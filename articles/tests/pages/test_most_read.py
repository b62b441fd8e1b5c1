"""Counting readers without knowing them."""

import datetime as dt

import pytest
from django.core.cache import cache
from django.utils import timezone

from articles.models import MostRead, ReadHour, ReadMark
from articles.pages.most_read import most_read, rank_readers, ranked_articles
from articles.publishing.publish import withdraw
from common import site_version

BROWSER = {"HTTP_USER_AGENT": "Mozilla/5.0 (X11; Linux x86_64) Firefox/150", "HTTP_SEC_FETCH_SITE": "same-origin"}


def readers(article):
    return sum(ReadHour.objects.filter(article=article).values_list("readers", flat=True))


def read_in(article, *, hours_ago, readers):
    hour = timezone.now().replace(minute=0, second=0, microsecond=0) - dt.timedelta(hours=hours_ago)
    ReadHour.objects.create(article=article, hour=hour, readers=readers)


def test_a_reader_counts_once_however_often_the_page_is_opened(client, make_live_article):
    article = make_live_article()

    answers = {client.post(f"/read/{article.pk}/", **BROWSER).status_code for _ in range(5)}

    assert answers == {204}
    assert readers(article) == 1


def test_two_browsers_are_two_readers(client, make_live_article):
    article = make_live_article()

    client.post(f"/read/{article.pk}/", **BROWSER)
    client.post(f"/read/{article.pk}/", **BROWSER | {"HTTP_USER_AGENT": "Mozilla/5.0 (Android) Firefox/150"})

    assert readers(article) == 2


@pytest.mark.parametrize(
    "headers",
    [
        {"HTTP_USER_AGENT": "Googlebot/2.1"},
        {"HTTP_USER_AGENT": ""},
        {"HTTP_SEC_PURPOSE": "prefetch"},
        {"HTTP_SEC_FETCH_SITE": "cross-site"},
    ],
    ids=["a machine", "no name", "a prefetch", "another site"],
)
def test_what_is_no_reader_is_not_counted_and_not_told(client, make_live_article, headers):
    article = make_live_article()

    response = client.post(f"/read/{article.pk}/", **BROWSER | headers)

    assert response.status_code == 204
    assert readers(article) == 0


def test_a_story_that_is_not_live_is_not_counted(client, make_article):
    article = make_article()

    assert client.post(f"/read/{article.pk}/", **BROWSER).status_code == 204
    assert readers(article) == 0


def test_sets_no_cookie_and_refuses_to_be_fetched(client, make_live_article):
    article = make_live_article()

    assert not client.post(f"/read/{article.pk}/", **BROWSER).cookies
    assert client.get(f"/read/{article.pk}/").status_code == 405


def test_a_reader_of_six_hours_ago_weighs_half(make_live_article):
    old, new = make_live_article(), make_live_article()
    read_in(old, hours_ago=6, readers=19)
    read_in(new, hours_ago=0, readers=10)

    assert ranked_articles() == [new.pk, old.pk]


def test_yesterday_is_forgotten(make_live_article):
    article = make_live_article()
    read_in(article, hours_ago=25, readers=1000)

    assert ranked_articles() == []


def test_an_old_story_that_somebody_linked_to_is_not_news(make_live_article):
    old, new = make_live_article(hours_ago=3 * 365 * 24), make_live_article()
    read_in(old, hours_ago=0, readers=5000)
    read_in(new, hours_ago=0, readers=3)
    rank_readers()

    assert [edition.article for edition in most_read()] == [new]


def test_a_withdrawn_story_drops_out_at_once(make_live_article):
    article = make_live_article()
    read_in(article, hours_ago=0, readers=10)
    rank_readers()
    assert [edition.article for edition in most_read()] == [article]

    withdraw(article=article, by=None)
    site_version.read()

    assert most_read() == []


def test_no_row_and_no_key_says_who(client, make_live_article):
    article = make_live_article()
    client.post(f"/read/{article.pk}/", **BROWSER, REMOTE_ADDR="198.51.100.7")

    kept = [*ReadHour.objects.values_list(), *ReadMark.objects.values_list()]

    assert len(kept) == 2
    assert "198.51.100.7" not in str(kept)
    assert "Firefox" not in str(kept)


def test_ranking_is_one_for_all_processes_and_read_without_the_readers(make_live_article, django_assert_num_queries):
    first, second = make_live_article(), make_live_article()
    read_in(first, hours_ago=0, readers=10)
    read_in(second, hours_ago=1, readers=5)
    rank_readers()
    cache.clear()
    ReadHour.objects.all().delete()

    with django_assert_num_queries(2):
        assert [edition.article_id for edition in most_read()] == [first.pk, second.pk]


def test_ranking_follows_its_readers_when_it_is_made_anew(make_live_article):
    articles = [make_live_article() for _ in range(3)]
    for place, article in enumerate(articles):
        read_in(article, hours_ago=0, readers=10 + place)
    rank_readers()
    assert [edition.article for edition in most_read()] == articles[::-1]

    ReadHour.objects.filter(article=articles[2]).delete()
    ReadHour.objects.filter(article=articles[0]).update(readers=99)
    rank_readers()
    site_version.read()

    assert [edition.article for edition in most_read()] == articles[:2]
    assert MostRead.objects.count() == 2


def test_ranking_weighs_to_the_minute_what_the_hours_say(make_live_article):
    at = timezone.now().replace(minute=30)
    hour, old, new = at.replace(minute=0, second=0, microsecond=0), make_live_article(), make_live_article()
    ReadHour.objects.create(article=old, hour=hour - dt.timedelta(hours=23), readers=1000)
    ReadHour.objects.create(article=old, hour=hour - dt.timedelta(hours=24), readers=100_000)  # before the window
    ReadHour.objects.create(article=new, hour=hour, readers=71)
    assert ranked_articles(at) == [new.pk, old.pk]

    ReadHour.objects.filter(article=new).update(readers=69)
    assert ranked_articles(at) == [old.pk, new.pk]
