"""The diary: a month of what is planned, scheduled and published, and the beginning of a planned story."""

import calendar
import datetime as dt
from collections import defaultdict
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from articles.models import Article, Edition, PlannedStory
from common.dates import start_of_day

KINDS = {"planned": _("Planned"), "scheduled": _("Scheduled"), "published": _("Published")}


@dataclass
class Entry:
    kind: str
    title: str
    section: str
    url: str
    time: dt.datetime | None = None
    person: User | None = None

    @property
    def label(self) -> str:
        return KINDS[self.kind]


def month_of(first: dt.date) -> list[list[tuple[dt.date, list[Entry]]]]:
    """The weeks of a month, each day with what is on it, in the paper's own days."""
    weeks = calendar.Calendar().monthdatescalendar(first.year, first.month)
    begin, end = weeks[0][0], weeks[-1][-1] + dt.timedelta(days=1)
    days = defaultdict(list)
    for plan in (
        PlannedStory.objects.filter(planned_for__gte=begin, planned_for__lt=end, article=None)
        .in_order()
        .select_related("section", "assigned_to")
    ):
        url = reverse("admin:articles_plannedstory_change", args=[plan.pk])
        days[plan.planned_for].append(Entry("planned", plan.title, plan.section.name, url, person=plan.assigned_to))
    for kind, edition, moment in _going_out(start_of_day(begin), start_of_day(end)):
        url = reverse("admin:articles_article_change", args=[edition.article_id])
        moment = timezone.localtime(moment)
        days[moment.date()].append(Entry(kind, edition.headline, edition.section.name, url, time=moment))
    return [[(day, days[day]) for day in week] for week in weeks]


def _going_out(begin, end):
    """Each story once: by its first publication if readers have it, otherwise by when they will."""
    live = Edition.objects.live().filter(first_published_at__gte=begin, first_published_at__lt=end)
    for edition in live.select_related("section").defer("body").order_by("first_published_at", "pk"):
        yield "published", edition, edition.first_published_at
    scheduled = Edition.objects.scheduled().filter(starts_at__gte=begin, starts_at__lt=end)
    for edition in scheduled.select_related("section").defer("body").order_by("starts_at", "pk"):
        yield "scheduled", edition, edition.starts_at


@transaction.atomic
def begin_story(*, plan: PlannedStory, by: User) -> Article:
    """Make the draft that was planned; a second click finds the one that the first has made."""
    plan = PlannedStory.objects.select_for_update().select_related("article").get(pk=plan.pk)
    if plan.article:
        return plan.article
    plan.article = Article.objects.create(
        headline=plan.title,
        slug=slugify(plan.title)[:80] or "story",
        section_id=plan.section_id,
        created_by=by,
        changed_by=by,
        assigned_to_id=plan.assigned_to_id,
    )
    plan.save(update_fields=["article"])
    return plan.article
