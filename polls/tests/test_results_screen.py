"""What editors see of a poll beyond its result, and take away."""

import codecs
import csv
import io

import pytest
from django.contrib.auth.models import Permission

from polls.counting.tally import recount
from polls.desk.breakdown import breakdown_of
from polls.models import Ballot, Poll


@pytest.fixture
def voted_poll(make_poll, cast, make_live_article):
    poll = make_poll("=1+1 is two?", results=Poll.Results.AFTER_CLOSE)
    story = make_live_article("The wall", body=f'<p>x</p><div data-embed="poll" data-id="{poll.pk}"></div>')
    poll.story = story
    from articles.publishing.compose import read_placements

    read_placements(article=story)
    for label, number in (("Yes", 3), ("No", 2)):
        for _ in range(number):
            cast(poll, label, story=story.pk)
    cast(poll, "Yes", channel=Ballot.Channel.PAGE, story=987654, is_held=True)
    recount(poll=poll)
    return poll


def test_shows_the_result_and_when_and_whence_votes_came(client, editor, voted_poll):
    client.force_login(editor)

    page = client.get(f"/admin/polls/poll/{voted_poll.pk}/results/").content.decode()

    assert "5 readers’ votes counted" in page
    assert "1 is being checked" in page
    assert "In a story, without script" in page
    assert "On the poll’s own page, without script" in page
    assert f"/admin/articles/article/{voted_poll.story.pk}/change/" in page
    assert 'class="poll-curve"' in page


def test_believes_no_story_that_does_not_show_the_poll(voted_poll):
    parts = breakdown_of(voted_poll)

    assert [(way.name, way.counted) for way in parts.stories] == [("The wall", 5)]
    assert [(way.counted, way.held) for way in parts.channels] == [(5, 0), (0, 1)]
    assert sum(moment.votes for moment in parts.moments) == 5


def test_has_nothing_for_anybody_while_the_poll_is_sealed(client, editor, voted_poll):
    Poll.objects.update(results=Poll.Results.SEALED)
    client.force_login(editor)

    page = client.get(f"/admin/polls/poll/{voted_poll.pk}/results/").content.decode()

    assert breakdown_of(Poll.objects.get()) is None
    assert "Sealed: nobody sees a figure" in page
    assert "poll-curve" not in page
    assert client.get(f"/admin/polls/poll/{voted_poll.pk}/results.csv").status_code == 403


def test_csv_holds_sums_and_no_formula(client, editor, voted_poll):
    client.force_login(editor)

    response = client.get(f"/admin/polls/poll/{voted_poll.pk}/results.csv")

    assert response.content.startswith(codecs.BOM_UTF8)
    rows = list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"))))
    assert response["Content-Disposition"].startswith("attachment")
    assert rows[0] == ["Question", "'=1+1 is two?"]
    assert ["Yes", "3", ""] in rows
    assert ["The wall", "5", "0", "0"] in rows
    ballots = Ballot.objects.all()
    assert not any(str(ballot.pk) in response.text for ballot in ballots)
    assert ballots.count() == 6


def test_csv_is_for_those_who_may(client, reporter, voted_poll):
    client.force_login(reporter)
    url = f"/admin/polls/poll/{voted_poll.pk}/results.csv"

    assert client.get(url).status_code == 403
    reporter.user_permissions.add(Permission.objects.get(codename="export_results"))
    assert client.get(url).status_code == 200


def test_advice_answers_while_a_question_is_written(client, reporter, stranger):
    client.force_login(reporter)
    question = {"question": "Should public officials be jailed for neglecting child abuse?", "answer": ["Yes", "No"]}

    page = client.get("/admin/polls/poll/clinic/", question).content.decode()

    assert "takes for granted" in page
    assert "There is no “Don’t know”" in page
    client.force_login(stranger)
    assert client.get("/admin/polls/poll/clinic/", question).status_code == 302


def test_advice_stands_in_the_form_and_stops_nobody(client, reporter, make_poll):
    poll = make_poll("Don't you agree?", state=Poll.State.DRAFT)
    client.force_login(reporter)

    page = client.get(f"/admin/polls/poll/{poll.pk}/change/").content.decode()

    assert "It leads: “Don&#x27;t you agree” tells readers" in page
    assert "Advice only" in page
