"""What stops the paper from being served before anything is started: one line each, and nothing half done."""

from django.conf import settings
from django.core.management.base import CommandError
from django.db import OperationalError, connection
from django.db.migrations.executor import MigrationExecutor

from newsroom.server.supervisor import port_is_free

CONNECTS_WITHIN = 5  # seconds


def refuse_an_unsafe_key() -> None:
    if not (settings.SECRET_KEY_IS_OURS or settings.DEMO):
        raise CommandError("SECRET_KEY should be set to at least 50 random characters before readers are served.")


def refuse_a_taken_port(host, port) -> None:
    if not port_is_free(host, port):
        raise CommandError(f"Port {port} on {host} is taken or not ours to use; choose another with PORT=….")


def refuse_an_old_database() -> None:
    # A connection of its own, for a pool would go on trying for half a minute before it says no.
    probe = connection.copy()
    if probe.settings_dict["OPTIONS"].pop("pool", None):
        probe.settings_dict["OPTIONS"]["connect_timeout"] = CONNECTS_WITHIN
    try:
        executor = MigrationExecutor(probe)
    except OperationalError as error:
        reason = str(error).strip().partition("\n")[0]
        raise CommandError(f"The database does not answer: {reason}") from None
    finally:
        probe.close()
    if waiting := executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise CommandError(f"{len(waiting)} migrations are not applied: run `python manage.py migrate` first.")
