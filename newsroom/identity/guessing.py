"""How often a password may be tried. It is asked before anything is hashed, and answers the same for unknown names."""

import datetime as dt
import time

from django.http import HttpRequest
from django.utils import timezone
from django.utils.formats import time_format

from common.client_network import network_of
from common.rate_limit import HOUR, is_within_limit
from newsroom.identity.known_browser import known_browser

TRIES = 20  # an hour, of one name from one network; as many in a browser that its owner has used before
NETWORK_TRIES = 200  # an hour, of all names from one network


def may_try(request: HttpRequest, name: str) -> bool:
    """Count one more try. A browser that is known has tries of its own, so that a stranger uses up nobody's."""
    if browser := known_browser(request, name):
        return is_within_limit(what="passwords in a known browser", who=f"{browser} {name}", limit=TRIES)
    network = network_of(request)
    return is_within_limit(
        what="passwords of a name", who=f"{network} {name.casefold()}", limit=TRIES
    ) and is_within_limit(what="passwords of a network", who=network, limit=NETWORK_TRIES)


def may_try_own(user) -> bool:
    """Count one more try of whoever is signed in and is asked for the password again."""
    return is_within_limit(what="passwords of one's own", who=str(user.pk), limit=TRIES)


def seconds_to_wait() -> int:
    """Until tries are counted from nothing again: limits follow the clock."""
    return HOUR - int(time.time()) % HOUR


def next_try() -> str:
    """The time of day at which that is."""
    return time_format(timezone.localtime(timezone.now() + dt.timedelta(seconds=seconds_to_wait())), "H:i")
