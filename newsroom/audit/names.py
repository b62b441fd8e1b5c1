"""Whom numbers in the audit log mean: logins, roles and rights, by the names that they have now."""

from collections.abc import Iterable

from django.contrib.auth.models import Group, Permission, User

from newsroom.audit.models import AuditEntry

# By column, of any table that people and what they may do stand in.
NAMED = {"user_id": (User, "username"), "group_id": (Group, "name"), "permission_id": (Permission, "codename")}
TABLES = {"auth_user_groups", "auth_user_user_permissions", "auth_group_permissions", "newsroom_rolegrant"}


def with_names(entries: Iterable[AuditEntry]) -> list[AuditEntry]:
    """The rows, whose changes say names beside numbers: one question for each kind. Who is gone stays a number."""
    entries = list(entries)
    changes = [change for entry in entries if entry.table in TABLES for change in entry.changes]
    for column, (model, name) in NAMED.items():
        concerned = [change for change in changes if change.name == column]
        numbers = {value for change in concerned for value in (change.before, change.after)}
        names = dict(model.objects.filter(pk__in=numbers - {None, ""}).values_list("pk", name)) if concerned else {}
        for change in concerned:
            change.before, change.after = _named(change.before, names), _named(change.after, names)
    return entries


def _named(number, names):
    return f"{names[number]} ({number})" if number in names else number
