"""What the first page of the desk says about the rest of the desk: complaints, open forms, pictures and the diary."""

import datetime as dt

from django.db.models import Count, Min, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.models import (
    Article,
    CommentMention,
    Complaint,
    Partner,
    Picture,
    PlannedStory,
    Presence,
    Proposal,
    Webhook,
)
from articles.workflow.permissions import sections_of
from common.people import name_of
from newsroom.correspondence.letters import LetterToTheEditor
from newsroom.dashboard.viewer import SHOWN, Alert, Viewer, story_url

WEEK = dt.timedelta(days=7)


def complaints(viewer: Viewer) -> list[Alert]:
    """What should have been answered by now or before the morning, and whatever a reader has reported."""
    if not viewer.can("view", Complaint):
        return []
    is_near = Q(due_at__lt=viewer.morning) | Q(report__isnull=False)
    rows = Complaint.objects.open().filter(is_near).select_related("article", "report").soonest_first()
    if not (viewer.reaches_all or viewer.can("pass_legal", Article)):
        rows = rows.filter(article__in=viewer.stories)
    return [_complaint(viewer, complaint) for complaint in rows[:SHOWN]]


def _complaint(viewer, complaint):
    is_overdue = complaint.is_overdue(viewer.now)
    tag = _("Mistake reported") if hasattr(complaint, "report") else _("Complaint")
    tag = _("Correction overdue") if is_overdue else tag
    sentence = _("An answer was due at %(time)s.") if is_overdue else _("An answer is due at %(time)s.")
    words = sentence % {"time": viewer.clock(complaint.due_at)}
    url = reverse("admin:articles_complaint_change", args=[complaint.pk])
    title, at = complaint.article.headline, complaint.due_at
    return Alert("complaint", tag, title, words, url, at, is_grave=is_overdue, note=complaint.words)


def letters(viewer: Viewer) -> list[Alert]:
    """How many letters to the editor nobody has decided on, as one row."""
    if not viewer.can("change", LetterToTheEditor):
        return []
    new = LetterToTheEditor.objects.new().aggregate(number=Count("pk"), oldest=Min("sent_at"))
    number, oldest = new["number"], new["oldest"]
    if not number:
        return []
    title = ngettext("%(count)s letter to the editor", "%(count)s letters to the editor", number) % {"count": number}
    words = _("To be accepted or declined; the oldest came %(time)s.") % {"time": viewer.clock(oldest)}
    url = reverse("admin:newsroom_lettertotheeditor_changelist")
    return [Alert("review", _("Letters"), title, words, url, oldest)]


def comments(viewer: Viewer) -> list[Alert]:
    """Where a colleague asks this person by name, and waits."""
    rows = CommentMention.objects.waiting_for(viewer.user).order_by("-reply__at", "-pk")
    asked = {mention.reply.thread_id: mention for mention in reversed(rows[: 2 * SHOWN])}
    return [_comment(viewer, mention) for mention in asked.values() if viewer.can("comment", _story_of(mention))]


def _story_of(mention):
    return mention.reply.thread.article


def _comment(viewer, mention):
    reply, article = mention.reply, _story_of(mention)
    name = name_of(reply.by) if reply.by else _("A colleague")
    words = _("%(person)s asks you, %(time)s: “%(words)s”")
    said = {"person": name, "time": viewer.clock(reply.at), "words": reply.words[:160]}
    url = f"{reverse('admin:articles_article_comments', args=[article.pk])}#comment-{reply.thread_id}"
    return Alert("review", _("Comment"), str(article), words % said, url, reply.at, story=article.pk)


def suggestions(viewer: Viewer) -> list[Alert]:
    """Where a colleague suggests other words for a story that this person looks after, and waits."""
    if not viewer.can("change", Article):
        return []
    rows = Proposal.objects.filter(article__in=viewer.stories).exclude(person=viewer.user)
    rows = rows.select_related("article", "person").defer("html", "base_html", "article__body")
    return [_suggestion(viewer, row) for row in rows.order_by("-changed_at", "-pk")[:SHOWN]]


def _suggestion(viewer, row):
    words = _("%(person)s suggests other words, %(time)s.")
    said = {"person": name_of(row.person), "time": viewer.clock(row.changed_at)}
    url = reverse("admin:articles_article_suggestions", args=[row.article_id])
    title = str(row.article)
    return Alert("review", _("Suggestion"), title, words % said, url, row.changed_at, story=row.article_id)


