"""What a story places that readers would not see is spoken of before and when it goes out."""

import datetime as dt

import pytest
from django.utils import timezone

from articles.body.document import things_placed
from articles.models import Article, Edition
from articles.publishing.publish import CannotPublish, publish, publish_with_polls, schedule, withdraw
from articles.publishing.unseen import advice_on_unseen
from articles.tests.publishing.test_publish_at_the_desk import desk, press  # noqa: F401
from polls.models import Poll, PollEvent

DAY = dt.timedelta(days=1)


def placing(kind, pk):
    return f'<p>Words.</p><div data-embed="{kind}" data-id="{pk}"></div>'


@pytest.fixture
def draft(make_poll):
    poll = make_poll("Should the ferry run at night?")
    Poll.objects.filter(pk=poll.pk).update(state=Poll.State.DRAFT)
    return Poll.objects.get(pk=poll.pk)


def test_story_is_refused_when_its_poll_is_a_draft(make_article, draft):
    article = make_article(kicker="Poll:", body=placing("poll", draft.pk))

    with pytest.raises(CannotPublish, match="is a draft, which readers do not see"):
        publish(article=article, by=None)
    with pytest.raises(CannotPublish, match="Should the ferry run at night"):
        schedule(article=article, by=None, at=timezone.now() + DAY)

    Poll.objects.update(state=Poll.State.LIVE)
    assert publish(article=article, by=None).is_live()


def test_poll_is_opened_with_the_story_when_one_button_asks_for_both(desk, press, draft, make_article):  # noqa: F811
    article = make_article("Night ferry")

    refused = press("publish", article, body=placing("poll", draft.pk))
    assert 'name="_publish_with_polls"' in refused.text
    assert not Edition.objects.exists()

    done = press("publish_with_polls", article, body=placing("poll", draft.pk))

    assert "The story is live, and its poll is open." in done.text
    assert Poll.objects.get(pk=draft.pk).is_open()
    assert PollEvent.objects.filter(poll=draft, kind=PollEvent.Kind.STATE).count() == 1
    assert draft.question in desk.get(Article.objects.get(pk=article.pk).get_absolute_url()).text


def test_poll_stays_a_draft_when_its_story_is_refused(make_article, draft, editor):
    article = make_article(headline=" ", body=placing("poll", draft.pk))

    with pytest.raises(CannotPublish, match="no headline"):
        publish_with_polls(article=article, by=editor)

    assert Poll.objects.get(pk=draft.pk).state == Poll.State.DRAFT


def test_story_is_refused_when_its_poll_cannot_be_voted_on(make_article, draft, editor):
    draft.choices.all().delete()

    with pytest.raises(CannotPublish, match="needs at least 2 answers"):
        publish_with_polls(article=make_article(body=placing("poll", draft.pk)), by=editor)

    assert not Edition.objects.exists()


def test_poll_is_not_opened_by_who_may_not_change_polls(client, section_editor, press, draft, make_section):  # noqa: F811
    section_editor.groups.get().permissions.remove(section_editor.groups.get().permissions.get(codename="change_poll"))
    home = make_section("Harbour")
    section_editor.edits.create(section=home)
    client.force_login(section_editor)

    page = press("publish_with_polls", None, body=placing("poll", draft.pk), section=home.pk)

    assert "You may not open polls" in page.text
    assert Poll.objects.get(pk=draft.pk).state == Poll.State.DRAFT


def test_desk_is_told_when_a_picture_film_or_story_will_not_be_seen(
    make_article, make_live_article, make_picture, make_video
):
    past = make_picture("Old quay", rights_until=timezone.localdate() - DAY)
    later = make_video(published_at=timezone.now() + DAY)
    gone = make_live_article("Gone for good")
    withdraw(article=gone, by=None)
    body = (
        f'<figure data-picture="{past.pk}"><figcaption></figcaption></figure>'
        f"{placing('watch', later.pk)}{placing('related', gone.pk)}"
    )

    told = advice_on_unseen(make_article(body=body), things_placed(body))

    named = [line.split("”")[0] for line in told]
    assert named == ["The rights to “Old quay", "The film “Gate rises", "The story “Gone for good"]


def test_desk_is_told_nothing_when_readers_see_all(make_article, make_live_article, make_picture, make_video):
    body = (
        f'<figure data-picture="{make_picture().pk}"><figcaption></figcaption></figure>'
        f"{placing('watch', make_video().pk)}{placing('related', make_live_article().pk)}"
    )

    assert advice_on_unseen(make_article(body=body), things_placed(body)) == []


def test_unseen_things_are_named_when_the_story_goes_out_and_on_its_checklist(desk, press, make_video):  # noqa: F811
    film = make_video(published_at=timezone.now() + DAY)

    page = press("publish", None, body=placing("watch", film.pk))

    assert page.text.count("The film “Gate rises” is not shown yet") == 2


def test_card_of_a_poll_leads_to_the_poll(desk, draft):  # noqa: F811
    told = desk.get(f"/admin/articles/article/placed/?poll={draft.pk}").json()["poll"][str(draft.pk)]

    assert told["url"] == f"/admin/polls/poll/{draft.pk}/change/"
    assert told["note"] == "Draft"
