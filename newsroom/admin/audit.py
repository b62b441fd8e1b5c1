"""The audit log at the desk, for administrators: who did what, to what, on which day."""

import datetime as dt

from django import forms
from django.apps import apps
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.can import can
from common.csv_safety import csv_file
from common.dates import end_of_day, start_of_day
from common.form_fields import CleanCharField
from newsroom.audit.models import AuditEntry
from newsroom.audit.names import with_names
from newsroom.audit.tables import AUDITED
from supporters.admin.ledger import ReadOnlyAdmin

SHOWN, EXPORTED = 50, 10_000


def kinds() -> list[tuple[str, str]]:
    """Every audited table by its name at the desk."""
    models = {model._meta.db_table: model._meta for model in apps.get_models(include_auto_created=True)}
    named = [(each.table, f"{models[each.table].verbose_name}".capitalize()) for each in AUDITED]
    return [("", _("Everything")), *sorted(named, key=lambda pair: pair[1])]


class AuditFilter(forms.Form):
    """What is looked for. A field that says nothing leaves nothing out."""

    who = CleanCharField(label=gettext_lazy("Who"), required=False, max_length=150)
    action = forms.ChoiceField(
        label=gettext_lazy("Did what"),
        required=False,
        choices=[("", gettext_lazy("Anything")), *AuditEntry.Action.choices],
    )
    table = forms.ChoiceField(label=gettext_lazy("To what"), required=False, choices=kinds)
    row = CleanCharField(label=gettext_lazy("Its number"), required=False, max_length=64)
    day = forms.DateField(
        label=gettext_lazy("Day"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    before = forms.IntegerField(required=False, min_value=1, max_value=2**62, widget=forms.HiddenInput)

    def rows(self) -> QuerySet:
        """The rows that fit, the newest first; none where what was asked for makes no sense."""
        if not self.is_valid():
            return AuditEntry.objects.none()
        asked = self.cleaned_data
        names = {"who": "who", "action": "action", "table": "table", "row": "object", "before": "pk__lt"}
        rows = AuditEntry.objects.filter(**{to: asked[name] for name, to in names.items() if asked[name]})
        if asked["day"]:
            begin, end = start_of_day(asked["day"]), end_of_day(asked["day"])
            rows = rows.filter(at__gte=_as_written(begin), at__lt=_as_written(end))
        return rows.newest_first()

    def query(self, **more: object) -> str:
        """The address of the same rows, from another one on."""
        asked = self.data.copy()
        asked.pop("before", None)
        for name, value in more.items():
            asked[name] = str(value)
        return asked.urlencode()


def _as_written(moment):
    return f"{moment.astimezone(dt.UTC):%Y-%m-%dT%H:%M:%S.%fZ}"


@admin.register(AuditEntry)
class AuditEntryAdmin(ReadOnlyAdmin):
    fields = ["at", "who", "action", "table", "object", "line"]

    def get_urls(self) -> list[URLPattern]:
        export = self.admin_site.admin_view(self.export_view)
        return [path("export/", export, name="newsroom_auditentry_export"), *super().get_urls()]

    def _asked(self, request):
        if not can(request.user, "view", AuditEntry):
            raise PermissionDenied
        return AuditFilter(request.GET)

    def changelist_view(self, request: HttpRequest, extra_context=None) -> HttpResponse:
        form = self._asked(request)
        found = with_names(form.rows()[: SHOWN + 1])
        context = {
            **self.admin_site.each_context(request),
            "title": _("Audit log"),
            "opts": self.opts,
            "form": form,
            "rows": found[:SHOWN],
            "older": form.query(before=found[SHOWN - 1].pk) if len(found) > SHOWN else "",
            "export": form.query(),
            "exported": EXPORTED,
        }
        return TemplateResponse(request, "admin/newsroom/auditentry/change_list.html", context)

    def export_view(self, request: HttpRequest) -> HttpResponse:
        """The rows that fit, the newest of them, as a file; that somebody took it is in the log again."""
        rows = with_names(self._asked(request).rows()[:EXPORTED])
        titles = ["number", "at", "who", "second step", "network", "request", "action", "table", "row", "changes"]
        return csv_file([titles, *map(_cells, rows)], name="audit-log.csv")


def _cells(entry):
    known = entry.facts
    facts = [known.get(name, "") for name in ("who", "factor", "network", "request")]
    changes = "; ".join(f"{change.name}: {change}" for change in entry.changes)
    return [entry.pk, entry.at, *facts, entry.action, entry.table, entry.object, changes]
