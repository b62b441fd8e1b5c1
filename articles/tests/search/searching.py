"""What search must never get wrong, as a table of checks that hold on every database.

On SQLite each is a test; `python -m articles.tests.search.searching`, with DATABASE_URL, runs them all on another one
and prints, as JSON, which held and what is answered to the questions whose answers are known.
"""

import contextlib
import datetime as dt
import itertools
import json
import sys
from importlib import import_module
from unittest import mock

import django

HOUR = dt.timedelta(hours=1)
CHECKS = {}
_numbers = itertools.count(1)


def check(act):
    CHECKS[act.__name__] = act
    return act


def write(headline="Sea wall", *, body="It held.", section="News", authors=("Nell",), topics=(), **fields):
    from django.utils.text import slugify

    from articles.models import Article, Author, Byline, Section, Topic

    def subject(model, name):
        return model.objects.get_or_create(name=name, defaults={"slug": slugify(name)})[0]

    home = section if isinstance(section, Section) else subject(Section, section)
    fields = {"slug": f"story-{next(_numbers)}", "section": home, "body": f"<p>{body}</p>"} | fields
    article = Article.objects.create(headline=headline, **fields)
    for name in authors:
        Byline.objects.create(article=article, author=subject(Author, name))
    article.topics.set([subject(Topic, name) for name in topics])
    return article


def put_out(headline="Sea wall", *, hours_ago=1.0, at=None, **fields):
    from django.test import TestCase
    from django.utils import timezone

    from articles.publishing.publish import publish

    article = write(headline, **fields)
    with TestCase.captureOnCommitCallbacks(execute=True):
        publish(article=article, by=None, at=at or timezone.now() - hours_ago * HOUR)
    return article


@contextlib.contextmanager
def later(by):
    from django.utils import timezone

    now = timezone.now() + by
    with mock.patch("django.utils.timezone.now", return_value=now):
        yield


def found(typed, *, best=False, **more):
    """The headlines of what is found, in order."""
    from dataclasses import replace

    from articles.models import Edition
    from articles.search.find import newest, relevant
    from articles.search.question import read, widen

    question = replace(widen(read(typed)), **more)
    hits = (relevant if best else newest)(question)
    headlines = dict(Edition.objects.filter(pk__in=hits.editions).values_list("pk", "headline"))
    return [headlines[pk] for pk in hits.editions]


def told(typed):
    """All that search says of a word: the newest, the most relevant, how many, and what is offered instead."""
    from articles.search.find import how_many
    from articles.search.meant import did_you_mean
    from articles.search.question import read

    question = read(typed)
    return (
        found(typed),
        found(typed, best=True),
        how_many(question).number,
        did_you_mean(f"{typed}x", read(f"{typed}x")),
    )


NOTHING = ([], [], 0, "")


def everything(headline, typed):
    return [headline], [headline], 1, typed


@check
def what_has_ended_by_the_clock_alone_is_nowhere():
    from django.utils import timezone

    from articles.models import Edition, SearchEntry

    put_out("Quillfeather", hours_ago=9)
    assert told("quillfeather") == everything("Quillfeather", "Quillfeather")
    Edition.objects.update(ends_at=timezone.now() + HOUR)
    assert told("quillfeather") == everything("Quillfeather", "Quillfeather")
    Edition.objects.update(ends_at=timezone.now() - HOUR)
    assert told("quillfeather") == NOTHING
    assert SearchEntry.objects.count() == 1


@check
def what_is_scheduled_is_found_from_its_moment_on():
    from django.test import TestCase
    from django.utils import timezone

    from articles.publishing.publish import schedule

    with TestCase.captureOnCommitCallbacks(execute=True):
        schedule(article=write("Quillfeather"), by=None, at=timezone.now() + HOUR)
    assert told("quillfeather") == NOTHING
    with later(2 * HOUR):
        assert told("quillfeather") == everything("Quillfeather", "Quillfeather")


@check
def a_change_to_come_takes_the_place_of_the_old_words_at_its_moment():
    from django.utils import timezone

    from articles.models import Article
    from articles.publishing.publish import cancel_schedule, schedule

    article = put_out("Ferry sinks")
    Article.objects.filter(pk=article.pk).update(headline="Barge floats")
    schedule(article=Article.objects.get(pk=article.pk), by=None, at=timezone.now() + HOUR)
    assert (found("ferry"), found("barge")) == (["Ferry sinks"], [])
    with later(2 * HOUR):
        assert (found("ferry"), found("barge")) == ([], ["Barge floats"])
    cancel_schedule(article=article)
    with later(2 * HOUR):
        assert (found("ferry"), found("barge")) == (["Ferry sinks"], [])


@check
def what_is_withdrawn_goes_and_comes_again():
    from articles.models import SearchEntry
    from articles.publishing.publish import publish, withdraw

    article = put_out("Ferry sinks")
    withdraw(article=article, by=None)
    assert told("ferry") == NOTHING
    assert not SearchEntry.objects.exists()
    publish(article=article, by=None)
    assert found("ferry") == ["Ferry sinks"]


