"""A small paper with one of everything that readers can open."""

import pytest

from articles.models import Series, Video
from articles.publishing.draft_links import share_draft
from newsroom.correspondence.send import send_letter, token_of
from newsroom.newsletters.moving import token_to_move
from newsroom.newsletters.subscribing import confirm_token
from newsroom.tests.issue_builders import sent_issue
from newsroom.tests.newsletter_builders import make_newsletter, make_subscription, note_consent
from supporters.letters.newsletter import ask_for_newsletter, newsletter_token

SIGNED = {"name": "Ada Quill", "town": "Saltmere", "print_wording": "You may print it."}


@pytest.fixture
def world(
    open_paper,
    put_out,
    make_live_article,
    make_picture,
    make_topic,
    make_author,
    make_poll,
    make_pledge,
    newsletter_wording,
):
    """What the addresses of `newsroom.tests.public_rows` are made of."""
    picture, topic, author, pledge = make_picture(), make_topic(), make_author(), make_pledge()
    asked = ask_for_newsletter(supporter=pledge.supporter, cause="a walk through the site")
    article = make_live_article(lead_picture=picture, topics=[topic], author=author)
    video = Video.objects.create(
        title="The barrier closes",
        slug="barrier",
        poster=picture,
        file="films/barrier.webm",
        seconds=40,
        transcript="Water.",
    )
    series = Series.objects.create(name="The harbour wall", slug="harbour-wall")
    series.parts.create(article=article)
    morning = make_newsletter()
    subscription = make_subscription(morning)
    waiting = make_subscription(morning, state="asked")
    entry = put_out()
    return {
        "running": entry.story,
        "entry": entry,
        "newsletter": morning,
        "subscription": subscription,
        "issue": sent_issue(morning, article),
        "asked": confirm_token([note_consent(waiting.supporter, morning, "asked")]),
        "move": token_to_move(subscription.supporter, "new@example.org"),
        "series": series,
        "article": article,
        "section": article.section,
        "topic": topic,
        "author": author,
        "picture": picture,
        "draft": share_draft(article=article, by=None)[1],
        "video": video,
        "poll": make_poll(),
        "pledge": pledge,
        "token": newsletter_token(asked),
        "letter": token_of(send_letter(words="Who pays for the wall?", email="ada@example.org", **SIGNED)),
    }
