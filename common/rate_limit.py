"""How often one network or one address may do something. Counters hold a keyed hash, never who it was."""

import time

from django.core.cache import cache
from django.utils.crypto import salted_hmac

HOUR = 3600


def count(key: str, *, seconds: int | None) -> int:
    """Count one more under this key, which lasts so many seconds from now; None is for ever. How many there are."""
    cache.add(key, 0, seconds)
    try:
        number = cache.incr(key)
    except ValueError:  # it was pushed out between the two lines
        return 1
    cache.touch(key, seconds)  # the database's cache gives a key five minutes whenever it counts
    return number


def is_within_limit(*, what: str, who: str, limit: int, seconds: int = HOUR) -> bool:
    """Count one more of `what` by `who`, and say whether that is still allowed.

    Windows follow the clock, so a refused try renews nothing: after so many seconds at most, it is allowed again.
    """
    mark = salted_hmac(f"supporters.limits.{what}", who, algorithm="sha256").hexdigest()
    return count(f"limit-{mark}-{int(time.time()) // seconds}", seconds=seconds) <= limit
