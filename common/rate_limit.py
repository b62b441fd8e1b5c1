"""How often one network or one address may do something. Counters hold a keyed hash, never who it was."""

import time

from django.utils.crypto import salted_hmac

from common.counters import count

HOUR = 3600


def is_within_limit(*, what: str, who: str, limit: int, seconds: int = HOUR) -> bool:
    """Count one more of `what` by `who`, and say whether that is still allowed.

    Windows follow the clock, so a refused try renews nothing: after so many seconds at most, it is allowed again.
    """
    return count(counter_name(what=what, who=who, seconds=seconds), seconds=seconds) <= limit


def counter_name(*, what: str, who: str, seconds: int) -> str:
    """The counter of this window."""
    mark = salted_hmac(f"supporters.limits.{what}", who, algorithm="sha256").hexdigest()
    return f"limit-{mark}-{int(time.time()) // seconds}"
