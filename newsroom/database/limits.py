"""How long a request waits for the database. Commands and the task worker wait longer: nobody looks at them."""

from django.db import connections
from django.db.utils import OperationalError

LOCK = 1.5  # seconds that a request waits for a lock that somebody holds
LOCK_WHILE_HELD = 0.05  # and while the lock is known to be held: long enough for somebody who is just done
CONNECT = 2  # seconds; libpq takes no less
STATEMENT = 20  # seconds; the longest export of the desk takes a few
OPENS_WRITES = ("BEGIN ", "INSERT", "UPDATE", "DELETE")


def keep_to_request_limits() -> None:
    """Bound what this process waits for the database. Called before its first request, by whatever serves pages."""
    connection = connections["default"]
    options = connection.settings_dict["OPTIONS"]
    if connection.vendor == "sqlite":
        options["timeout"] = LOCK
        refuse_to_make_database()
    else:
        limits = {
            "statement_timeout": STATEMENT,
            "lock_timeout": LOCK,
            "idle_in_transaction_session_timeout": STATEMENT,
        }
        flags = [f"-c {name}={int(seconds * 1000)}" for name, seconds in limits.items()]
        options["connect_timeout"] = CONNECT
        options["options"] = " ".join([options.get("options", ""), *flags]).strip()


def refuse_to_make_database() -> None:
    """From here on a missing SQLite file is an error; SQLite itself would make an empty one and go on."""
    connection = connections["default"]
    if connection.vendor == "sqlite":
        type(connection).makes_file = False


class LockPatience:
    """Wraps each query of a request. Once one has waited in vain, the next ones try and do not wait.

    A request asks many times (its limits, its session, its words), and a server has few threads: if each of them waited
    its time, one held lock would stop the pages that need none.
    """

    def __init__(self):
        self.is_held = False

    def __call__(self, execute, sql, params, many, context) -> object:
        connection = context["connection"]
        if connection.vendor != "sqlite":
            return execute(sql, params, many, context)
        connection.wait_for_lock(LOCK_WHILE_HELD if self.is_held else connection.longest_lock_wait)
        try:
            result = execute(sql, params, many, context)
        except OperationalError as error:
            self.is_held = self.is_held or is_lock(error)
            raise
        if self.is_held and sql.startswith(OPENS_WRITES):
            self.is_held = False
        return result


def is_lock(error: Exception) -> bool:
    return "is locked" in str(error)
