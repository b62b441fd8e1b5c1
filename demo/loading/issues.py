"""The Courier's morning letter: an issue that its readers have, and one that is being put together for tomorrow."""

import datetime as dt

from django.contrib.auth.models import User
from django.utils import timezone

from articles.models import Article
from newsroom.newsletters.composing.approve import approve
from newsroom.newsletters.composing.arrange import begin_issue, save_issue
from newsroom.newsletters.models import Issue, IssueOutcome, IssueSlot, LinkDay, Newsletter
from newsroom.newsletters.sending.freeze import freeze
from newsroom.newsletters.sending.pump import pump

SENDS_FOR = 60  # seconds at most
READERS = (19, 14, 9, 6, 3, 1)  # of its stories, one after the other


def write_issues(articles: dict[str, Article]) -> None:
    morning, editor = Newsletter.objects.get(slug="morning-tide"), User.objects.get(username="editor")
    barrier, bakery = articles["barrier-holds-as-tide-peaks"], articles["pask-bakery-employee-owned"]
    kinds = IssueSlot.Kind
    foot = [IssueSlot(kind=kind, rule="") for kind in (kinds.MOST_READ, kinds.EVENTS, kinds.CORRECTIONS, kinds.SUPPORT)]
    sent = _saved(
        begin_issue(newsletter=morning, by=editor),
        editor,
        slots=[
            IssueSlot(article=barrier, headline="The night the barrier held"),
            IssueSlot(article=bakery, words="A bakery that belongs to whoever bakes in it: what it cost."),
            *(IssueSlot() for _place in range(5)),
            *foot,
        ],
        subject="The barrier held, and who stayed up to see it",
        preheader="A bakery of its own bakers, and what the council decides",
        note="<p>Good morning. The tide turned at ten past four, the quay is still closed, and the ferries run.</p>",
    )
    approve(issue=sent, by=editor)
    freeze(issue=sent, by=editor)
    pump(issue_id=sent.pk, seconds=SENDS_FOR)
    _count(sent)
    tomorrow = timezone.localdate() + dt.timedelta(days=1)
    _saved(
        begin_issue(newsletter=morning, by=editor),
        editor,
        slots=[IssueSlot(article=bakery), *(IssueSlot(rule=IssueSlot.Rule.FRONT) for _place in range(6)), *foot],
        subject="What the quay costs while it is closed",
        preheader="",
        note="",
        goes_out_on=tomorrow,
        goes_out_at=dt.time(6, 30),
    )


def _count(issue):
    """What readers of it did since: a few stories that many opened, and some that hardly anybody did."""
    stories = [place["article"] for place in issue.current_render().content["places"] if place["kind"] == "story"]
    today = timezone.localdate()
    for article, number in zip(stories, READERS, strict=False):
        LinkDay.objects.create(issue=issue, article_id=article, day=today, number=number)
    IssueOutcome.objects.create(issue=issue, bounced=1)


def _saved(issue: Issue, editor, *, slots, **words) -> Issue:
    return save_issue(issue=issue, words=words, slots=slots, version=issue.version, by=editor)
