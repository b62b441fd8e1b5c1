"""Issues of letters, for tests."""

import itertools

from django.utils import timezone

from newsroom.newsletters.composing.arrange import begin_issue, save_issue
from newsroom.newsletters.models import Issue, IssueSlot
from newsroom.newsletters.rendering.content import Content, content_from
from newsroom.newsletters.rendering.fill import fill_issue
from newsroom.newsletters.rendering.keep import keep_render
from newsroom.newsletters.rendering.letter import render_letter
from newsroom.tests.newsletter_builders import make_newsletter

_numbers = itertools.count(1)
CORRECTIONS = IssueSlot(kind="corrections", rule="")
OVER = {"sent", "stopped"}
FROZEN = {"frozen", "sending", "paused", *OVER}


def make_issue(newsletter=None, *, stories=(), slots=None, state="draft", **words):
    """An issue with a place for each of these stories, in any state."""
    issue = begin_issue(newsletter=newsletter or make_newsletter(f"letter-{next(_numbers)}"), by=None)
    given = {"subject": "The wall holds", "preheader": "And the tide turned at six"} | words
    if slots is None:
        slots = [*(IssueSlot(article=story) for story in stories), CORRECTIONS]
    save_issue(issue=issue, words=given, slots=slots, version=issue.version, by=None)
    if state != "draft":
        now = timezone.now()
        times = {"send_at": now, "frozen_at": now if state in FROZEN else None}
        Issue.objects.filter(pk=issue.pk).update(state=state, over_at=now if state in OVER else None, **times)
    issue.refresh_from_db()
    return issue


def content_of(issue) -> Content:
    """What readers would get now."""
    return content_from(issue, fill_issue(issue, list(issue.slots.with_things().in_order())))


def sent_issue(newsletter, *stories, at=None, **options):
    """One that readers have, with these stories as they were at that moment."""
    issue = make_issue(newsletter, **{"stories": stories} | options)
    content = content_of(issue)
    keep_render(issue, content, render_letter(issue, content), at=at)
    now = at or timezone.now()
    Issue.objects.filter(pk=issue.pk).update(state="sent", recipients=1, accepted=1, frozen_at=now, over_at=now)
    issue.refresh_from_db()
    return issue
