"""What happens to stories is noted in order and told to partners, until they take it, and without a word of a story."""

import datetime as dt
import json

import pytest
import time_machine
from django.utils import timezone

from articles.api import webhooks
from articles.api.events import note_events
from articles.api.webhooks import STOPS_AFTER, prune_deliveries, tell_webhook
from articles.models import Correction, PartnerTake, StoryEvent, WebhookDelivery
from articles.publishing.publish import publish, publish_update, schedule, withdraw
from articles.publishing.takedowns import lift_takedown, take_down
from common import tombstones
from common.outbound import CannotFetch
from common.webhook_signatures import BadWebhook, check_signature
from newsroom.dashboard.home import home_of
from newsroom.jobs.schedule import periodic_jobs

HOUR = dt.timedelta(hours=1)


@pytest.fixture
def posts(db, monkeypatch):
    """What was posted where. The first look has been taken, so that all from now on is news."""
    posts = []
    monkeypatch.setattr(webhooks, "tell", lambda url, *, body, headers: posts.append((url, body, headers)))
    note_events()
    return posts


@pytest.fixture
def webhook(make_partner, posts):
    return make_partner().webhooks.create(address="https://radio.example/hook/")


def told(posts):
    return [json.loads(body)["change"] for _url, body, _headers in posts]


def test_each_step_of_a_story_is_told_once_by_the_first_run_after_it(webhook, posts, make_article, editor):
    article, other = make_article("Tide"), make_article("Wind")
    assert note_events() == []  # drafts

    for act, change in (
        (lambda: publish(article=article, by=None), "published"),
        (lambda: publish_update(article=article, by=None, substantive=False), "updated"),
        (lambda: Correction.objects.create(article=article, wording="It was six."), "corrected"),
        (lambda: withdraw(article=article, by=None), "withdrawn"),
        (lambda: publish(article=article, by=None), "published"),
        (lambda: take_down(article=article, by=editor, reason="An order."), "taken_down"),
    ):
        posts.clear()
        act()
        note_events()
        note_events()

        assert told(posts) == [change]
        assert json.loads(posts[0][1])["id"] == str(article.uuid)
    lift_takedown(article=article, by=editor, reason="Lifted.")
    assert note_events() == []  # readers have it no more than before
    assert not other.events.exists()


def test_looking_for_what_happened_is_the_schedule_s_first_and_most_frequent_work():
    first = periodic_jobs()[0]

    assert (first.act, first.every) == (note_events, dt.timedelta(seconds=1))


def test_message_is_signed_and_has_no_word_of_the_story(webhook, posts, make_live_article):
    make_live_article("Zebra", slug="zebra", body="<p>Quagga.</p>")
    note_events()

    ((address, body, headers),) = posts
    assert address == webhook.address
    check_signature(body=body, signature=headers["Newsroom-Signature"], secret=webhook.secret)
    with pytest.raises(BadWebhook):
        check_signature(body=body + b" ", signature=headers["Newsroom-Signature"], secret=webhook.secret)
    assert json.loads(body)["address"].endswith(f"/api/v1/stories/{json.loads(body)['id']}/")
    assert [word for word in ("zebra", "quagga") if word in body.decode().lower()] == []


def test_scheduled_story_is_told_when_the_clock_begins_and_ends_it(webhook, posts, make_article):
    now = timezone.now()
    schedule(article=make_article(), by=None, at=now + HOUR, until=now + 3 * HOUR)
    note_events()
    assert posts == []

    for hours, changes in ((2, ["published"]), (4, ["published", "withdrawn"])):
        with time_machine.travel(now + hours * HOUR):
            note_events()
        assert told(posts) == changes


def test_stone_alone_is_told_as_a_takedown(webhook, posts, make_live_article):
    article = make_live_article()
    note_events()
    tombstones.mark_taken_down(story=article.pk, notice="", files=[])
    note_events()

    assert told(posts) == ["published", "taken_down"]


def test_story_of_an_archive_that_is_brought_in_is_no_message(webhook, posts, make_live_article):
    make_live_article(hours_ago=24 * 400)
    note_events()

    assert posts == []
    assert StoryEvent.objects.get().kind == "published"  # but whoever catches up finds it


def test_what_was_there_before_is_no_news_until_something_becomes_of_it(make_partner, make_live_article, monkeypatch):
    old, posts = make_live_article(hours_ago=90), []
    make_partner().webhooks.create(address="https://radio.example/hook/")
    monkeypatch.setattr(webhooks, "tell", lambda url, *, body, headers: posts.append((url, body, headers)))
    note_events()
    assert posts == []

    Correction.objects.create(article=old, wording="It was six.")
    note_events()
    withdraw(article=old, by=None)
    note_events()

    assert told(posts) == ["corrected", "withdrawn"]


