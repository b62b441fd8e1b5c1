"""Issues of letters on the web: what was sent, as the paper stands by it today."""

import datetime as dt

import pytest
from django.utils import timezone

from articles.models import Correction
from articles.publishing.publish import withdraw
from articles.publishing.takedowns import take_down
from newsroom.newsletters.models import Issue
from newsroom.newsletters.rendering.letter import GAPS
from newsroom.tests.issue_builders import make_issue, sent_issue
from newsroom.tests.newsletter_builders import make_newsletter

pytestmark = pytest.mark.django_db


@pytest.fixture
def wall(make_live_article):
    return make_live_article("The wall holds all night", standfirst="Nobody slept.")


@pytest.fixture
def issue(wall, make_live_article):
    hour_ago = timezone.now() - dt.timedelta(hours=1)
    return sent_issue(make_newsletter(), wall, make_live_article("The tide"), at=hour_ago, note="<p>Good morning.</p>")


def test_issue_says_what_was_sent_and_has_nobodys_links(client, issue, wall):
    page = client.get(issue.get_absolute_url())

    for words in ("The wall holds", "Nobody slept.", "The tide", "Good morning."):
        assert words in page.text
    assert f'href="{wall.live_edition().get_absolute_url()}"' in page.text
    assert not any(gap in page.text for gap in GAPS)
    assert "/letters/leave/" not in page.text


@pytest.mark.parametrize("act", [withdraw, take_down])
def test_story_that_left_the_site_leaves_the_issue(client, issue, wall, editor, act):
    assert "The wall holds all night" in client.get(issue.get_absolute_url()).text
    act(article=wall, by=editor, **({"reason": "A court said so."} if act is take_down else {}))

    page = client.get(issue.get_absolute_url())

    assert "The wall holds all night" not in page.text
    assert "Nobody slept." not in page.text
    assert "not on this site any more" in page.text
    assert "The tide" in page.text


def test_corrections_made_since_stand_above(client, issue, wall):
    Correction.objects.create(article=wall, wording="It held until six.")

    page = client.get(issue.get_absolute_url()).text

    assert page.index("It held until six.") < page.index("Nobody slept.")


def test_picture_whose_rights_ended_leaves_the_issue(client, make_live_article, make_picture):
    picture = make_picture(alt="A gate")
    issue = sent_issue(make_newsletter(), make_live_article(lead_picture=picture))
    assert "A gate" in client.get(issue.get_absolute_url()).text

    picture.rights_until = timezone.localdate() - dt.timedelta(days=1)
    picture.save()

    assert "A gate" not in client.get(issue.get_absolute_url()).text


@pytest.mark.parametrize("state", ["draft", "approved", "scheduled", "frozen"])
def test_issue_that_nobody_has_yet_is_nowhere(client, state):
    issue = make_issue(subject="Not yet", state=state)

    assert client.get(issue.get_absolute_url()).status_code == 404
    assert "Not yet" not in client.get(issue.newsletter.get_absolute_url()).text
    assert "Not yet" not in client.get(f"{issue.newsletter.get_absolute_url()}feed/").text


def test_issue_is_there_as_soon_as_the_first_letter_leads_to_it(client, issue):
    Issue.objects.update(state="sending", over_at=None)

    assert client.get(issue.get_absolute_url()).status_code == 200


def test_letter_lists_its_issues_and_has_them_as_a_feed(client, issue):
    page = client.get(issue.newsletter.get_absolute_url())
    assert issue.get_absolute_url() in page.text

    feed = client.get(f"{issue.newsletter.get_absolute_url()}feed/")
    assert feed["Content-Type"].startswith("application/rss+xml")
    assert issue.subject in feed.text
    assert issue.get_absolute_url() in feed.text
