"""What the first page of the desk says about running stories: which there are, and whose entries wait for an editor."""

from django.db.models import Count, Min, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.models import Article, EntryStage
from newsroom.dashboard.viewer import SHOWN, Alert, Viewer

WAITING = Q(entries__stage=EntryStage.WAITING)


def running(viewer: Viewer) -> list[Article]:
    """Those that have not ended, of the stories that this person looks after, with what waits in each; one query."""
    rows = viewer.stories.filter(running__isnull=False, running__ended_at=None)
    counts = {
        "waiting": Count("entries", filter=WAITING),
        "since": Min("entries__changed_at", filter=WAITING),
        "next_out": Min("entries__goes_out_at"),
    }
    return list(rows.annotate(**counts).order_by("-running__begun_at", "pk")[:SHOWN])


def entries(viewer: Viewer, stories: list[Article]) -> list[Alert]:
    """For whoever may publish: entries that wait, one row a story."""
    return [
        Alert(
            "story",
            _("Running"),
            str(story),
            ngettext("%(count)s entry waits for an editor", "%(count)s entries wait for an editor", story.waiting)
            % {"count": story.waiting},
            screen_of(story),
            story.since,
            is_grave=True,
            story=story.pk,
        )
        for story in stories
        if story.waiting and viewer.can("publish", story)
    ]


def going_out(stories: list[Article]) -> list[Alert]:
    """Of each story the next entry that goes out by itself."""
    words = _("An entry goes out by itself")
    return [
        Alert("going", _("Scheduled"), str(story), words, screen_of(story), story.next_out, story=story.pk)
        for story in stories
        if story.next_out
    ]


def screen_of(story: Article) -> str:
    return reverse("admin:articles_article_running", args=[story.pk])
