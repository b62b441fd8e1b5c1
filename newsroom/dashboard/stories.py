"""What the first page of the desk says about stories: their embargoes, their schedules, and whom they wait for."""

import datetime as dt

from django.db.models import DateTimeField, Exists, F, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce, Greatest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.models import Article, Edition, Stage, StageMove
from common.people import name_of
from newsroom.dashboard.viewer import HOUR, SHOWN, Alert, Viewer, story_url

MISSED_FOR = dt.timedelta(hours=24)
FORGOTTEN_AFTER = dt.timedelta(days=30)  # what was last saved before that is no matter of this night
OWN_FORGOTTEN_AFTER = dt.timedelta(days=90)
MOST = 40
SAVED_LAST = 400  # of the stories of all, by when they were saved: what is looked through where a paper saves many more
SAID = {
    "review": (gettext_lazy("In review"), gettext_lazy("Waits to be read since %(time)s · %(person)s · %(section)s")),
    "legal": (gettext_lazy("Legal"), gettext_lazy("Waits for the lawyer since %(time)s · %(person)s · %(section)s")),
    "ready": (gettext_lazy("Ready"), gettext_lazy("Ready since %(time)s and not published · %(section)s")),
    "changed": (gettext_lazy("Changed"), gettext_lazy("Readers have older words; saved %(time)s · %(section)s")),
    "result": (gettext_lazy("Poll result"), gettext_lazy("Drafted from the poll, %(time)s · %(section)s")),
}


def embargoes(viewer: Viewer) -> list[Alert]:
    """Those that end within the hour, and those that have ended without anything having gone out."""
    rows = viewer.stories.embargoed_between(viewer.now - MISSED_FOR, viewer.now + HOUR)
    alerts = [_embargo(viewer, article) for article in rows[:MOST]]
    return [alert for alert in alerts if alert]


def _embargo(viewer, article):
    ends, goes_out = article.embargoed_until, article.goes_out
    is_over = ends <= viewer.now
    if is_over and goes_out:
        return None
    times = {"time": viewer.clock(ends), "out": viewer.clock(goes_out) if goes_out else ""}
    if is_over:
        words = _("The embargo ended at %(time)s and the story has not gone out.") % times
    elif goes_out:
        words = _("The embargo ends at %(time)s; the story goes out at %(out)s.") % times
    else:
        words = _("The embargo ends at %(time)s and nothing is scheduled.") % times
    return Alert.of_story("embargo", _("Embargo"), article, words, ends, is_grave=not goes_out)


def going_out(viewer: Viewer) -> list[Alert]:
    """What goes out by itself, the soonest first: all of tonight, and some of what comes after."""
    if not viewer.can("view", Article):
        return []
    rows = Edition.objects.scheduled(at=viewer.now).select_related("section").defer("body")
    if not viewer.reaches_all:
        rows = rows.filter(article__in=viewer.stories)
    live = Edition.objects.live(at=viewer.now).filter(article=OuterRef("article"))
    rows = rows.annotate(is_change=Exists(live)).order_by("starts_at", "pk")[:MOST]
    tonight = [edition for edition in rows if edition.starts_at < viewer.morning]
    return [_going_out(edition) for edition in rows[: max(len(tonight), SHOWN)]]


def _going_out(edition):
    sentence = _("Goes out by itself · %(section)s")
    if edition.is_change:
        sentence = _("Its change goes out by itself · %(section)s")
    words, story = sentence % {"section": edition.section}, edition.article_id
    return Alert("going", _("Scheduled"), edition.headline, words, story_url(story), edition.starts_at, story=story)


