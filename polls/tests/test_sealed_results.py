"""A sealed poll's figures are nowhere to be found, in any outlet, by anybody, until it closes."""

import re

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.test import Client

from polls.models import Poll

# Votes in numbers as large as no number of a row, year or port.
FIGURES, HELD = (61_700_003, 27_100_007), 44_770_009
PERCENTAGES = ("69%", "31%", "30.5%", "69.5%")


@pytest.fixture
def sealed_poll(make_poll, fill_box):
    from polls.models import Tally

    poll = fill_box(make_poll("Sealed?", results=Poll.Results.SEALED), 2, 1)
    counts = {str(choice.pk): count for choice, count in zip(poll.answers, FIGURES, strict=False)}
    # Set in the tally alone: what is looked for is a leak of it.
    Tally.objects.filter(poll=poll).update(counts=counts, ballots=sum(FIGURES), held=HELD, as_of=poll.closes_at)
    return poll


def outlets(poll):
    voted = [f"{poll.voted_url}{said}" for said in ("", "?again", "?changed", "?before", "?after", "?withdrawn")]
    oembed = f"/oembed/?url={settings.SITE_URL}{poll.get_absolute_url()}"
    return ["/polls/", poll.get_absolute_url(), *voted, poll.json_url, poll.embed_url, oembed]


def desk_outlets(poll):
    desk = f"/admin/polls/poll/{poll.pk}/"
    return ["/admin/polls/poll/", f"{desk}change/", f"{desk}history/", f"{desk}results/", f"{desk}results.csv"]


def leaks(response):
    page = re.sub(r"[\d-]+T[\d:.+]+", "", response.content.decode()) + str(response.headers)
    counts = (*FIGURES, sum(FIGURES), HELD)
    figures = (*map(str, counts), *(f"{count:,}" for count in counts), *PERCENTAGES)
    # As numbers of their own: a hash may hold any digits.
    return [figure for figure in figures if re.search(rf"(?<![0-9A-Za-z]){re.escape(figure)}(?![0-9A-Za-z])", page)]


def test_leak_to_no_reader(client, sealed_poll):
    for url in outlets(sealed_poll):
        assert leaks(client.get(url)) == [], url


def test_leak_from_no_story_and_no_feed(client, sealed_poll, make_live_article):
    roles = ("", "before", "after", "result")
    body = "".join(f'<div data-embed="poll" data-id="{sealed_poll.pk}" data-role="{role}"></div>' for role in roles)
    article = make_live_article("The wall", body=f"<p>Text.</p>{body}")

    for url in [article.get_absolute_url(), "/feed/", "/"]:
        response = client.get(url)
        assert "Sealed?" in response.content.decode(), url
        assert leaks(response) == [], url


def test_leak_to_no_voter(client, sealed_poll):
    headers = {"Sec-Fetch-Site": "same-origin"}
    voted = client.post(sealed_poll.vote_url, {"choice": sealed_poll.answers[0].pk}, headers=headers)
    bad = Client().post(sealed_poll.vote_url, {}, headers=headers)

    assert (voted.status_code, bad.status_code) == (303, 422)
    assert leaks(voted) == leaks(bad) == []
    for url in outlets(sealed_poll):
        assert leaks(client.get(url)) == [], url


def test_leak_to_nobody_at_the_desk(client, sealed_poll):
    client.force_login(User.objects.create_superuser("root"))

    for url in [*outlets(sealed_poll), *desk_outlets(sealed_poll)]:
        assert leaks(client.get(url)) == [], url
    assert "Sealed: nobody sees a figure before" in client.get(desk_outlets(sealed_poll)[1]).content.decode()


def test_stay_sealed_while_voting_is_paused_or_void(client, sealed_poll):
    client.force_login(User.objects.create_superuser("root"))
    for state in (Poll.State.PAUSED, Poll.State.VOID):
        Poll.objects.filter(pk=sealed_poll.pk).update(state=state)

        for url in [*outlets(sealed_poll), *desk_outlets(sealed_poll)]:
            assert leaks(client.get(url)) == [], url


def test_are_there_for_all_when_voting_has_closed(client, sealed_poll, time_machine):
    time_machine.move_to(sealed_poll.closes_at, tick=False)

    client.force_login(User.objects.create_superuser("root"))
    urls = [*outlets(sealed_poll), *desk_outlets(sealed_poll)]

    # What has no figure even now proves nothing above.
    assert [url for url in urls if not leaks(client.get(url))] == [f"/admin/polls/poll/{sealed_poll.pk}/history/"]
