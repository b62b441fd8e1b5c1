"""Where letters are offered, and what is kept of whoever says no."""

import datetime as dt

import pytest

from newsroom.newsletters.forgetting import UNCONFIRMED_KEPT
from newsroom.newsletters.models import Suppression
from newsroom.newsletters.models.keys import hmac_of_address
from newsroom.paper.begin import page_text
from newsroom.tests.newsletter_builders import make_newsletter

pytestmark = pytest.mark.django_db
READER = {"User-Agent": "Mozilla/5.0 Firefox/140.0", "Sec-Fetch-Site": "same-origin"}
FORM = "/letters/sign-up/"


@pytest.fixture
def morning():
    return make_newsletter("morning")


def test_stories_polls_and_lost_pages_offer_the_first_letter(client, morning, make_live_article):
    make_newsletter("breaking", kind="alert", position=0)
    story = make_live_article()
    paths = [story.get_absolute_url(), "/nowhere-at-all/", morning.get_absolute_url()]

    for path in paths:
        page = client.get(path).text
        assert f'action="{FORM}"' in page
        assert 'name="letters" value="morning"' in page

    gentle = make_live_article(abuse_or_suicide=True)
    none = make_live_article(sensitivity="none")
    for article in (gentle, none):
        assert f'action="{FORM}"' not in client.get(article.get_absolute_url()).text


def test_the_answer_of_a_poll_offers_the_letter(client, morning, make_poll):
    poll = make_poll()
    assert f'action="{FORM}"' not in client.get(poll.get_absolute_url()).text

    voted = client.post(f"{poll.get_absolute_url()}vote/", {"choice": poll.answers[0].pk}, headers=READER, follow=True)

    assert f'action="{FORM}"' in voted.text


def test_nothing_is_offered_where_there_is_no_letter(client, make_live_article):
    story = make_live_article()

    assert "letter-form" not in client.get(story.get_absolute_url()).text
    assert "no letter to sign up for" in client.get("/letters/").text


def test_the_list_has_every_letter_with_a_page_of_its_own(client, morning):
    type(morning).objects.update(weekdays="12345", wall_time=dt.time(6, 30))

    assert f'href="{morning.get_absolute_url()}"' in client.get("/letters/").text
    page = client.get(morning.get_absolute_url()).text
    assert "Monday to Friday at 06:30" in page
    assert morning.agreed_words() in page.replace("&#x27;", "’")


def test_nothing_of_an_address_stands_in_a_suppression(db):
    mark = hmac_of_address("ada@example.org")

    assert Suppression.objects.suppress(mark, "complaint")
    assert not Suppression.objects.suppress(mark, "hard")
    assert len(mark) == 32
    assert mark == hmac_of_address(" ADA@Example.org ")


def test_privacy_page_says_how_long():
    assert f"is forgotten after {UNCONFIRMED_KEPT.days} days" in page_text("privacy").body