def test_partner_is_told_of_its_sections_what_it_wants_and_what_it_took(
    posts, make_partner, make_live_article, make_section
):
    sport = make_section("Sport")
    partner = make_partner(sections=[sport])
    partner.webhooks.create(address="https://radio.example/hook/", events=["published", "withdrawn"])
    took, match = make_live_article("A vote"), make_live_article("A match", section=sport)
    PartnerTake.objects.create(partner=partner, article=took)  # before its sections were chosen
    publish_update(article=match, by=None, substantive=False)
    note_events()
    posts.clear()

    for article in (took, match, make_live_article("Not theirs")):
        withdraw(article=article, by=None)
    note_events()

    assert {json.loads(body)["id"] for _url, body, _headers in posts} == {str(took.uuid), str(match.uuid)}


def test_delayed_partner_hears_when_a_story_will_be_theirs(posts, make_partner, make_live_article):
    make_partner(delay_minutes=90).webhooks.create(address="https://radio.example/hook/")
    article = make_live_article()
    note_events()

    message = json.loads(posts[0][1])
    available_at = dt.datetime.fromisoformat(message["available_at"])
    assert available_at == article.live_edition().first_published_at + dt.timedelta(minutes=90)


def test_address_that_fails_is_tried_again_later_and_switched_off_after_days(
    webhook, posts, make_live_article, monkeypatch, settings, editor
):
    def refuse(url, **options):
        raise CannotFetch("busy", 503, 400)

    again = []

    class Later:
        def enqueue(self, *arguments):
            again.append(arguments)

    monkeypatch.setattr(webhooks, "tell", refuse)
    make_live_article()
    note_events()
    delivery = WebhookDelivery.objects.get()
    assert (delivery.error, delivery.attempts) == ("busy", 1)
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    waits = []
    monkeypatch.setattr(type(tell_webhook), "using", lambda task, **how: waits.append(how["run_after"]) or Later())

    tell_webhook.func(delivery.pk)
    assert (again, len(waits)) == ([(delivery.pk,)], 1)
    assert waits[0] >= timezone.now() + dt.timedelta(seconds=350)  # as it asked
    with time_machine.travel(timezone.now() + STOPS_AFTER + HOUR):
        tell_webhook.func(delivery.pk)

    webhook.refresh_from_db()
    delivery.refresh_from_db()
    assert (webhook.is_active, len(again)) == (False, 1)
    assert webhook.stopped_at
    assert delivery.given_up_at
    assert ("Partner", "Saltmere Radio") in [(alert.tag, alert.title) for alert in home_of(editor)["now"]]


def test_address_that_answers_again_has_not_failed(webhook, posts, make_live_article):
    webhook.failing_since = timezone.now() - HOUR
    webhook.save()
    make_live_article()
    note_events()

    webhook.refresh_from_db()
    assert webhook.failing_since is None
    tell_webhook.func(WebhookDelivery.objects.get().pk)
    assert len(posts) == 1  # what was taken is not told twice


def test_messages_are_forgotten_after_a_month_and_events_are_not(webhook, posts, make_live_article):
    make_live_article()
    note_events()
    assert prune_deliveries() == 0
    with time_machine.travel(timezone.now() + dt.timedelta(days=31)):
        assert prune_deliveries() == 1

    assert StoryEvent.objects.count() == 1


def test_whoever_was_away_catches_up_on_everything_in_order(posts, make_partner, ask, make_live_article, editor):
    partner, articles = make_partner(), [make_live_article(hours_ago=n + 1) for n in range(3)]
    note_events()
    take_down(article=articles[0], by=editor, reason="An order.")
    note_events()

    seen, answer = [], ask(partner, "changes/", limit=2).json()
    while answer["changes"]:
        seen += [(change["id"], change["change"]) for change in answer["changes"]]
        answer = ask(partner, answer["next"].partition("/api/v1/")[2]).json()

    published = [(str(article.uuid), "published") for article in reversed(articles)]
    assert seen == [*published, (str(articles[0].uuid), "taken_down")]
    items = [change["item"] for change in ask(partner, "changes/", form="ninjs").json()["changes"]]
    assert [item["pubStatus"] for item in items] == ["usable"] * 3 + ["canceled"]


def test_who_has_a_story_stands_on_it_at_the_desk(client, editor, make_partner, make_live_article):
    article, partner = make_live_article(), make_partner(contact="desk@radio.example")
    client.force_login(editor)
    pages = [f"/admin/articles/article/{article.pk}/{page}/" for page in ("change", "take-down")]
    assert ["Saltmere Radio" in client.get(page).text for page in pages] == [False, False]

    PartnerTake.objects.create(partner=partner, article=article)

    for page in pages:
        assert "Saltmere Radio" in client.get(page).text
        assert "desk@radio.example" in client.get(page).text