@check
def an_update_keeps_its_place_and_loses_its_old_words():
    from articles.models import Article
    from articles.publishing.publish import publish_update
    from articles.search.rebuild import check as check_index

    old = put_out("Ferry in the harbour", hours_ago=5)
    put_out("Swan in the harbour", hours_ago=3)
    Article.objects.filter(pk=old.pk).update(headline="Barge in the harbour")
    publish_update(article=Article.objects.get(pk=old.pk), by=None, substantive=True)
    assert found("harbour") == ["Swan in the harbour", "Barge in the harbour"]
    assert found("ferry") == []
    check_index()


@check
def a_word_that_readers_cannot_find_is_never_offered():
    from django.test import TestCase
    from django.utils import timezone

    from articles.publishing.publish import schedule
    from articles.search.meant import did_you_mean
    from articles.search.question import read

    with TestCase.captureOnCommitCallbacks(execute=True):
        for _number in range(4):
            schedule(article=write("Quillfeather"), by=None, at=timezone.now() + HOUR)
    for _number in range(2):
        put_out("Winterbourne")
    put_out("Winterborne")
    for typed in ("quillfether", "winterborne"):  # one story has the other spelling: two are too few to say it is wrong
        assert did_you_mean(typed, read(typed)) == ""
    put_out("Winterbourne")
    assert did_you_mean("held: winterborne!", read("held: winterborne!")) == "held: Winterbourne!"


@check
def counting_stops_and_counts_what_is_live():
    from django.utils import timezone

    from articles.models import Edition
    from articles.search.find import how_many
    from articles.search.question import read

    ended = [put_out("Tide", hours_ago=2) for _number in range(3)]
    for _number in range(5):
        put_out("Tide", hours_ago=2)
    Edition.objects.filter(article__in=ended).update(ends_at=timezone.now() - HOUR)
    assert [how_many(read("tide"), most).number for most in (4, 5, 6, 1001)] == [4, 5, 5, 5]


@check
def stories_of_one_second_and_of_long_ago_are_all_there_in_order():
    from articles.search.find import newest
    from articles.search.question import read

    moment = dt.datetime(1899, 12, 31, 23, 59, 59, tzinfo=dt.UTC)
    for number in range(45):
        put_out(f"Tide {number:02}", at=moment + dt.timedelta(microseconds=number))
    put_out("Tide today")
    assert found("tide")[:2] == ["Tide today", "Tide 44"]
    cursor, seen = "", []
    while True:
        hits = newest(read("tide"), before=cursor)
        seen += hits.editions
        put_out("Tide of meanwhile")  # comes on top, and shifts nothing
        if not (cursor := hits.older):
            break
    assert len(seen) == len(set(seen)) == 46
    assert seen == sorted(seen[:1]) + sorted(seen[1:], reverse=True)


@check
def a_page_is_full_though_the_newest_are_not_live():
    from django.utils import timezone

    from articles.models import Edition
    from articles.search import find

    for number in range(21):
        put_out(f"Tide {number}", hours_ago=9)
    over = [put_out("Tide is over", hours_ago=2) for _number in range(35)]
    Edition.objects.filter(article__in=over).update(ends_at=timezone.now() - HOUR)
    assert len(found("tide")) == 20
    with mock.patch.object(find, "BEST", 30):
        assert len(found("tide", best=True)) == 20


@check
def what_is_rolled_back_leaves_nothing():
    from django.db import transaction

    from articles.models import SearchEntry, SearchWord
    from articles.publishing.publish import publish
    from articles.search.rebuild import check as check_index

    article = write("Quillfeather")
    with contextlib.suppress(ZeroDivisionError), transaction.atomic():
        publish(article=article, by=None)
        raise ZeroDivisionError
    assert not SearchEntry.objects.exists()
    assert not SearchWord.objects.exists()
    assert found("quillfeather") == []
    check_index()


@check
def what_is_indexed_twice_is_there_once():
    from articles.models import Edition, SearchEntry
    from articles.search.index import index
    from articles.search.rebuild import check as check_index

    put_out("Tide")
    index(Edition.objects.get())
    assert SearchEntry.objects.count() == 1
    assert found("tide") == ["Tide"]
    check_index()


def run_all():
    """Each check on a database that has no story. The first that fails ends it."""
    from django.db import transaction

    for act in CHECKS.values():
        with transaction.atomic():
            act()
            transaction.set_rollback(True)
    return sorted(CHECKS)


if __name__ == "__main__":
    django.setup()
    from articles.tests.search import searching, searching_answers, searching_plans

    for more in ("words", "rebuild", "times", "entries"):  # they add to the table
        import_module(f"articles.tests.search.searching_{more}")
    held, answers = searching.run_all(), searching_answers.all_answers()
    json.dump({"held": held, "answers": answers, "indexes": searching_plans.indexes_of_slices()}, sys.stdout)
