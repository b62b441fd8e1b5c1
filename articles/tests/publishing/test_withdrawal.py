"""Withdrawing: a notice with status 410, or readers sent to another live story."""

import datetime as dt

import pytest
import time_machine
from django.utils import timezone

from articles.models import Article
from articles.publishing.publish import NotLive, publish, withdraw


@pytest.fixture
def pair(make_live_article):
    return make_live_article("The first report"), make_live_article("The full story")


def test_readers_are_sent_to_the_story_that_replaces_it(client, pair):
    old, new = pair
    withdraw(article=old, by=None, instead=new)

    response = client.get(old.get_absolute_url())

    assert (response.status_code, response.url) == (302, new.get_absolute_url())


def test_readers_get_the_notice_once_that_story_is_gone_too(client, pair):
    old, new = pair
    withdraw(article=old, by=None, notice="It was wrong.", instead=new)
    withdraw(article=new, by=None, instead=None)

    response = client.get(old.get_absolute_url())

    assert response.status_code == 410
    assert "It was wrong." in response.text


def test_two_stories_never_send_readers_round_in_a_circle(client, pair):
    old, new = pair
    withdraw(article=old, by=None, instead=new)
    publish(article=old, by=None)
    withdraw(article=new, by=None, instead=old)
    withdraw(article=old, by=None)

    assert client.get(new.get_absolute_url()).status_code == 410


@pytest.mark.parametrize("which", ["itself", "draft"])
def test_readers_are_sent_to_live_stories_alone(pair, make_article, which):
    old = pair[0]

    with pytest.raises(NotLive):
        withdraw(article=old, by=None, instead={"itself": old, "draft": make_article()}[which])


def test_publishing_again_ends_the_redirect(client, pair):
    old, new = pair
    withdraw(article=old, by=None, instead=new)

    publish(article=old, by=None)

    assert client.get(old.get_absolute_url()).status_code == 200


@time_machine.travel("2026-03-05 12:00Z", tick=False)
def test_story_leaves_that_began_at_this_very_instant(make_article):
    article = make_article()
    publish(article=article, by=None)

    withdraw(article=article, by=None)

    assert not article.editions.live(at=timezone.now() + dt.timedelta.resolution).exists()


def test_the_desk_offers_a_story_instead(client, editor, pair, make_article):
    old, new = pair
    client.force_login(editor)
    page = f"/admin/articles/article/{old.pk}/withdraw/"

    assert "Or send readers to another story" in client.get(page).text
    refused = client.post(page, {"notice": "", "instead": make_article().pk})
    sent = client.post(page, {"notice": "", "instead": new.pk}, follow=True)

    assert "That story is not live." in refused.text
    assert Article.objects.get(pk=old.pk).withdrawn_to == new
    assert "Readers are sent to “The full story”." in sent.text
