"""What the worker does while its database cannot be had: it waits, longer each time, says so once, and goes on."""

import logging
import time
from dataclasses import dataclass, field

from django.db import InterfaceError, OperationalError

from common.backoff import Backoff

logger = logging.getLogger(__name__)

NO_DATABASE = (OperationalError, InterfaceError)


@dataclass
class Outage:
    """The times at which one thread met no database; those that follow one another soon are one outage."""

    name: str
    backoff: Backoff = field(default_factory=lambda: Backoff(first=1, longest=30))
    last: float = field(default=-float("inf"))

    def pause_after(self, error: Exception) -> float:
        """The seconds to wait. The first time of an outage is written down."""
        now = time.monotonic()
        if now - self.last > 2 * self.backoff.longest:
            self.backoff.reset()
        self.last = now
        if self.backoff.tries == 0:
            reason = str(error).strip().partition("\n")[0]
            logger.error("The %s has no database and waits for it: %s", self.name, reason)
        return self.backoff.pause()
