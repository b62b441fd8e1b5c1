"""When a story is to leave the site again: whatever is published or called off meanwhile, it still leaves then."""

import datetime as dt

import pytest
from django.utils import timezone

from articles.publishing.publish import (
    cancel_schedule,
    hold_to_embargo,
    keep_on_site,
    publish,
    publish_together,
    publish_update,
    schedule,
    withdraw,
)

HOUR = dt.timedelta(hours=1)


@pytest.fixture
def now():
    return timezone.now()


@pytest.fixture
def end(now):
    return now + 10 * HOUR


@pytest.fixture
def leaving(make_article, now, end):
    """A live story that was scheduled with an end."""
    article = make_article("Ferry timetable")
    edition = schedule(article=article, by=None, at=now + HOUR, until=end)
    article.editions.filter(pk=edition.pk).update(
        starts_at=now - HOUR, first_published_at=now - HOUR, updated_at=now - HOUR
    )
    return article


def leaves(article, end):
    is_there = article.editions.live(at=end - dt.timedelta(seconds=1)).exists()
    return is_there and not article.editions.live(at=end).exists()


@pytest.mark.parametrize("substantive", [False, True])
def test_story_still_leaves_at_its_end_when_it_is_updated(leaving, end, substantive):
    publish_update(article=leaving, by=None, substantive=substantive)

    assert leaves(leaving, end)


def test_story_still_leaves_at_its_end_when_a_change_is_scheduled(leaving, now, end):
    schedule(article=leaving, by=None, at=now + 2 * HOUR)

    assert leaves(leaving, end)


def test_story_still_leaves_at_its_end_when_a_change_is_called_off(leaving, now, end):
    schedule(article=leaving, by=None, at=now + 2 * HOUR)
    cancel_schedule(article=leaving)

    assert leaves(leaving, end)


def test_story_leaves_at_its_own_end_when_a_change_with_another_end_is_called_off(leaving, now, end):
    schedule(article=leaving, by=None, at=now + 2 * HOUR, until=end + HOUR)
    assert leaves(leaving, end + HOUR)

    cancel_schedule(article=leaving)

    assert leaves(leaving, end)


def test_story_still_leaves_at_its_end_when_an_embargo_calls_a_change_off(leaving, now, end):
    schedule(article=leaving, by=None, at=now + 2 * HOUR)
    leaving.embargoed_until = now + 3 * HOUR
    leaving.save()

    hold_to_embargo(article=leaving)

    assert leaves(leaving, end)


@pytest.mark.parametrize("hours", [None, 2])
def test_story_still_leaves_at_its_end_when_it_goes_out_with_others(leaving, make_article, now, end, hours):
    leaving.version = 2
    leaving.save()

    at = hours and now + hours * HOUR
    publish_together(articles=[leaving, make_article("Other")], by=None, at=at)

    assert leaves(leaving, end)


def test_scheduled_story_keeps_its_end_when_it_is_scheduled_anew_or_goes_out_at_once(make_article, now, end):
    def later(story):
        schedule(article=story, by=None, at=now + 2 * HOUR)

    def at_once(story):
        publish(article=story, by=None)

    for verb in (later, at_once):
        article = make_article()
        schedule(article=article, by=None, at=now + HOUR, until=end)
        verb(article)

        assert leaves(article, end)


def test_story_has_no_end_when_it_begins_after_the_end_of_what_was_there(leaving, end):
    schedule(article=leaving, by=None, at=end + HOUR)

    assert leaving.editions.live(at=end + 1000 * HOUR).exists()


def test_story_has_no_end_when_it_is_published_again_after_it_was_withdrawn(leaving, end):
    withdraw(article=leaving, by=None)
    publish(article=leaving, by=None)

    assert leaving.editions.live(at=end + HOUR).exists()


def test_story_stays_when_an_editor_says_so(leaving, now, end):
    schedule(article=leaving, by=None, at=now + 2 * HOUR)
    keep_on_site(article=leaving)

    assert leaving.editions.live(at=end + HOUR).exists()

    cancel_schedule(article=leaving)

    assert leaving.editions.live(at=end + HOUR).exists()
