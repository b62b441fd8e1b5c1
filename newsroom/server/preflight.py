"""What stops the paper from being served before anything is started: one line each, and nothing half done."""

import hashlib
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError, connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader

from newsroom.server.supervisor import port_is_free

CONNECTS_WITHIN = 5  # seconds


def check_before_serving(host: str, port: int) -> str:
    """What could not be checked, in words. Raises CommandError where the paper must not be served."""
    BaseCommand().check(databases=[])
    refuse_an_unsafe_key()
    refuse_a_taken_port(host, port)
    if settings.METRICS_PORT:
        refuse_a_taken_port("127.0.0.1", settings.METRICS_PORT)
    return refuse_an_old_database()


def refuse_an_unsafe_key() -> None:
    if not (settings.SECRET_KEY_IS_OURS or settings.DEMO):
        raise CommandError("SECRET_KEY should be set to at least 50 random characters before readers are served.")


def refuse_a_taken_port(host, port) -> None:
    if not port_is_free(host, port):
        raise CommandError(f"Port {port} on {host} is taken or not ours to use; choose another with PORT=….")


def refuse_an_old_database() -> str:
    """Refuses a database that is missing, not migrated, or was never seen and does not answer.

    One that was ready at an earlier start, for the same code, may be down: then what could not be checked is answered.
    """
    refuse_a_missing_file()
    probe = connection.copy()
    if connection.vendor == "postgresql":
        probe.settings_dict["OPTIONS"]["connect_timeout"] = CONNECTS_WITHIN
    try:
        executor = MigrationExecutor(probe)
    except OperationalError as error:
        return _excuse(str(error).strip().partition("\n")[0])
    finally:
        probe.close()
    if waiting := executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise CommandError(f"{len(waiting)} migrations are not applied: run `python manage.py migrate` first.")
    _seen().write_text(_fingerprint(executor.loader))
    return ""


def refuse_a_missing_file() -> None:
    """An SQLite database is made by `migrate` alone. An empty one in the place of the paper's would hide the loss."""
    path = Path(settings.DATABASES["default"]["NAME"])
    if connection.vendor != "sqlite" or path.exists():
        return
    if _seen().exists():
        raise CommandError(f"{path} was there before and is gone: bring it back, from the backup if need be.")
    raise CommandError(f"There is no {path}: migrations are not applied: run `python manage.py migrate` first.")


def _excuse(reason):
    seen = _seen()
    if not seen.exists() or seen.read_text() != _fingerprint(MigrationLoader(None)):
        raise CommandError(f"The database does not answer: {reason}")
    return f"The database does not answer, so its migrations were not checked; serving goes on without it: {reason}"


def _seen():
    return settings.DATA / "database-seen"


def _fingerprint(loader):
    """Which database was ready for which migrations, without giving away either."""
    place = [str(settings.DATABASES["default"][name]) for name in ("ENGINE", "HOST", "PORT", "NAME")]
    words = [*place, *(f"{app}.{name}" for app, name in sorted(loader.graph.leaf_nodes()))]
    return hashlib.sha256("\n".join(words).encode()).hexdigest()
