"""The same for an index that is made anew: while stories go out, by a newer folding, or because it is broken."""

from unittest import mock

from articles.tests.search.searching import check, found, put_out


@check
def what_was_there_before_search_is_indexed():
    from django.test import TestCase

    from articles.models import SearchEntry, SearchSlip, SearchWord
    from articles.search.rebuild import counts, index_some, rebuild

    for number in range(30):
        put_out(f"Tide {number}")
    for model in (SearchEntry, SearchWord, SearchSlip):
        model.objects.all().delete()
    assert found("tide") == []
    assert counts() == (30, 0)
    with TestCase.captureOnCommitCallbacks(execute=True), mock.patch("articles.search.rebuild._next_look", 0):
        assert index_some() == 30
    assert len(found("tide")) == 20
    assert SearchSlip.objects.filter(slip="tid", word="tide").exists()
    assert (index_some(), rebuild(), counts()) == (0, 0, (30, 30))


@check
def an_older_folding_is_replaced_story_by_story():
    from articles.models import Article, SearchEntry
    from articles.publishing.publish import publish_update
    from articles.search.rebuild import check as check_index
    from articles.search.rebuild import rebuild

    article, _other = put_out("Ferry sinks"), put_out("Ferry floats")
    SearchEntry.objects.update(fold=0)
    Article.objects.update(headline="Barge sinks")
    publish_update(article=Article.objects.get(pk=article.pk), by=None, substantive=True)
    assert (found("ferry"), found("barge")) == (["Ferry floats"], ["Barge sinks"])
    assert rebuild() == 1
    assert (found("ferry"), found("barge")) == (["Ferry floats"], ["Barge sinks"])
    check_index()


@check
def what_ended_long_ago_is_tidied_away():
    import datetime as dt

    from django.utils import timezone

    from articles.models import Edition, SearchEntry
    from articles.search.index import tidy
    from articles.search.rebuild import rebuild

    lately, long_ago, live = (put_out(f"Tide {number}", hours_ago=9000) for number in range(3))
    for article, days in ((lately, 1), (long_ago, 300)):
        ends_at = timezone.now() - dt.timedelta(days=days)
        Edition.objects.filter(article=article).update(ends_at=ends_at)
    assert tidy() == 1
    assert set(SearchEntry.objects.values_list("article", flat=True)) == {long_ago.pk, live.pk}
    rebuild()
    assert set(SearchEntry.objects.values_list("article", flat=True)) == {live.pk}


@check
def a_broken_index_is_mended_from_nothing():
    from django.db import DatabaseError, connection

    from articles.models import SearchEntry
    from articles.search.rebuild import check as check_index
    from articles.search.rebuild import rebuild

    put_out("Tide")
    is_sqlite = connection.vendor == "sqlite"
    if is_sqlite:
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO articles_searchwords (rowid, headline) VALUES (7, 'ghost')")
        try:
            check_index()
        except DatabaseError:
            is_sqlite = False
    assert not is_sqlite, "a broken index looks whole"
    assert rebuild(from_nothing=True) == 1
    check_index()
    assert found("tide") == ["Tide"]
    assert found("ghost") == []
    assert SearchEntry.objects.count() == 1


@check
def what_comes_and_goes_meanwhile_is_as_in_an_index_made_from_nothing():
    from articles.models import Article, SearchEntry
    from articles.publishing.publish import publish_update, withdraw
    from articles.search.rebuild import rebuild

    def entries():
        return list(SearchEntry.objects.order_by("key").values())

    waiting = [put_out(f"Tide {number}") for number in range(6)]
    SearchEntry.objects.filter(article__in=waiting[:3]).delete()
    SearchEntry.objects.update(fold=0)

    def meanwhile(done):
        first, second, *_others = waiting if done == 1 else waiting[::-1]
        withdraw(article=first, by=None)
        Article.objects.filter(pk=second.pk).update(headline=f"Ebb {done}")
        publish_update(article=Article.objects.get(pk=second.pk), by=None, substantive=True)
        put_out(f"Flood {done}")

    with mock.patch("articles.search.rebuild.AT_ONCE", 1):
        rebuild(report=lambda done: meanwhile(done) if done in (1, 2) else None)
    made = entries()
    assert {entry["headline"] for entry in made} == {"tide 2", "tide 3", "ebb 1", "ebb 2", "flood 1", "flood 2"}
    rebuild(from_nothing=True)
    assert entries() == made
