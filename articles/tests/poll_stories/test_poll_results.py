"""When a poll closes, a draft of its result waits on the desk: once, and with no figure of its own."""

import datetime as dt

import pytest

from articles.models import Article, ResultStory
from articles.poll_stories.advice import advice_on_polls
from articles.poll_stories.result_drafts import NEWS_FOR, draft_result_stories
from articles.publishing.publish import publish
from polls.models import Poll

LATER = dt.timedelta(minutes=5)


@pytest.fixture
def closed_poll(make_poll, fill_box, make_section, time_machine):
    make_section()
    poll = fill_box(make_poll("Raise the <wall>?"), 20, 15)
    time_machine.move_to(poll.closes_at + LATER, tick=False)
    return poll


def test_a_draft_waits_with_the_poll_as_its_result(client, closed_poll, editor):
    (draft,) = draft_result_stories()

    assert draft.headline == "What readers said: Raise the <wall>?"
    assert "Yes 57%, No 43%" in draft.standfirst
    assert "35 readers who voted" in draft.standfirst
    assert f'<div data-embed="poll" data-id="{closed_poll.pk}" data-role="result"></div>' in draft.body
    assert "Of 35 readers who voted, 57% chose “Yes”, more than any other answer." in draft.body
    assert "<wall>" not in draft.body
    assert advice_on_polls(draft) == []
    assert [line.poll_id for line in draft.placements.all()] == [closed_poll.pk]
    client.force_login(editor)
    assert "What readers said: Raise the" in client.get("/admin/").content.decode()


def test_published_it_shows_table_and_method(client, closed_poll, make_author):
    (draft,) = draft_result_stories()
    draft.bylines.create(author=make_author())
    publish(article=draft, by=None)

    page = client.get(draft.get_absolute_url()).content.decode()

    assert "Final result" in page
    assert "57%" in page
    assert "do not represent the public" in page
    assert "<form class" not in page


def test_is_written_once(closed_poll):
    draft_result_stories()

    assert draft_result_stories() == []
    Article.objects.all().delete()
    assert draft_result_stories() == []
    assert ResultStory.objects.get().article is None


def test_stands_in_the_section_where_the_poll_stood(make_poll, fill_box, make_section, make_live_article, time_machine):
    make_section("News")
    poll = fill_box(make_poll(), 1)
    make_live_article(section=make_section("Sport"), body=f'<p>x</p><div data-embed="poll" data-id="{poll.pk}"></div>')
    time_machine.move_to(poll.closes_at + LATER, tick=False)

    assert draft_result_stories()[0].section.name == "Sport"


@pytest.mark.parametrize("case", ["open", "void", "no votes", "old"])
def test_there_is_none_of_a_poll_without_news(make_poll, fill_box, make_section, time_machine, case):
    make_section()
    poll = make_poll() if case == "no votes" else fill_box(make_poll(), 1)
    if case != "open":
        time_machine.move_to(poll.closes_at + (NEWS_FOR if case == "old" else LATER), tick=False)
    if case == "void":
        Poll.objects.update(state=Poll.State.VOID)

    assert draft_result_stories() == []
