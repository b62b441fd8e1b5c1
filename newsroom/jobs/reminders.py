"""Letters about what was missed, to whoever can still mend it: one to each person for each matter, and no more."""

import datetime as dt

from django.contrib.auth.models import User
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from articles.models import Article, Complaint, DeskLetter
from articles.workflow.notifications import write_letter
from articles.workflow.permissions import people_who_may
from common.can import can, staff_who_can

LATELY = dt.timedelta(hours=24)
GRACE = dt.timedelta(minutes=10)  # in which somebody may just be publishing


def tell_of_what_was_missed(*, at=None) -> None:
    at = at or timezone.now()
    _tell_of_embargoes(at)
    _tell_of_complaints(at)
    _tell_of_tasks(at)


def _tell_of_embargoes(at):
    """A story that could have gone out, and has not."""
    ended = Article.objects.on_desk().filter(is_template=False).embargoed_between(at - LATELY, at - GRACE)
    for article in ended.filter(goes_out=None).select_related("section", "assigned_to"):
        holder = article.assigned_to
        people = [holder] if holder and can(holder, "publish", article) else people_who_may("publish", article)
        path = reverse("admin:articles_article_change", args=[article.pk])
        matter = f"embargo:{article.pk}:{article.embargoed_until:%Y%m%d%H%M}"
        _write_to_all(people, matter=matter, template="desk_embargo", path=path, article=article)


def _tell_of_complaints(at):
    overdue = Complaint.objects.overdue(at).filter(due_at__gt=at - LATELY).select_related("article__section")
    for complaint in overdue.soonest_first():
        path = reverse("admin:articles_complaint_change", args=[complaint.pk])
        people = staff_who_can("change", complaint)
        matter = f"complaint:{complaint.pk}:{complaint.due_at:%Y%m%d%H%M}"
        _write_to_all(people, matter=matter, template="desk_complaint", path=path, complaint=complaint)


def _tell_of_tasks(at):
    """A kind of task that fails again and again is one matter a day."""
    failed = DBTaskResult.objects.failed().filter(finished_at__gt=at - LATELY).order_by("-finished_at")
    latest = {row.task_path: row for row in failed.only("task_path", "finished_at", "exception_class_path")[:50]}
    for path, row in latest.items():
        page = reverse("admin:django_tasks_database_dbtaskresult_change", args=[row.pk])
        matter = f"task:{path[-45:]}:{timezone.localdate(row.finished_at):%Y%m%d}"
        people = User.objects.filter(is_superuser=True, is_active=True)
        _write_to_all(people, matter=matter, template="task_failed", path=page, task=row)


@transaction.atomic
def _write_to_all(people, *, matter, template, path, **context):
    """Who came to the desk after the letters were written has the dashboard."""
    if DeskLetter.objects.filter(key__startswith=f"{matter}:").exists():
        return
    for person in people:
        write_letter(key=f"{matter}:{person.pk}", to=person, template=template, path=path, **context)
