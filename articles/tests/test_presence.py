"""Who has a story open, since when, and how a colleague takes it over without losing a word of theirs."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from articles.models import Presence

NOW = dt.datetime(2026, 3, 3, 14, 30, tzinfo=dt.UTC)


@pytest.fixture
def make_presence(make_article, reporter):
    def make(*, opened=10, silent=0, **fields):
        """Opened that many minutes ago, and silent for that many seconds."""
        fields.setdefault("article", make_article())
        times = {"opened_at": NOW - dt.timedelta(minutes=opened), "renewed_at": NOW - dt.timedelta(seconds=silent)}
        return Presence.objects.create(user=reporter, key="form-1", **times | fields)

    return make


@pytest.mark.parametrize(("silent", "is_open"), [(0, True), (149, True), (150, False), (151, False)])
def test_a_form_that_falls_silent_is_open_no_more(make_presence, silent, is_open):
    make_presence(silent=silent)

    assert Presence.objects.open_now(at=NOW).exists() is is_open


def test_a_form_that_was_taken_over_is_open_no_more(make_presence, editor):
    make_presence(taken_by=editor, taken_at=NOW)

    assert not Presence.objects.open_now(at=NOW).exists()


def test_open_for_over_an_hour_is_long(make_presence):
    make_presence(opened=60)
    longer = make_presence(opened=61)
    make_presence(opened=200, silent=500)

    assert list(Presence.objects.open_long(at=NOW)) == [longer]


def test_the_database_holds_one_row_for_each_person_and_story(make_presence):
    here = make_presence()

    with pytest.raises(IntegrityError), transaction.atomic():
        make_presence(article=here.article)
