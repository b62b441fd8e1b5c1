"""How often one network or one address may make a pledge. Counters hold a keyed hash, never who it was."""

from django.core.cache import cache
from django.utils.crypto import salted_hmac

HOUR = 3600


def is_within_limit(*, what, who, limit, seconds=HOUR):
    """Count one more of `what` by `who`, and say whether that is still allowed."""
    key = "limit-" + salted_hmac(f"supporters.limits.{what}", who, algorithm="sha256").hexdigest()
    if cache.add(key, 1, seconds):
        return True
    try:
        count = cache.incr(key)
    except ValueError:  # it ran out between the two lines
        return True
    cache.touch(key, seconds)
    return count <= limit
