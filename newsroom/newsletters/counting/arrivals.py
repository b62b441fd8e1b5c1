"""Count who came by the links of an issue: no pixel, no redirect, no cookie, and no link that is one reader's own.

What is counted is told by the story's own page, once it was open and seen for some seconds, so a mail scanner that
opens every link is no reader; and by a first vote, which no scanner casts.
"""

import datetime as dt
from collections.abc import Iterable, Mapping

from django.db import transaction
from django.db.models import Q
from django.db.models.fields.json import KeyTextTransform
from django.utils import timezone

from common.letter_mark import Arrival
from newsroom.newsletters.models import Issue, IssueRender, IssueStory, LinkDay
from newsroom.newsletters.rendering.note_links import links_of

COUNTED_FOR = dt.timedelta(days=30)


@transaction.atomic
def count_arrivals(arrivals: Mapping[Arrival, int]) -> None:
    """Of issues that went out lately, and of stories that stood in them. What else a link may say is not kept.

    Stories that the opening note links to count with them.
    """
    issues = _issues({arrival.mark for arrival in arrivals})
    asked = {(issues[each.mark].pk, each.article_id) for each in arrivals if each.mark in issues and each.article_id}
    stood = _stories(list(issues.values()), asked)
    for arrival, number in arrivals.items():
        issue = issues.get(arrival.mark)
        link = {"article_id": arrival.article_id, "poll_id": arrival.poll_id, "day": arrival.day}
        if issue and (arrival.poll_id or (issue.pk, arrival.article_id) in stood):
            LinkDay.objects.add(number, issue=issue, **link)


def _issues(marks: Iterable[str]) -> dict[str, Issue]:
    wanted = Q()
    for mark in marks:
        slug, _dot, number = mark.rpartition(".")
        wanted |= Q(newsletter__slug=slug, number=number)
    since = timezone.now() - COUNTED_FOR
    found = Issue.objects.public().filter(wanted, frozen_at__gt=since).select_related("newsletter")
    return {issue.mark: issue for issue in found} if wanted else {}


def _stories(issues, asked):
    """The stories that stood in these issues; where one is asked for that did not, also those that notes link to."""
    rows = IssueStory.objects.filter(render__issue__in=issues)
    stood = set(rows.values_list("render__issue", "article"))
    if asked <= stood:
        return stood
    renders = IssueRender.objects.filter(issue__in={issue for issue, _article in asked - stood})
    notes = renders.values_list("issue", KeyTextTransform("note", "content"))
    return stood | {(issue, link.article) for issue, note in notes for link in links_of(note or "") if link.article}
