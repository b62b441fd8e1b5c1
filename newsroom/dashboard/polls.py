"""What the first page of the desk says about polls: those that close tonight, votes that are held, and alerts."""

import datetime as dt

from django.db.models import F, OuterRef, Subquery
from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.models import ArticlePlacement
from newsroom.dashboard.viewer import SHOWN, Alert, Viewer
from polls.models import Poll, PollEvent

ALERTED_FOR = dt.timedelta(hours=24)
HELD_FOR = dt.timedelta(days=7)  # after closing: then its result is no news any more


def polls(viewer: Viewer) -> tuple[list[Alert], list[Alert]]:
    """What needs a person, and what closes by itself before the morning. Votes are for whoever may look at them."""
    if not viewer.can("change", Poll):
        return [], []
    rows = list(_rows(viewer))
    closing = [_closing(viewer, poll) for poll in rows if viewer.now < poll.closes_at < viewer.morning]
    if not viewer.can("check", Poll):
        return [], closing
    return [_needs(viewer, poll) for poll in rows if poll.alerted_at or poll.held], closing


def _rows(viewer):
    alerts = PollEvent.objects.alerts(since=viewer.now - ALERTED_FOR).filter(poll=OuterRef("pk"))
    newest = alerts.order_by("-at", "-pk")
    rows = Poll.objects.filter(pk__in=_wanted(viewer)).annotate(
        alerted_at=Subquery(newest.values("at")[:1]),
        alert=Subquery(newest.values("kind")[:1]),
        held=F("tally__held"),
    )
    if not viewer.reaches_all:
        rows = rows.filter(pk__in=ArticlePlacement.objects.filter(article__in=viewer.stories).values("poll"))
    return rows.order_by("closes_at", "pk")[: 2 * SHOWN]


def _wanted(viewer):
    """Each of the three kinds by an index of its own: asked for together, they are looked for in every poll."""
    closing = Poll.objects.filter(state=Poll.State.LIVE, closes_at__gt=viewer.now, closes_at__lt=viewer.morning)
    lately = Poll.objects.filter(state__in=Poll.State.values, closes_at__gt=viewer.now - HELD_FOR)
    held, alerted = lately.filter(tally__held__gt=0), PollEvent.objects.alerts(since=viewer.now - ALERTED_FOR)
    return closing.values("pk").union(held.values("pk"), alerted.values("poll"))


def _closing(viewer, poll):
    words = _("Voting ends by itself at %(time)s.") % {"time": viewer.clock(poll.closes_at)}
    url = reverse("admin:polls_poll_change", args=[poll.pk])
    return Alert("poll", _("Poll closes"), poll.question, words, url, poll.closes_at)


def _needs(viewer, poll):
    """An alert says more than the votes that are held; both are looked at on the same page."""
    url = reverse("admin:polls_poll_votes", args=[poll.pk])
    if poll.alert == PollEvent.Kind.TAMPERED:
        words = _("Its final count no longer fits its ballots, seen at %(time)s.")
    elif poll.alerted_at:
        words = _("An unusual hour: many votes at once with a split unlike the others, seen at %(time)s.")
    else:
        words = ngettext(
            "%(count)s vote is held until somebody looks at it.",
            "%(count)s votes are held until somebody looks at them.",
            poll.held,
        )
    at = poll.alerted_at or viewer.now
    said = words % {"time": viewer.clock(at), "count": number_format(poll.held or 0, force_grouping=True)}
    tag = _("Alert") if poll.alerted_at else _("Votes held")
    return Alert("votes", tag, poll.question, said, url, at, is_grave=bool(poll.alerted_at))
