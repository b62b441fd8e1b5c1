"""How often a password may be tried. It is asked before anything is hashed, and answers the same for unknown names."""

import datetime as dt
import time

from django.contrib.auth.models import User
from django.http import HttpRequest
from django.utils import timezone
from django.utils.formats import time_format

from common.client_network import home_of, network_of
from common.limits import PASSWORDS, PASSWORDS_ASKED_AGAIN, PASSWORDS_OF_BROWSER, PASSWORDS_OF_NAME
from common.rate_limit import HOUR
from newsroom.identity.known_browser import known_browser


def may_try(request: HttpRequest, name: str) -> bool:
    """Count one more try. A browser that is known has tries of its own, so that a stranger uses up nobody's."""
    if browser := known_browser(request, name):
        return PASSWORDS_OF_BROWSER.allows(f"{browser} {name}")
    network = home_of(network_of(request))
    return PASSWORDS.allows(network) and PASSWORDS_OF_NAME.allows(f"{network} {name.casefold()}")


def may_try_own(user: User) -> bool:
    """Count one more try of whoever is signed in and is asked for the password again."""
    return PASSWORDS_ASKED_AGAIN.allows(str(user.pk))


def seconds_to_wait() -> int:
    """Until tries are counted from nothing again: limits follow the clock."""
    return HOUR - int(time.time()) % HOUR


def next_try() -> str:
    """The time of day at which that is."""
    return time_format(timezone.localtime(timezone.now() + dt.timedelta(seconds=seconds_to_wait())), "H:i")
