"""The figures of the dashboard: what they count, and what they do not tell."""

import pytest
from django.utils import timezone

from articles.models import ReadHour
from newsroom.dashboard import figures
from newsroom.dashboard.home import home_of
from polls.models import Ballot, Poll
from supporters.appeals.link_token import LeadingStory


@pytest.fixture
def read_and_voted(make_live_article, make_poll, fill_box):
    """A story with 1,234 readers and a poll with three votes cast in it."""
    article, poll = make_live_article("Barrier holds"), make_poll("Raise the wall?")
    article.placements.create(poll=poll)
    this_hour = timezone.now().replace(minute=0, second=0, microsecond=0)
    ReadHour.objects.create(article=article, hour=this_hour, readers=1234)
    fill_box(poll, 2, 1)
    Ballot.objects.update(story=article.pk)
    return article, poll


def figures_of(user):
    return {figure.key: figure.total for figure in home_of(user)["figures"]}


def test_the_figures_are_counted_and_the_stories_that_earned_them_named(
    client, reporter, read_and_voted, make_pledge, make_payment
):
    article, _poll = read_and_voted
    story = LeadingStory(article.pk, article.headline, article.get_absolute_url(), "story-foot")
    make_payment(make_pledge(name="Ada Marsh", amount=4321, story=story))

    assert figures_of(reporter) == {"stories": 1, "readers": 1234, "votes": 3, "supporters": 1}
    (earner,) = home_of(reporter)["earners"]
    assert (earner.title, earner.readers, earner.votes, earner.pledges) == ("Barrier holds", 1234, 3, 1)
    client.force_login(reporter)
    page = client.get("/admin/").text
    assert "1,234" in page
    assert "1 pledge" in page
    assert "Ada Marsh" not in page
    assert "43.21" not in page


def test_of_a_sealed_poll_not_even_the_number_of_votes_is_told(editor, read_and_voted):
    _article, poll = read_and_voted
    Poll.objects.filter(pk=poll.pk).update(results="sealed")

    assert figures_of(editor)["votes"] == 0


def test_votes_in_a_story_that_does_not_show_the_poll_are_not_its_own(editor, read_and_voted):
    article, _poll = read_and_voted
    article.placements.all().delete()

    assert [earner.votes for earner in home_of(editor)["earners"]] == [0]


def test_those_who_look_after_money_alone_get_no_figures_of_the_newsroom(finance, read_and_voted):
    assert "figures" not in home_of(finance)


def test_a_story_that_won_support_is_told_with_all_its_readers(
    editor, read_and_voted, make_live_article, make_pledge, monkeypatch
):
    """Also where others had more readers, so that a dash always means none."""
    monkeypatch.setattr(figures, "BEST", 1)
    quiet = make_live_article("Quiet")
    ReadHour.objects.create(article=quiet, hour=ReadHour.objects.get().hour, readers=5)
    make_pledge(story=LeadingStory(quiet.pk, quiet.headline, quiet.get_absolute_url(), "story-foot"))

    earners = [(earner.title, earner.readers, earner.pledges) for earner in home_of(editor)["earners"]]

    assert earners == [("Barrier holds", 1234, 0), ("Quiet", 5, 1)]
