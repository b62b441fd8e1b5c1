"""Django's SQLite, but a kept connection sees that its file is gone, and the wait for a lock can be changed."""

import os
from pathlib import Path

from django.db.backends.sqlite3 import base


class DatabaseWrapper(base.DatabaseWrapper):
    # Whether a missing file is made. Processes that serve a paper turn it off: an empty database hides the loss of one.
    makes_file = True

    def get_connection_params(self) -> dict:
        params = super().get_connection_params()
        if not (self.makes_file or self.is_in_memory_db()):
            params["database"] = f"{Path(self.settings_dict['NAME']).absolute().as_uri()}?mode=rw"
        return params

    def get_new_connection(self, conn_params) -> base.Database.Connection:
        new = super().get_new_connection(conn_params)
        self._file, self._lock_wait = self._identity(), self.longest_lock_wait
        return new

    def is_usable(self) -> bool:
        """Asked once a request. What is written to a file that was removed or replaced would be lost."""
        return self._file == self._identity()

    @property
    def longest_lock_wait(self) -> float:
        return self.settings_dict["OPTIONS"].get("timeout", 5)

    def wait_for_lock(self, seconds: float) -> None:
        """Wait so long, from now on, for a lock that another process holds."""
        if seconds != self._lock_wait:
            self.connection.execute(f"PRAGMA busy_timeout = {int(seconds * 1000)}")
            self._lock_wait = seconds

    def _identity(self):
        if self.is_in_memory_db():
            return None
        try:
            found = os.stat(self.settings_dict["NAME"])
        except OSError:
            return None
        return found.st_dev, found.st_ino