def webhooks(viewer: Viewer) -> list[Alert]:
    """Addresses of partners that were switched off, since they failed for days: those hear of no takedown any more."""
    if not viewer.can("change", Partner):
        return []
    stopped = Webhook.objects.filter(is_active=False, stopped_at__isnull=False).select_related("partner")
    words = _("It has failed for three days and is told nothing any more. Ask them, and switch it on again.")
    return [
        Alert(
            "review",
            _("Partner"),
            webhook.partner.name,
            words,
            reverse("admin:articles_partner_change", args=[webhook.partner_id]),
            webhook.stopped_at,
        )
        for webhook in stopped.order_by("stopped_at", "pk")[:SHOWN]
    ]


def open_long(viewer: Viewer) -> list[Alert]:
    """Stories that somebody has had open for over an hour."""
    if not viewer.can("change", Article):
        return []
    rows = Presence.objects.open_long(at=viewer.now).exclude(user=viewer.user).select_related("article", "user")
    if not viewer.reaches_all:
        rows = rows.filter(article__in=viewer.stories)
    return [_open(viewer, row) for row in rows.defer("article__body").longest_first()[:SHOWN]]


def _open(viewer, row):
    words = _("%(person)s has had it open since %(time)s.") % {"person": row.name, "time": viewer.clock(row.opened_at)}
    return Alert.of_story("open", _("Open"), row.article, words, row.opened_at)


def pictures(viewer: Viewer) -> list[Alert]:
    """Those that live stories show without a credit, or without words for who cannot see them."""
    if not _keeps_the_library(viewer):
        return []
    rows = Picture.objects.without_words().with_use(at=viewer.now).filter(is_live=True).newest_first()
    return [_picture(picture) for picture in rows[:SHOWN]]


def _keeps_the_library(viewer):
    """Many may add pictures; fewer look after those of others."""
    return viewer.can("change", Picture) and (viewer.reaches_all or viewer.can("delete", Picture))


def _picture(picture):
    words = _("A live story stands without it until somebody writes its alternative text.")
    if picture.is_described:
        words = _("A live story shows it without a credit.")
    url = reverse("admin:articles_picture_change", args=[picture.pk])
    return Alert("picture", _("Picture"), str(picture), words, url, picture.added_at, is_grave=True)


def rights(viewer: Viewer) -> list[Alert]:
    """Pictures of live or scheduled stories whose rights end within the week, or did in the last one."""
    if not _keeps_the_library(viewer):
        return []
    rows = Picture.objects.rights_ending(at=viewer.now - WEEK, within=2 * WEEK).with_use(at=viewer.now)
    rows = rows.filter(Q(is_live=True) | Q(is_planned=True)).order_by("-rights_until", "-pk")
    return [_rights_of(viewer, picture) for picture in rows[:SHOWN]]


def _rights_of(viewer, picture):
    words = _("Its rights end on %(day)s: from then on the story stands without it.")
    if picture.rights_have_ended(viewer.now):
        words = _("Its rights ended on %(day)s: the story stands without it.")
    said = words % {"day": date_format(picture.rights_until, "j F")}
    url = reverse("admin:articles_picture_change", args=[picture.pk])
    return Alert("rights", _("Rights"), str(picture), said, url, picture.rights_end)


def diary(viewer: Viewer) -> list[Alert]:
    """What was planned for today, begun or not."""
    if not viewer.can("view", PlannedStory):
        return []
    rows = PlannedStory.objects.filter(planned_for=timezone.localdate(viewer.now)).in_order()
    if not viewer.reaches_all:
        rows = rows.filter(Q(assigned_to=viewer.user) | Q(section__in=sections_of(viewer.user)))
    return [_planned(plan, viewer.now) for plan in rows.select_related("section", "assigned_to")[: 2 * SHOWN]]


def _planned(plan, now):
    who = name_of(plan.assigned_to) if plan.assigned_to else _("nobody has it yet")
    said = {"person": who, "section": plan.section}
    if plan.article_id:
        words = _("Begun · %(person)s · %(section)s") % said
        return Alert("begun", _("Begun"), plan.title, words, story_url(plan.article_id), now)
    words = _("Not begun · %(person)s · %(section)s") % said
    url = reverse("admin:articles_plannedstory_change", args=[plan.pk])
    return Alert("planned", _("Planned"), plan.title, words, url, now)
