"""What the first page of the desk says about the house: letters, tasks, and money for those who look after it."""

import datetime as dt

from django.db.models import Count, Min, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django_tasks_db.models import DBTaskResult

from articles.models import DeskLetter
from newsroom.audit.models import AuditEntry
from newsroom.audit.nightly import last_check
from newsroom.dashboard.viewer import SHOWN, Alert, Viewer
from newsroom.monitoring.heartbeat import LATE, last_beat
from supporters.models import Attention, OutboxMail
from supporters.money.reconcile import is_late

FAILED_FOR = dt.timedelta(days=3)
LOST_AFTER = dt.timedelta(minutes=30)


def letters(viewer: Viewer) -> list[Alert]:
    """Letters to colleagues that nobody got."""
    if not viewer.can("resend", DeskLetter):
        return []
    return [_letter(letter) for letter in DeskLetter.objects.missed(at=viewer.now)[:SHOWN]]


def _letter(letter):
    words = _("The letter to %(person)s was not sent: the mail server did not take it.") % {"person": letter.to}
    url = reverse("admin:articles_deskletter_change", args=[letter.pk])
    return Alert("letter", _("Missed letter"), letter.subject, words, url, letter.queued_at, is_grave=True)


def tasks(viewer: Viewer) -> list[Alert]:
    """What the worker could not do. Its traces may hold anything, so they are for administrators."""
    if not viewer.can("view", DBTaskResult):
        return []
    rows = DBTaskResult.objects.failed().filter(finished_at__gt=viewer.now - FAILED_FOR).order_by("-finished_at")
    return [_task(viewer, row) for row in rows.defer("traceback", "return_value", "args_kwargs")[:SHOWN]]


def _task(viewer, row):
    name = row.task_path.rpartition(".")[2].replace("_", " ").capitalize()
    found = {"time": viewer.clock(row.finished_at), "error": row.exception_class_path.rpartition(".")[2]}
    words = _("It failed at %(time)s: %(error)s") % found
    url = reverse("admin:django_tasks_database_dbtaskresult_change", args=[row.pk])
    return Alert("task", _("Failed task"), name, words, url, row.finished_at, is_grave=True)


def worker(viewer: Viewer) -> list[Alert]:
    """That nothing is sent or made any more, because the worker is gone."""
    if not viewer.can("view", DBTaskResult):
        return []
    last = last_beat()
    if last is None or last > viewer.now - LATE:
        return []
    words = _("It gave its last sign of life at %(time)s: letters and pictures wait.") % {"time": viewer.clock(last)}
    url = reverse("admin:django_tasks_database_dbtaskresult_changelist")
    return [Alert("task", _("Worker"), _("The task worker is gone"), words, url, last, is_grave=True)]


def audit(viewer: Viewer) -> list[Alert]:
    """That somebody has laid hands on the log of who did what."""
    last = last_check() if viewer.can("view", AuditEntry) else None
    if last is None or not last.faults:
        return []
    title, url = _("The audit log is not as it was written"), reverse("admin:newsroom_auditentry_changelist")
    return [Alert("task", _("Audit log"), title, last.faults[0], url, last.checked_at, is_grave=True)]


def money(viewer: Viewer) -> list[Alert]:
    """What the supporter desk and finance have to look at: how much of it there is, never whose money."""
    return [*_attention(viewer), *_outbox(viewer)]


def _attention(viewer):
    if not viewer.can("view", Attention):
        return []
    url = reverse("admin:supporters_attention_changelist")
    alerts = [_unsettled(viewer, url)]
    if is_late(at=viewer.now):
        words = _("It should have run by now and has not: payments may be behind.")
        title = _("Comparison with the card provider")
        alerts.append(Alert("money", _("Late"), title, words, url, viewer.now, is_grave=True))
    return [alert for alert in alerts if alert]


def _unsettled(viewer, url):
    overdue = Count("pk", filter=Q(due_at__lte=viewer.now))
    found = Attention.objects.open().aggregate(count=Count("pk"), overdue=overdue, first=Min("raised_at"))
    if not found["count"]:
        return None
    words = ngettext(
        "%(count)s waits to be settled, since %(time)s.",
        "%(count)s wait to be settled, the oldest since %(time)s.",
        found["count"],
    )
    said = words % {"count": found["count"], "time": viewer.clock(found["first"])}
    is_grave = bool(found["overdue"])
    return Alert("money", _("Support"), _("Payments to look at"), said, url, found["first"], is_grave=is_grave)


def _outbox(viewer):
    if not viewer.can("view", OutboxMail):
        return []
    lost = ~Q(state=OutboxMail.State.SENT) & Q(queued_at__lte=viewer.now - LOST_AFTER)
    rows = OutboxMail.objects.filter(Q(state=OutboxMail.State.FAILED) | lost)
    found = rows.aggregate(count=Count("pk"), first=Min("queued_at"))
    if not found["count"]:
        return []
    words = ngettext(
        "%(count)s is unsent, written %(time)s.", "%(count)s are unsent, the oldest written %(time)s.", found["count"]
    )
    said = words % {"count": found["count"], "time": viewer.clock(found["first"])}
    url = reverse("admin:supporters_outboxmail_changelist")
    title = _("Letters to supporters")
    return [Alert("letter", _("Missed letter"), title, said, url, found["first"], is_grave=True)]
