"""A small paper for the grader of headers: one story, one poll, and an editor who is signed in with a factor."""

import datetime as dt
import json

from django.contrib.auth.models import Group, User
from django.test import Client
from django.utils import timezone

from articles.models import Article, Author, Byline, Section
from articles.publishing.publish import publish
from newsroom.tests.second_factor import sign_in_with_factor
from polls.models import Choice, Poll


def make() -> None:
    """Print the addresses of the story and the poll, and the editor's session."""
    now = timezone.now()
    section = Section.objects.create(name="News", slug="news")
    story = Article.objects.create(headline="Tide turns", slug="tide", body="<p>At six.</p>", section=section)
    Byline.objects.create(article=story, author=Author.objects.create(name="Ann Reed", slug="ann-reed"))
    publish(article=story, by=None, at=now - dt.timedelta(hours=1))
    poll = Poll.objects.create(
        question="Should the wall be higher?",
        slug="wall",
        state=Poll.State.LIVE,
        opens_at=now - dt.timedelta(hours=1),
        closes_at=now + dt.timedelta(days=1),
    )
    for position, label in enumerate(("Yes", "No"), start=1):
        Choice.objects.create(poll=poll, label=label, position=position)
    editor = User.objects.create_user("editor", is_staff=True)
    editor.groups.add(Group.objects.get(name="Editor"))
    client = Client()
    sign_in_with_factor(client, editor)
    made = {"story": story.live_edition().get_absolute_url(), "poll": poll.get_absolute_url()}
    print(json.dumps(made | {"session": client.session.session_key}))
