"""One poll in several stories: as a question, before and after reading, or as its result."""

import re

import pytest


@pytest.fixture
def place(make_live_article, client):
    def show(poll, *roles):
        body = "".join(f'<div data-embed="poll" data-id="{poll.pk}" data-role="{role}"></div>' for role in roles)
        article = make_live_article(body=f"<p>One.</p>{body}")
        return article, client.get(article.get_absolute_url()).content.decode()

    return show


def test_the_same_question_stands_before_and_after_reading(place, make_poll):
    poll = make_poll()

    article, page = place(poll, "before", "after")

    assert re.findall(r'name="phase" value="(\w+)"', page) == ["before", "after"]
    assert page.count(f'name="story" value="{article.pk}"') == 2
    ids = re.findall(r' id="([^"]+)"', page)
    assert len(ids) == len(set(ids))


def test_a_result_takes_no_votes_and_keeps_to_the_policy(place, make_poll, fill_box):
    open_poll = fill_box(make_poll("Seen by voters?"), 3)
    live_poll = fill_box(make_poll("Seen by all?", results="live"), 4)

    _article, hidden = place(open_poll, "result")
    _article, shown = place(live_poll, "result")

    assert "poll__form" not in hidden + shown
    assert "poll__result" not in hidden
    assert "4 readers’ votes counted" in shown


def test_an_unknown_role_is_a_question(place, make_poll):
    _article, page = place(make_poll(), "nonsense")

    assert "poll__form" in page
    assert 'name="phase"' not in page


def test_the_feed_carries_question_and_result_by_the_policy(client, place, make_poll, fill_box, time_machine):
    poll = fill_box(make_poll("Raise the wall?"), 2, 1)
    place(poll, "before", "after")

    feed = client.get("/feed/").content.decode()
    assert "Raise the wall?" in feed
    assert "readers who voted" not in feed
    time_machine.move_to(poll.closes_at, tick=False)
    assert "Final result: Yes 2, No 1, Don’t know 0 of 3 readers who voted." in client.get("/feed/").content.decode()