def waiting(viewer: Viewer) -> list[Alert]:
    """In review or with the lawyer; ready and not published; live and changed since; results of polls, drafted."""
    rows = _with_moves(viewer.stories_to_read, viewer.now).filter(~Exists(_as_it_stands(viewer.now)))
    in_stage = rows.filter(stage__in=[Stage.REVIEW, Stage.LEGAL]).order_by("stage", "-changed_at", "-pk")
    unfinished = Q(stage=Stage.READY) | Q(live_version__isnull=False) | Q(of_result__isnull=False)
    lately = rows.filter(unfinished, changed_at__gte=_horizon(viewer.now - FORGOTTEN_AFTER), withdrawn_at=None)
    lately = lately.exclude(stage__in=[Stage.REVIEW, Stage.LEGAL]).order_by("-changed_at", "-pk")
    # Two questions, because each has an index that the other would keep from being used.
    articles = [*in_stage[:MOST], *lately[:MOST]]
    return [_waiting(viewer, article) for article in articles]


def _horizon(since):
    """That moment, or a later one if more stories were saved after it than anybody looks through."""
    saved = Article.objects.order_by("-changed_at", "-pk").values("changed_at")[SAVED_LAST : SAVED_LAST + 1]
    since = Value(since, output_field=DateTimeField())
    return Greatest(Coalesce(Subquery(saved), since), since)


def _as_it_stands(now):
    """An edition, live or to come, with the very words that the desk has."""
    editions = Edition.objects.filter(article=OuterRef("pk"), version=OuterRef("version"))
    return editions.filter(Q(ends_at=None) | Q(ends_at__gt=now))


def _with_moves(stories, now):
    newest = StageMove.objects.filter(article=OuterRef("pk")).order_by("-at", "-pk")
    live = Edition.objects.live(at=now).filter(article=OuterRef("pk"))
    return stories.select_related("section", "assigned_to", "changed_by").annotate(
        moved_at=Subquery(newest.values("at")[:1]),
        moved_note=Subquery(newest.values("note")[:1]),
        live_version=Subquery(live.values("version")[:1]),
        of_result=F("result_stories__poll"),
    )


def _waiting(viewer, article):
    kind = _kind_of(article)
    tag, sentence = SAID[kind]
    at = article.changed_at if kind == "changed" else article.moved_at or article.changed_at
    said = {"time": viewer.clock(at), "section": article.section_name, "person": _with_whom(article)}
    note = article.moved_note if kind in Stage.values else ""
    return Alert.of_story(kind, tag, article, sentence % said, at, note=note or "")


def _kind_of(article):
    if article.stage in {Stage.REVIEW, Stage.LEGAL}:
        return article.stage
    if article.live_version is not None:
        return "changed"
    return "ready" if article.stage == Stage.READY else "result"


def _with_whom(article):
    return name_of(article.assigned_to) if article.assigned_to else _("nobody has it yet")


def yours(viewer: Viewer) -> list[Alert]:
    """What this person was given, and what they have begun and nobody has published."""
    user = viewer.user
    lately = Article.objects.filter(changed_at__gte=viewer.now - OWN_FORGOTTEN_AFTER)
    # Each by its own index: asked for together, they are looked for among all that anybody has saved.
    own = lately.filter(assigned_to=user).values("pk").union(lately.filter(created_by=user).values("pk"))
    rows = viewer.stories.filter(pk__in=own)
    rows = rows.filter(~Exists(_as_it_stands(viewer.now)))
    rows = _with_moves(rows, viewer.now).filter(live_version=None, withdrawn_at=None).order_by("-changed_at", "-pk")
    given_first = sorted(rows[: 2 * SHOWN], key=lambda article: article.assigned_to_id != user.pk)
    return [_yours(viewer, article) for article in given_first]


def _yours(viewer, article):
    is_given = article.assigned_to_id == viewer.user.pk
    words = _("Begun by you, saved %(time)s · %(section)s")
    if is_given:
        words = _("Given to you; saved %(time)s · %(section)s")
    said = {"time": viewer.clock(article.changed_at), "section": article.section_name}
    by = article.changed_by
    if by and by != viewer.user:
        words += " · " + _("changed by %(person)s")
        said["person"] = name_of(by)
    note, stage = article.moved_note or "", article.get_stage_display()
    return Alert.of_story(article.stage, stage, article, words % said, article.changed_at, note=note)
