"""Counters and marks that all processes share. Nothing pushes one out before its time, and eight who count are eight.

Each is a row, counted in one statement. With Redis the counters stand there, because they may begin anew; what is done
once for all, such as following a link, is a row in either case. While Redis does not answer, rows count.
"""

import functools
import logging
import time
from collections.abc import Mapping
from itertools import batched
from typing import Any

from django.conf import settings
from django.db import connection

logger = logging.getLogger(__name__)

AT_ONCE = 300  # rows in one statement
PRUNED_AT_ONCE = 5000  # so that nobody waits long for the lock
REDIS_TIMEOUT = 0.1  # seconds
REDIS_AGAIN_AFTER = 5  # seconds after it did not answer
ADD = """
INSERT INTO shared_counter (name, number, expires_at) VALUES {rows} ON CONFLICT (name) DO UPDATE SET
number = CASE WHEN shared_counter.expires_at <= %s THEN 0 ELSE shared_counter.number END + excluded.number,
expires_at = CASE WHEN shared_counter.expires_at <= %s THEN excluded.expires_at ELSE shared_counter.expires_at END
RETURNING name, number
"""
PRUNE = "DELETE FROM shared_counter WHERE name IN (SELECT name FROM shared_counter WHERE expires_at <= %s LIMIT %s)"
_redis_again_at = 0.0


def count(name: str, *, seconds: int) -> int:
    """Count one more under this name, which is forgotten so many seconds after its first. How many there are."""
    return count_all({name: 1}, seconds=seconds)[name]


def count_all(numbers: Mapping[str, int], *, seconds: int) -> dict[str, int]:
    """Add to many counters at once. How many there are under each name."""
    if not _is_redis_asked():
        return _add_to_rows(numbers, seconds)
    return _ask_redis(lambda redis: _add_in_redis(redis, numbers, seconds), lambda: _add_to_rows(numbers, seconds))


def counted(name: str) -> int:
    """How many were counted under this name."""
    if not _is_redis_asked():
        return _row(name)
    return _ask_redis(lambda redis: int(redis.get(name) or 0), lambda: _row(name))


def forget(name: str) -> None:
    """Count from nothing, or take the mark away."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM shared_counter WHERE name = %s", [name])
    if _is_redis_asked():
        _ask_redis(lambda redis: redis.delete(name), lambda: None)


def mark(name: str, *, seconds: int) -> bool:
    """Mark this name for so many seconds. Whether it was not marked before, which is true for one of all who ask."""
    return _add_to_rows({name: 1}, seconds)[name] == 1


def is_marked(name: str) -> bool:
    """Whether this name was marked, and the mark still lasts."""
    return _row(name) > 0


def prune_counters() -> int:
    """Let go of what is over. How many rows that were."""
    pruned, last = 0, PRUNED_AT_ONCE
    with connection.cursor() as cursor:
        while last == PRUNED_AT_ONCE:
            cursor.execute(PRUNE, [int(time.time()), PRUNED_AT_ONCE])
            last = cursor.rowcount
            pruned += last
    return pruned


def _add_to_rows(numbers, seconds):
    now, found = int(time.time()), {}
    with connection.cursor() as cursor:
        for some in batched(sorted(numbers.items()), AT_ONCE):  # in one order, or two would wait for each other
            values = [value for name, number in some for value in (name, number, now + seconds)]
            cursor.execute(ADD.format(rows=", ".join(["(%s, %s, %s)"] * len(some))), [*values, now, now])
            found |= dict(cursor.fetchall())
    return found


def _row(name):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT number FROM shared_counter WHERE name = %s AND expires_at > %s", [name, int(time.time())]
        )
        found = cursor.fetchone()
    return found[0] if found else 0


def _add_in_redis(redis, numbers, seconds):
    with redis.pipeline(transaction=True) as pipe:
        for name, number in numbers.items():
            pipe.set(name, 0, ex=seconds, nx=True)
            pipe.incrby(name, number)
        return dict(zip(numbers, pipe.execute()[1::2], strict=True))


def _is_redis_asked():
    return bool(settings.REDIS_URL) and time.monotonic() >= _redis_again_at


def _ask_redis(ask, otherwise) -> Any:
    global _redis_again_at
    from redis import RedisError  # a paper on one machine does without it

    try:
        return ask(_redis(settings.REDIS_URL))
    except RedisError as error:
        _redis_again_at = time.monotonic() + REDIS_AGAIN_AFTER
        logger.warning("Redis does not answer; rows count for %s s: %s", REDIS_AGAIN_AFTER, error)
        return otherwise()


@functools.cache
def _redis(url):
    from redis import Redis
    from redis.backoff import NoBackoff
    from redis.retry import Retry

    timeouts = {"socket_timeout": REDIS_TIMEOUT, "socket_connect_timeout": REDIS_TIMEOUT}
    return Redis.from_url(url, **timeouts, retry=Retry(NoBackoff(), 0))
