"""One row of the audit log. Triggers write it; all but its number is read from its line, which is sealed as a whole."""

import datetime as dt
import json
from typing import Any, Self

from django.apps import apps
from django.db import models
from django.db.models import F, Func
from django.utils.translation import gettext_lazy as _


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


class AuditEntryQuerySet(models.QuerySet):
    def newest_first(self) -> Self:
        return self.order_by("-pk")

    def about(self, table: str, row: object = "") -> Self:
        """What was done to the rows of a table, or to one of them."""
        rows = self.filter(table=table)
        return rows.filter(object=str(row)) if row else rows


class AuditEntry(models.Model):
    class Action(models.TextChoices):
        ADD = "add", _("added")
        CHANGE = "change", _("changed")
        DELETE = "delete", _("deleted")
        OPENED = "opened", _("opened")
        EXPORTED = "exported", _("exported")
        SIGNED_IN = "signed_in", _("signed in")
        SIGNED_OUT = "signed_out", _("signed out")
        SIGN_IN_REFUSED = "sign_in_refused", _("sign-in refused")
        FACTOR = "factor", _("second step")
        RESTORED = "restored", _("backup restored")

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
        verbose_name = _("entry of the audit log")
        verbose_name_plural = _("audit log")
        default_permissions = ["view"]
        indexes = [
            models.Index(fields=["at"], name="audit_at"),
            models.Index(fields=["who", "id"], name="audit_who"),
            models.Index(fields=["action", "id"], name="audit_action"),
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
    def kind(self) -> str:
        """What the row in question is called at the desk."""
        model = next(
            (model for model in apps.get_models(include_auto_created=True) if model._meta.db_table == self.table), None
        )
        return model._meta.verbose_name if model else self.table
