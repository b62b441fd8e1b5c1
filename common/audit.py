"""The audit log: who is acting, which the database's triggers write beside each change, and acts that change no row.

Whatever runs inside `acting_as` is written down; what runs outside, such as a reader's vote or the worker's routine,
is not, but for changes of logins, which always are. `note` is for reading, exports and sign-ins.
"""

import json
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from contextvars import ContextVar
from dataclasses import asdict, dataclass

from django.db import connection
from django.db.models import Model

from common.audit_line import changes, current_key, sealed_line

# Of manage.py's commands, those that are no act of a person on rows.
ROUTINE = {"migrate", "serve", "worker", "runserver", "test", "demo", "load_demo", "stuff_stories", "bench", "drill"}
BLOCK, HMAC_MASKS = 64, (0x36, 0x5C)  # of HMAC with SHA-256
SQLITE_NOTE = """INSERT INTO newsroom_audit (id, line) VALUES ((SELECT COALESCE(MAX(id), 0) + 1 FROM newsroom_audit),
audit_line((SELECT MAX(id) FROM newsroom_audit), (SELECT line FROM newsroom_audit ORDER BY id DESC LIMIT 1),
%s, %s, %s, %s, ''{values}))"""
POSTGRESQL_NOTE = "SELECT newsroom_audit_write(%s, %s, %s, %s::jsonb)"


@dataclass(frozen=True)
class Actor:
    """Who acts: a login by its number and name, or a command by its name alone; how they proved it, and from where."""

    who: str
    user: int | None = None
    factor: str = ""
    network: str = ""
    request: str = ""


NOBODY = Actor("")
_acting: ContextVar[Actor] = ContextVar("acting", default=NOBODY)
# Set by tests: told of each table whose trigger has asked.
witness: ContextVar[set[str] | None] = ContextVar("witness", default=None)


def actor() -> Actor:
    return _acting.get()


@contextmanager
def acting_as(who: Actor) -> Iterator[None]:
    """Whatever is written inside is this person's doing. Begins and ends outside of a transaction."""
    token = _acting.set(who)
    try:
        _tell_postgresql()
        yield
    finally:
        _acting.reset(token)
        _tell_postgresql()


def acting_as_command(named: list[str]) -> AbstractContextManager:
    """What one of manage.py's commands does, which somebody has begun at the machine itself."""
    return nullcontext() if not named or named[0] in ROUTINE else acting_as(Actor(f"manage.py {named[0]}"))


def becomes(who: Actor) -> None:
    """From here on, until the end of the `acting_as` around it, somebody else acts: who has just signed in."""
    if _acting.get() is not NOBODY:  # else nothing would end it
        _acting.set(who)
        _tell_postgresql()


def note(*, action: str, about: Model | str, row: str = "", **facts: str | int | None) -> None:
    """Write down an act that changes no row, about a row, or by the name of a table about its list or one in it.

    Outside of a transaction, or as its last statement: on PostgreSQL it holds back other writers until the commit.
    """
    table, row = (about, row) if isinstance(about, str) else (about._meta.db_table, str(about.pk))
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            values = ", %s" * max(len(facts), 1)
            named = [action, table, row, ",".join(facts), *(facts.values() or [None])]
            cursor.execute(SQLITE_NOTE.format(values=values), named)
        else:
            found = changes(action=action, columns=",".join(facts), hidden="", values=facts.values()) if facts else {}
            cursor.execute(POSTGRESQL_NOTE, [action, table, row, json.dumps(found)])


def prepare_connection(connection, **kwargs) -> None:
    """Give a new connection what the triggers ask for. Without it SQLite refuses, and PostgreSQL leaves no seal."""
    if connection.vendor == "sqlite":
        connection.connection.create_function("audit_acts", 1, _is_acting)
        connection.connection.create_function("audit_line", -1, _line)
    else:
        _tell_postgresql(connection)


def _is_acting(table):
    seen = witness.get()
    if seen is not None:
        seen.add(table)
    return bool(_acting.get().who)


def _line(last, before, action, table, row, columns, hidden, *values):
    facts = {name: value for name, value in asdict(_acting.get()).items() if value}
    facts |= {"action": action, "table": table, "object": str(row)}
    facts["changes"] = changes(action=action, columns=columns, hidden=hidden, values=values)
    return sealed_line(facts, number=(last or 0) + 1, before=before or "")


def _tell_postgresql(known=None):
    """Settings of the connection, which no other session can read, say who acts and what to seal with."""
    to = known or connection
    if to.vendor != "postgresql" or to.connection is None:
        return
    facts = {name: value for name, value in asdict(_acting.get()).items() if value}
    settings = {"newsroom.audit_actor": json.dumps(facts) if facts else ""}
    if known:
        key = current_key()
        padded = [bytes(byte ^ mask for byte in key.secret.ljust(BLOCK, b"\0")).hex() for mask in HMAC_MASKS]
        settings["newsroom.audit_key"] = ":".join([key.name, *padded])
    try:
        with to.Database.Cursor(to.connection) as cursor:  # which sends values apart from the statement, past logs
            for setting in settings.items():
                cursor.execute("SELECT set_config(%s, %s, false)", setting)
    except to.Database.Error:
        to.close()  # the next connection is told when it is made
