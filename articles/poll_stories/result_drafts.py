"""A draft story with the result of each poll that has closed, so that nobody has to remember to write it.

The table and the method box are the poll's own, placed as a result: the draft holds no figure that could differ.
"""

import datetime as dt

from django.db import transaction
from django.utils import timezone
from django.utils.html import escape
from django.utils.text import Truncator, slugify
from django.utils.translation import gettext as _

from articles.models import Article, Edition, ResultStory, Section
from articles.publishing.compose import read_placements
from polls.counting.tally import recount_if_due
from polls.models import Poll

# A poll that closed longer ago is no news.
NEWS_FOR = dt.timedelta(days=14)
# Longer than the slowest vote takes, so that the last ones are counted.
GRACE = dt.timedelta(minutes=2)


def draft_result_stories(*, at=None) -> list[Article]:
    """Write the drafts that are missing. A second run, or another process, finds them there and writes none."""
    at = at or timezone.now()
    due = Poll.objects.closed(at=at - GRACE).filter(
        closes_at__gt=at - NEWS_FOR, locked_at__isnull=False, result_story=None, counted_by=""
    )
    drafts = [_draft(poll) for poll in due.with_choices().order_by("closes_at", "pk")]
    return [draft for draft in drafts if draft]


@transaction.atomic
def _draft(poll):
    section = _section_for(poll)
    if section is None:
        return None
    _row, is_first = ResultStory.objects.get_or_create(poll=poll)
    if not is_first:
        return None
    recount_if_due(poll=poll)
    words, finding = poll.result_in_words(), _finding(poll)
    headline = _("What readers said: %(question)s") % {"question": poll.question}
    article = Article.objects.create(
        kicker=_("Poll result:"),
        headline=Truncator(headline).chars(160),
        slug=slugify(f"result {poll.slug}")[:80],
        standfirst=Truncator(words).chars(300),
        section=section,
        body=_body(poll, finding),
    )
    read_placements(article=article)
    ResultStory.objects.filter(poll=poll).update(article=article)
    return article


def _finding(poll):
    """What the result comes to, in one sentence that names whose figures these are; nothing where no answer leads."""
    result = poll.public_result()
    if not (result and result.leader):
        return ""
    sentence = _("Of %(readers)s readers who voted, %(votes)s chose “%(answer)s”.")
    if result.has_percentages:
        sentence = _("Of %(readers)s readers who voted, %(percent)s%% chose “%(answer)s”, more than any other answer.")
    leader = result.leader
    figures = {"readers": result.readers, "votes": leader.votes, "percent": leader.percent, "answer": leader.label}
    return sentence % figures


def _body(poll, finding):
    asked = _("We asked our readers: %(question)s Voting closed on %(date)s.") % {
        "question": poll.question,
        "date": f"{timezone.localtime(poll.closes_at):%-d %B %Y}",
    }
    placed = f'<div data-embed="poll" data-id="{poll.pk}" data-role="result"></div>'
    paragraphs = "".join(f"<p>{escape(words)}</p>" for words in (asked, finding) if words)
    return f"{paragraphs}{placed}"


def _section_for(poll):
    """Where its newest story stands; failing that the first section of the paper."""
    shown_in = Edition.objects.filter(placements__poll=poll).newest_first().first()
    return shown_in.section if shown_in else Section.objects.order_by("pk").first()
