"""What takes a story to readers and away again."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from articles.body.html_blocks import split_blocks
from articles.models import Article, Edition
from articles.models.story import Story
from articles.publishing.compose import read_placements, story_fields
from articles.publishing.publish import (
    CannotPublish,
    NotLive,
    cancel_schedule,
    publish,
    publish_update,
    schedule,
    withdraw,
)

HOUR = dt.timedelta(hours=1)


def test_publishing_copies_every_field_that_a_reader_sees(make_article, make_topic, editor):
    article = make_article("Barrier holds", kicker="Flooding", standfirst="Just.", topics=[make_topic()])

    edition = publish(article=article, by=editor)

    assert story_fields(edition) == story_fields(article)
    assert set(story_fields(article)) == {
        field.attname for field in Story._meta.get_fields() if field.concrete and not field.many_to_many
    }
    assert [topic.name for topic in edition.topics.all()] == ["Flooding"]
    assert [line.author.name for line in edition.bylines.all()] == ["Nell Thackaberry"]
    assert edition.published_by == editor


def test_desk_changes_stay_unseen_until_they_are_published(make_live_article):
    article = make_live_article("Before")
    article.headline = "After"
    article.save()

    assert article.live_edition().headline == "Before"

    publish_update(article=article, by=None, substantive=False)

    assert article.live_edition().headline == "After"


def test_only_a_substantive_update_moves_the_public_date(make_live_article):
    article = make_live_article(hours_ago=5)
    first = article.live_edition()

    minor = publish_update(article=article, by=None, substantive=False)
    major = publish_update(article=article, by=None, substantive=True)

    assert minor.updated_at == first.updated_at
    assert major.updated_at == major.starts_at
    assert major.first_published_at == first.first_published_at


def test_an_update_needs_something_live(make_article):
    with pytest.raises(NotLive):
        publish_update(article=make_article(), by=None, substantive=True)


def test_a_schedule_opens_at_its_second_and_not_before(make_article):
    article = make_article()
    at = timezone.now() + HOUR
    schedule(article=article, by=None, at=at)

    assert not Edition.objects.live(at=at - dt.timedelta(seconds=1)).exists()
    assert Edition.objects.live(at=at).count() == 1


def test_a_schedule_can_end_by_itself(make_article):
    article = make_article()
    at, until = timezone.now() + HOUR, timezone.now() + 2 * HOUR
    schedule(article=article, by=None, at=at, until=until)

    assert Edition.objects.live(at=until - dt.timedelta(seconds=1)).exists()
    assert not Edition.objects.live(at=until).exists()


def test_a_schedule_in_the_past_is_refused(make_article):
    with pytest.raises(CannotPublish, match="has passed"):
        schedule(article=make_article(), by=None, at=timezone.now() - HOUR)


def test_a_scheduled_change_leaves_the_live_story_until_then(make_live_article):
    article = make_live_article("Now")
    Article.objects.filter(pk=article.pk).update(headline="Then")
    at = timezone.now() + HOUR

    schedule(article=article, by=None, at=at)

    assert article.live_edition().headline == "Now"
    assert article.live_edition(at=at).headline == "Then"


def test_moving_a_schedule_leaves_no_gap_and_no_second_edition(make_live_article):
    article = make_live_article()
    schedule(article=article, by=None, at=timezone.now() + HOUR)
    later = timezone.now() + 5 * HOUR

    schedule(article=article, by=None, at=later)

    assert article.live_edition(at=later - dt.timedelta(seconds=1)) is not None
    assert article.editions.scheduled().count() == 1


def test_publishing_now_replaces_a_schedule(make_article):
    article = make_article()
    schedule(article=article, by=None, at=timezone.now() + HOUR)

    publish(article=article, by=None)

    assert article.editions.count() == 1
    assert article.live_edition().ends_at is None


def test_calling_a_schedule_off_keeps_what_is_live(make_live_article):
    article = make_live_article()
    schedule(article=article, by=None, at=timezone.now() + HOUR)

    cancel_schedule(article=article)

    assert article.live_edition(at=timezone.now() + 2 * HOUR) is not None


def test_a_withdrawn_story_is_gone_with_its_notice_and_can_come_back(make_live_article):
    article = make_live_article()

    withdraw(article=article, by=None, notice="It named the wrong firm.")
    article.refresh_from_db()

    assert article.live_edition() is None
    assert article.withdrawal_notice == "It named the wrong firm."

    publish(article=article, by=None)
    article.refresh_from_db()

    assert article.live_edition() is not None
    assert article.withdrawn_at is None


def test_withdrawing_also_calls_off_what_was_scheduled(make_live_article):
    article = make_live_article()
    schedule(article=article, by=None, at=timezone.now() + HOUR)

    withdraw(article=article, by=None)

    assert article.live_edition(at=timezone.now() + 2 * HOUR) is None


def test_withdrawing_what_was_never_live_is_refused(make_article):
    with pytest.raises(NotLive):
        withdraw(article=make_article(), by=None)


@pytest.mark.parametrize(
    ("fields", "reason"),
    [({"headline": " "}, "no headline"), ({"body": ""}, "no body"), ({"body": "<p>&nbsp;</p>"}, "no body")],
)
def test_an_unfit_story_says_what_is_missing(make_article, fields, reason):
    article = make_article()
    Article.objects.filter(pk=article.pk).update(**fields)

    with pytest.raises(CannotPublish, match=reason):
        publish(article=article, by=None)
    assert not article.editions.exists()


def test_a_story_without_a_byline_is_not_published(make_article):
    article = make_article()
    article.bylines.all().delete()

    with pytest.raises(CannotPublish, match="no byline"):
        publish(article=article, by=None)


def test_a_lead_picture_needs_a_credit(make_article, make_picture):
    article = make_article(lead_picture=make_picture(credit=" "))

    with pytest.raises(CannotPublish, match="no credit"):
        publish(article=article, by=None)


def test_placements_follow_the_body(make_article, make_picture, make_poll):
    picture, poll, other = make_picture(), make_poll(), make_article()
    article = make_article(
        body=f'<figure data-picture="{picture.pk}"><figcaption></figcaption></figure>'
        f'<div data-embed="poll" data-id="{poll.pk}"></div><div data-embed="poll" data-id="999999"></div>'
        f'<div data-embed="related" data-id="{other.pk}"></div><div data-embed="watch" data-id=""></div>'
    )

    read_placements(article=article)
    read_placements(article=article)

    assert sorted(line.kind for line in article.placements.all()) == ["linked", "picture", "poll"]


def test_a_placed_picture_cannot_be_deleted(make_article, make_picture):
    picture = make_picture()
    article = make_article(body=f'<figure data-picture="{picture.pk}"><figcaption></figcaption></figure>')
    read_placements(article=article)

    with pytest.raises(IntegrityError):
        picture.delete()


@pytest.mark.parametrize(
    "change",
    [
        {"ends_at": None},
        {"starts_at": timezone.now() + 9 * HOUR, "ends_at": timezone.now() + HOUR},
        {"first_published_at": timezone.now() + 9 * HOUR},
    ],
    ids=["two without end", "ends before it starts", "dates out of order"],
)
def test_the_database_refuses_impossible_editions(make_live_article, change):
    article = make_live_article()
    publish(article=article, by=None)
    ended = article.editions.order_by("starts_at").first()

    with pytest.raises(IntegrityError), transaction.atomic():
        Edition.objects.filter(pk=ended.pk).update(**change)


@pytest.mark.parametrize(
    ("arrange", "standing"),
    [
        (lambda article: None, "never"),
        (lambda article: schedule(article=article, by=None, at=timezone.now() + HOUR), "scheduled"),
        (lambda article: publish(article=article, by=None), "live"),
    ],
    ids=["never", "scheduled", "live"],
)
def test_the_desk_sees_where_a_story_stands(make_article, arrange, standing):
    article = make_article()

    arrange(article)

    assert Article.objects.with_standing().get(pk=article.pk).standing == standing


def test_the_desk_sees_changes_withdrawals_and_scheduled_changes(make_live_article):
    changed, withdrawn, waiting = make_live_article(), make_live_article(), make_live_article()

    Article.objects.filter(pk=changed.pk).update(version=2)
    withdraw(article=withdrawn, by=None)
    schedule(article=waiting, by=None, at=timezone.now() + HOUR)

    standings = dict(Article.objects.with_standing().values_list("pk", "standing"))
    assert standings == {changed.pk: "changed", withdrawn.pk: "withdrawn", waiting.pk: "live_scheduled"}


def test_body_is_read_once_a_publish(make_article, make_picture, make_poll, monkeypatch):
    poll = f'<div data-embed="poll" data-id="{make_poll().pk}"></div>'
    body = f'<p>One.</p><figure data-picture="{make_picture().pk}"></figure>{poll}'
    article, read = make_article(body=body, active_proceedings=False, election=False), []

    def counted(html):
        read.append(html)
        return split_blocks(html)

    monkeypatch.setattr("articles.body.document.split_blocks", counted)
    edition = publish(article=article, by=None)

    assert read == [body]
    assert edition.placements.count() == 2
