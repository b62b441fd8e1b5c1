"""Write a letter down as readers get it."""

import datetime as dt
import hashlib

from django.db.models import Max
from django.utils import timezone

from newsroom.newsletters.models import Issue, IssueCorrection, IssueRender, IssueStory
from newsroom.newsletters.rendering.content import Content
from newsroom.newsletters.rendering.letter import Letter
from newsroom.newsletters.rendering.message import build_message


def keep_render(issue: Issue, content: Content, letter: Letter, *, at: dt.datetime | None = None) -> IssueRender:
    """One more wording of the issue, and the corrections that it brings. Raises UnsoundLetter."""
    message = build_message(issue, letter)
    highest = issue.renders.aggregate(number=Max("number"))["number"] or 0
    render = IssueRender.objects.create(
        issue=issue,
        number=highest + 1,
        subject=issue.subject,
        preheader=issue.preheader,
        content=content.as_row(),
        html=letter.html,
        text=letter.text,
        message=message,
        digest=hashlib.sha256(message).hexdigest(),
        articles=sorted(content.articles),
        pictures=sorted(content.pictures),
        frozen_at=at or timezone.now(),
    )
    IssueStory.objects.bulk_create(IssueStory(render=render, article_id=pk) for pk in render.articles)
    IssueCorrection.objects.bulk_create(
        [
            IssueCorrection(newsletter=issue.newsletter, correction_id=pk, issue=issue)
            for pk in sorted(content.corrections)
        ],
        ignore_conflicts=True,  # of a held issue that is mended: the first wording brought them already
    )
    return render
