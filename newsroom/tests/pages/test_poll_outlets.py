"""Every place that can show a poll, asked under every policy: a figure stands where it may and nowhere else."""

import re

import pytest
from django.conf import settings
from django.test import Client
from django.urls import get_resolver

from polls.models import Poll, Tally

# Votes, their sum, those held and their shares. No number of a row, year or port is as large or bears a per cent sign.
COUNTS, HELD = (61_700_003, 27_100_007), 44_770_009
FIGURES = re.compile(
    "|".join(
        [*(f"{count}|{count:,}" for count in (*COUNTS, sum(COUNTS), HELD)), "69%", "31%", '"percentage?": (69|31)']
    )
)
OURS = {"Sec-Fetch-Site": "same-origin", "User-Agent": "Mozilla/5.0 Firefox/140.0"}

OUTLETS = {
    "archive": lambda poll, story: "/polls/",
    "page": lambda poll, story: poll.get_absolute_url(),
    "answer to a voter": lambda poll, story: poll.voted_url,
    "answer in the text edition": lambda poll, story: f"{poll.voted_url}?text",
    "json": lambda poll, story: poll.json_url,
    "card": lambda poll, story: poll.embed_url,
    "oembed": lambda poll, story: f"/oembed/?url={settings.SITE_URL}{poll.get_absolute_url()}",
    "front": lambda poll, story: "/",
    "story": lambda poll, story: story.get_absolute_url(),
    "feed": lambda poll, story: "/feed/",
    "feed of a section": lambda poll, story: "/news/feed/",
    "text front": lambda poll, story: "/text/",
    "text section": lambda poll, story: "/text/news/",
    "text story": lambda poll, story: f"/text{story.get_absolute_url()}",
    "text page": lambda poll, story: f"/text{poll.get_absolute_url()}",
}
# Lists with questions alone; and the front, which shows the polls that are open.
LISTS, FRONT = {"text front", "text section"}, {"front"}
TO_VOTERS = {"answer to a voter", "answer in the text edition"}


@pytest.fixture
def place(make_poll, fill_box, make_live_article):
    """A poll under a policy, with figures in its tally, and a story that shows it in every role."""

    def put(**fields):
        poll = fill_box(make_poll("Raise the wall?", answers=("Yes", "No"), **fields), 2, 1)
        counts = {str(choice.pk): count for choice, count in zip(poll.answers, COUNTS, strict=True)}
        Tally.objects.filter(poll=poll).update(counts=counts, ballots=sum(COUNTS), held=HELD, as_of=poll.closes_at)
        roles = ("", "before", "after", "result")
        body = "".join(f'<div data-embed="poll" data-id="{poll.pk}" data-role="{role}"></div>' for role in roles)
        return Poll.objects.with_choices().get(pk=poll.pk), make_live_article("The wall", body=f"<p>Text.</p>{body}")

    return put


def with_figures(client, poll, story):
    """The outlets in which a figure stands."""
    return {name for name, url in OUTLETS.items() if figures_in(client.get(url(poll, story)))}


def figures_in(response):
    return [found[0] for found in FIGURES.finditer(response.content.decode() + str(response.headers))]


def a_voter(poll):
    voter = Client()
    voted = voter.post(poll.vote_url, {"choice": poll.answers[0].pk}, headers=OURS)
    assert (voted.status_code, figures_in(voted)) == (303, [])
    return voter


def test_a_live_policy_shows_figures_in_every_outlet_but_plain_lists(client, place):
    # The crawls below can only be believed if they would find what leaks.
    assert with_figures(client, *place(results=Poll.Results.LIVE)) == set(OUTLETS) - LISTS


@pytest.mark.parametrize("policy", ["after_vote", "after_close", "sealed"])
def test_no_other_policy_shows_one_to_the_public_before_closing(client, place, policy):
    assert with_figures(client, *place(results=policy)) == set()


@pytest.mark.parametrize(("policy", "shown"), [("after_vote", TO_VOTERS), ("after_close", set()), ("sealed", set())])
def test_a_voter_sees_one_where_the_answer_is_and_the_policy_allows_it(place, policy, shown):
    poll, story = place(results=policy)

    assert with_figures(a_voter(poll), poll, story) == shown


@pytest.mark.parametrize("policy", Poll.Results.values)
def test_when_voting_has_closed_every_policy_shows_them(client, place, time_machine, policy):
    poll, story = place(results=policy)
    time_machine.move_to(poll.closes_at, tick=False)

    assert with_figures(client, poll, story) == set(OUTLETS) - LISTS - FRONT


@pytest.mark.parametrize("state", [Poll.State.DRAFT, Poll.State.VOID])
@pytest.mark.parametrize("policy", [Poll.Results.LIVE, Poll.Results.SEALED])
def test_a_draft_or_void_poll_has_none_for_readers(client, place, policy, state):
    poll, story = place(results=policy)
    Poll.objects.filter(pk=poll.pk).update(state=state)

    assert with_figures(client, poll, story) == set()


def test_words_for_shared_links_keep_to_the_policy_and_name_whose_figures_they_are(client, place):
    open_poll, _ = place(results=Poll.Results.LIVE)
    sealed, _ = place(results=Poll.Results.SEALED)

    shown, kept = (client.get(poll.get_absolute_url()).text for poll in (open_poll, sealed))

    said = re.search(r'og:description" content="([^"]*)"', shown)[1]
    assert "Yes 69%" in said
    assert f"{sum(COUNTS):,} readers who voted. Readers chose to take part" in said
    assert re.search(r'og:description" content="([^"]*)"', kept)[1] == "A poll of readers who choose to take part."


def test_every_address_of_a_poll_is_an_outlet_or_takes_a_vote(place):
    poll, story = place()
    acts = ["vote", "voted", "change", "withdraw"]
    taking_votes = {f"{start}{act}/" for start in (poll.get_absolute_url(), poll.cookie_path) for act in acts}
    asked = {url(poll, story).partition("?")[0] for url in OUTLETS.values()} | taking_votes

    polls = next(each for each in get_resolver().url_patterns if str(each.pattern) == "polls/")
    parts = [str(each.pattern) for each in polls.url_patterns]
    there = {"/polls/" + part.replace("<slug:slug>", poll.slug).replace("<row:pk>", str(poll.pk)) for part in parts}
    assert there - asked == set()
