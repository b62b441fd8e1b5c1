"""The clock: an embargo that nothing beats, schedules with an end, and times on the days when clocks change."""

import datetime as dt

import pytest
import time_machine
from django.utils import timezone

from articles.models import Article, Edition
from articles.publishing.publish import (
    CannotPublish,
    CannotPublishTogether,
    hold_to_embargo,
    publish,
    publish_together,
    publish_update,
    reasons_not_to_publish,
    schedule,
)

SECOND, HOUR = dt.timedelta(seconds=1), dt.timedelta(hours=1)
# The second at which clocks go forward, and the one at which they go back, in Britain in 2026; and a plain day.
MOMENTS = {
    "spring": dt.datetime(2026, 3, 29, 1, 0, tzinfo=dt.UTC),
    "autumn": dt.datetime(2026, 10, 25, 1, 0, tzinfo=dt.UTC),
    "plain": dt.datetime(2026, 6, 10, 6, 0, tzinfo=dt.UTC),
}
boundary = pytest.mark.parametrize("embargo", MOMENTS.values(), ids=MOMENTS)


@boundary
@pytest.mark.parametrize(("offset", "may_go"), [(-SECOND, False), (0 * SECOND, True), (SECOND, True)])
def test_nothing_is_published_before_its_embargo_ends(make_article, embargo, offset, may_go):
    with time_machine.travel(embargo + offset, tick=False):
        article = make_article(embargoed_until=embargo)

        if may_go:
            publish(article=article, by=None)
        else:
            with pytest.raises(CannotPublish, match="Under embargo"):
                publish(article=article, by=None)

        assert Edition.objects.live().exists() is may_go


@boundary
@pytest.mark.parametrize(("offset", "may_go"), [(-SECOND, False), (0 * SECOND, True), (SECOND, True)])
def test_nothing_is_scheduled_into_its_embargo(make_article, embargo, offset, may_go):
    with time_machine.travel(embargo - HOUR, tick=False):
        article = make_article(embargoed_until=embargo)

        if may_go:
            schedule(article=article, by=None, at=embargo + offset)
        else:
            with pytest.raises(CannotPublish, match="Under embargo"):
                schedule(article=article, by=None, at=embargo + offset)

    assert Edition.objects.exists() is may_go


@boundary
@pytest.mark.parametrize(("offset", "status"), [(-SECOND, 404), (0 * SECOND, 200), (SECOND, 200)])
def test_a_story_scheduled_for_the_end_of_its_embargo_is_neither_early_nor_missed(
    client, make_article, embargo, offset, status
):
    with time_machine.travel(embargo - HOUR, tick=False):
        article = make_article(embargoed_until=embargo)
        schedule(article=article, by=None, at=embargo, until=embargo + HOUR)

    with time_machine.travel(embargo + offset, tick=False):
        assert client.get(article.get_absolute_url()).status_code == status


@boundary
@pytest.mark.parametrize(("offset", "status"), [(-SECOND, 200), (0 * SECOND, 410), (SECOND, 410)])
def test_a_story_leaves_at_its_end_to_the_second(client, make_article, embargo, offset, status):
    with time_machine.travel(embargo - 2 * HOUR, tick=False):
        article = make_article()
        schedule(article=article, by=None, at=embargo - HOUR, until=embargo)

    with time_machine.travel(embargo + offset, tick=False):
        assert client.get(article.get_absolute_url()).status_code == status


def test_an_update_waits_for_the_embargo_too(make_live_article):
    article = make_live_article()
    Article.objects.update(embargoed_until=timezone.now() + HOUR, version=2)

    with pytest.raises(CannotPublish, match="Under embargo"):
        publish_update(article=article, by=None, substantive=False)


def test_the_past_of_a_story_does_not_lie_before_its_embargo(make_article):
    article = make_article(embargoed_until=timezone.now() - HOUR)

    with pytest.raises(CannotPublish, match="Under embargo"):
        publish(article=article, by=None, at=timezone.now() - 2 * HOUR)


@pytest.mark.parametrize(
    ("embargo", "said"),
    [
        (dt.datetime(2026, 3, 29, 0, 59, tzinfo=dt.UTC), "29 March 2026, 00:59 GMT"),
        (dt.datetime(2026, 3, 29, 1, 0, tzinfo=dt.UTC), "29 March 2026, 02:00 BST"),
        (dt.datetime(2026, 10, 25, 0, 30, tzinfo=dt.UTC), "25 October 2026, 01:30 BST"),
        (dt.datetime(2026, 10, 25, 1, 30, tzinfo=dt.UTC), "25 October 2026, 01:30 GMT"),
    ],
)
def test_a_refusal_gives_the_time_in_the_papers_zone(make_article, embargo, said):
    article = make_article(embargoed_until=embargo)

    assert said in reasons_not_to_publish(article, embargo - SECOND)[0]


def test_an_embargo_set_later_calls_off_a_schedule_before_it(make_article):
    article, at = make_article(), timezone.now() + HOUR
    schedule(article=article, by=None, at=at)
    Article.objects.update(embargoed_until=at + HOUR)

    assert hold_to_embargo(article=article) == at
    assert not Edition.objects.exists()


def test_an_embargo_set_later_leaves_a_schedule_after_it(make_article):
    article, at = make_article(), timezone.now() + HOUR
    schedule(article=article, by=None, at=at)
    Article.objects.update(embargoed_until=at)

    assert hold_to_embargo(article=article) is None
    assert Edition.objects.count() == 1


def test_a_package_goes_out_at_one_instant(make_article, make_live_article, editor):
    new, changed = make_article("New"), make_live_article("Changed")
    Article.objects.filter(pk=changed.pk).update(version=2)
    at = timezone.now() + HOUR

    publish_together(articles=Article.objects.all(), by=editor, at=at)

    assert Edition.objects.live(at=at - SECOND).filter(starts_at=at).count() == 0
    assert {edition.article_id for edition in Edition.objects.live(at=at).filter(starts_at=at)} == {new.pk, changed.pk}


def test_a_package_goes_out_whole_or_not_at_all(make_article, make_live_article):
    make_article("Ready")
    bare = make_article("Without words", body="")
    held = make_article("Held", embargoed_until=timezone.now() + HOUR)
    same = make_live_article("Nothing new")

    with pytest.raises(CannotPublishTogether) as refusal:
        publish_together(articles=Article.objects.all(), by=None)

    assert {article for article, _reasons in refusal.value.refused} == {bare, held, same}
    assert Edition.objects.count() == 1


def test_a_package_in_the_past_is_refused(make_article):
    with pytest.raises(CannotPublish, match="has passed"):
        publish_together(articles=[make_article()], by=None, at=timezone.now() - HOUR)
