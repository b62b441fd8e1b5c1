"""The figures of the dashboard: what they count, and what they do not tell."""

import datetime as dt

import pytest
from django.utils import timezone

from articles.models import ReadHour, ReadToday, ReadTotal
from articles.pages.most_read import rank_readers
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
    ReadHour.objects.add({(article.pk, this_hour): 1234})
    rank_readers()
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
    ReadHour.objects.add({(quiet.pk, ReadHour.objects.get().hour): 5})
    rank_readers()
    make_pledge(story=LeadingStory(quiet.pk, quiet.headline, quiet.get_absolute_url(), "story-foot"))

    earners = [(earner.title, earner.readers, earner.pledges) for earner in home_of(editor)["earners"]]

    assert earners == [("Barrier holds", 1234, 0), ("Quiet", 5, 1)]


def test_stories_of_the_archive_are_told_with_their_readers_of_a_day(editor, make_live_article):
    this_hour = timezone.now().replace(minute=0, second=0, microsecond=0)
    old, older = make_live_article("Ferry sinks", hours_ago=9999), make_live_article("Bridge opens", hours_ago=9999)
    for hours, readers in ((0, 41), (23, 11), (24, 1000)):
        ReadHour.objects.add({(old.pk, this_hour - dt.timedelta(hours=hours)): readers})
    ReadHour.objects.add({(older.pk, this_hour): 59})
    rank_readers()

    earners = [(earner.title, earner.readers) for earner in home_of(editor)["earners"]]

    assert earners == [("Bridge opens", 59), ("Ferry sinks", 52)]
    assert figures_of(editor)["readers"] == 111


def test_first_page_of_the_desk_reads_no_hours_but_those_of_the_best(editor, make_live_article):
    this_hour = timezone.now().replace(minute=0, second=0, microsecond=0)
    articles = [make_live_article() for _ in range(12)]
    ReadHour.objects.add({(article.pk, this_hour): 5 for article in articles})
    rank_readers()

    assert ReadTotal.objects.get().readers == 60
    assert set(ReadToday.objects.values_list("article", flat=True)) == {article.pk for article in articles[-8:]}
    assert len(home_of(editor)["earners"]) == 8
