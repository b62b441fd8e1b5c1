"""Triggers that are called by what they do, so that those that stand can be compared with those that are wanted."""

import hashlib

from django.db import transaction
from django.db.backends.base.base import BaseDatabaseWrapper


def named(prefix: str, template: str, words: dict[str, str], ending: str) -> dict[str, str]:
    """The SQL that makes a trigger, by a name that is another one when the SQL is. The template asks for `{name}`."""
    digest = hashlib.sha256(template.format(name="", **words).encode()).hexdigest()[:10]
    name = f"{prefix}{digest}_{ending}"
    return {name: template.format(name=name, **words)}


def keep_only(wanted: dict[str, str], *, present: dict[str, str], connection: BaseDatabaseWrapper) -> None:
    """Make what is wanted, SQL by name, and not present, tables by name; drop what is present and not wanted.

    All of it or nothing: a paper that is half guarded would look as if it were guarded.
    """
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        for name in present.keys() - wanted.keys():
            on = f" ON {present[name]}" if connection.vendor == "postgresql" else ""
            cursor.execute(f"DROP TRIGGER {name}{on}")
        for name in wanted.keys() - present.keys():
            cursor.execute(wanted[name])
