"""One row of the audit log. Triggers write it; all but its number is read from its line, which is sealed as a whole."""

import datetime as dt
import json
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any, Self

from django.apps import apps
from django.db import models
from django.db.models import F, Func
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy


class OfLine(Func):
    """A member of the line, as the database reads it."""

    arity = 1

    def __init__(self, expression, *, name, **extra):
        super().__init__(expression, name=name, **extra)

    def as_sqlite(self, compiler, connection, **context) -> tuple[str, tuple]:
        return self.as_sql(compiler, connection, template="json_extract(%(expressions)s, '$.%(name)s')", **context)

    def as_postgresql(self, compiler, connection, **context) -> tuple[str, tuple]:
        return self.as_sql(compiler, connection, template="(%(expressions)s::jsonb ->> '%(name)s')", **context)


def _of_line(name, length):
    field = models.CharField(max_length=length, null=True)
    return models.GeneratedField(expression=OfLine(F("line"), name=name), output_field=field, db_persist=True)


@dataclass
class Change:
    """What stood in a column and what stands there now; neither, where the log may not hold it."""

    name: str
    before: Any
    after: Any
    is_hidden: bool = False

    def __str__(self) -> str:
        if self.is_hidden:
            return _("changed, not kept")
        return f"{_shown(self.before)} → {_shown(self.after)}"


def _shown(value):
    return "–" if value is None else str(value)


class AuditEntryQuerySet(models.QuerySet):
    def newest_first(self) -> Self:
        return self.order_by("-pk")


class AuditEntry(models.Model):
    class Action(models.TextChoices):
        ADD = "add", gettext_lazy("added")
        CHANGE = "change", gettext_lazy("changed")
        DELETE = "delete", gettext_lazy("deleted")
        OPENED = "opened", gettext_lazy("opened")
        EXPORTED = "exported", gettext_lazy("exported")
        SIGNED_IN = "signed_in", gettext_lazy("signed in")
        SIGNED_OUT = "signed_out", gettext_lazy("signed out")
        SIGN_IN_REFUSED = "sign_in_refused", gettext_lazy("sign-in refused")
        REFUSALS_LEFT_OUT = "refusals_left_out", gettext_lazy("refused sign-ins left out")
        FACTOR = "factor", gettext_lazy("second step")
        SESSIONS_ENDED = "sessions_ended", gettext_lazy("sessions ended")
        LINK_SENT = "link_sent", gettext_lazy("link to choose a password sent")
        RESTORED = "restored", gettext_lazy("backup restored")

    id = models.PositiveBigIntegerField(primary_key=True)
    line = models.TextField()
    at = _of_line("at", 27)
    who = _of_line("who", 150)
    action = _of_line("action", 20)
    table = _of_line("table", 63)
    object = _of_line("object", 64)

    objects = AuditEntryQuerySet.as_manager()

    class Meta:
        db_table = "newsroom_audit"
        verbose_name = gettext_lazy("entry of the audit log")
        verbose_name_plural = gettext_lazy("audit log")
        default_permissions = ["view"]
        indexes = [
            models.Index(fields=["at"], name="audit_at"),
            models.Index(fields=["who", "id"], name="audit_who"),
            models.Index(fields=["action", "id"], name="audit_action"),
            models.Index(fields=["table", "id"], name="audit_table"),
            models.Index(fields=["table", "object", "id"], name="audit_object"),
        ]

    def __str__(self) -> str:
        return f"{self.pk}: {self.who} {self.action} {self.table} {self.object}"

    @property
    def facts(self) -> dict[str, Any]:
        return json.loads(self.line)

    @property
    def moment(self) -> dt.datetime:
        return dt.datetime.fromisoformat(self.at)

    @property
    def act(self) -> str:
        return self.Action(self.action).label if self.action in self.Action else self.action

    @property
    def kind(self) -> str:
        """What such a row is called at the desk."""
        return _names_of_tables().get(self.table, self.table)

    @cached_property
    def changes(self) -> list[Change]:
        """Column by column, in their order in the table."""
        found = self.facts.get("changes") or {}
        return [Change(name, *(values or ("", "")), is_hidden=values is None) for name, values in found.items()]


@cache
def _names_of_tables():
    models = apps.get_models(include_auto_created=True)
    return {model._meta.db_table: model._meta.verbose_name for model in models}
