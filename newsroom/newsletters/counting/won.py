"""What letters won, for the desk. A number so small that it could be about somebody is not told."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from newsroom.newsletters.counting.counted import FEWEST, Counted
from newsroom.newsletters.models import Issue, IssueOutcome, LinkDay
from newsroom.newsletters.rendering.content import KINDS
from newsroom.newsletters.rendering.note_links import links_of
from supporters.appeals.utm import LETTER, cleaned
from supporters.models import Acquisition

LATELY = dt.timedelta(days=30)


@dataclass(frozen=True)
class LinkWon:
    """One link of an issue: a story's readers, or a poll's votes, and on which days."""

    words: str
    is_poll: bool
    number: str
    days: str


@dataclass(frozen=True)
class Won:
    """Sums of an issue, or of several."""

    readers: Counted = Counted()
    votes: Counted = Counted()
    supporters: Counted = Counted()
    outcome: IssueOutcome | None = None
    links: Sequence[LinkWon] = field(default_factory=tuple)

    def in_words(self) -> list[tuple[str, str]]:
        said = [(_("Readings of its stories"), str(self.readers)), (_("Votes"), str(self.votes))]
        said.append((_("Became supporters"), str(self.supporters)))
        if self.outcome:
            said += [(_("Came back"), str(self.outcome.bounced)), (_("Left by it"), str(self.outcome.left))]
        return said


def won_by(issue: Issue) -> Won:
    """All of one issue that went out, link by link in the order in which they stood."""
    return replace(won_lately([issue])[issue.pk], links=_links(issue))


def won_lately(issues: Iterable[Issue]) -> dict[int, Won]:
    """The sums of each of these issues; one question of a kind, however many there are."""
    issues = list(issues)
    sums = _sums(issues)
    supporters = Acquisition.objects.by_link_of(LETTER[0])
    outcomes = IssueOutcome.objects.in_bulk([issue.pk for issue in issues])
    return {
        issue.pk: Won(
            **sums.get(issue.pk, {}),
            supporters=Counted.of(supporters.get(cleaned(issue.mark), 0)),
            outcome=outcomes.get(issue.pk),
        )
        for issue in issues
    }


def _sums(issues):
    """Of each issue the readers of its stories and the votes in polls, told link by link."""
    sums = {}
    for issue, article, number in LinkDay.objects.by_link(issue.pk for issue in issues):
        of, name = sums.setdefault(issue, {}), "readers" if article else "votes"
        of[name] = of.get(name, Counted()) + Counted.of(number)
    return sums


def won_by_letters(*, at: dt.datetime | None = None) -> dict[int, Won]:
    """What the issues of the last thirty days won together, by newsletter."""
    since = (at or timezone.now()) - LATELY
    issues = list(Issue.objects.public().filter(frozen_at__gt=since).select_related("newsletter"))
    each, together = won_lately(issues), {}
    for issue in issues:
        before, more = together.get(issue.newsletter_id, Won()), each[issue.pk]
        together[issue.newsletter_id] = Won(
            before.readers + more.readers, before.votes + more.votes, before.supporters + more.supporters
        )
    return together


def _links(issue):
    days = {}
    for row in LinkDay.objects.filter(issue=issue).order_by("day"):
        days.setdefault((row.article_id, row.poll_id), []).append((row.day, row.number))
    return [
        _link_won(words, poll, days.get((article, poll), [])) for (article, poll), words in _in_order(issue).items()
    ]


def _link_won(words, poll, days):
    return LinkWon(words, bool(poll), str(Counted.of(sum(number for _day, number in days))), _by_day(days))


def _in_order(issue):
    """The stories and polls of all its wordings, each once, those of the opening note under the words of the link."""
    found = {}
    for content in issue.renders.order_by("-number").values_list("content", flat=True):
        for link in links_of(content["note"]):
            found.setdefault((link.article, link.poll), _("In the opening note: %(words)s") % {"words": link.words})
        for place in content["places"]:
            if place["kind"] == KINDS.POLL:
                found.setdefault((None, place["poll"]), place["question"])
            for story in place["stories"] if place["kind"] == KINDS.MOST_READ else [place]:
                if story.get("article"):
                    found.setdefault((story["article"], None), story["headline"])
    return found


def _by_day(days):
    """The days that had enough each; the others together, and those with the least of them if they are still few."""
    named = [(day, number) for day, number in days if number >= FEWEST]
    others = sum(number for _day, number in days if number < FEWEST)
    while 0 < others < FEWEST and named:
        least = min(named, key=lambda each: each[1])
        named.remove(least)
        others += least[1]
    parts = [f"{date_format(day, 'j M')}: {number}" for day, number in named]
    if parts and others:
        parts.append(_("other days: %(number)d") % {"number": others})
    return " · ".join(parts)
