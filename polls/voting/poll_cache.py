"""The poll as a voter's request needs it, many times a second while a story is being read by everybody."""

import time
from functools import lru_cache

from django.http import Http404
from django.shortcuts import get_object_or_404

from polls.models import Poll

SECONDS = 2
MAY_CHANGE = ("state", "opens_at", "closes_at", "locked_at")


def get_open_poll(pk) -> Poll:
    """A public poll with its answers, tally and secret; `is_open` says whether it takes votes by now.

    Whether it takes votes is read each time. The rest, which the first vote fixed, a process remembers for a moment;
    the poll is shared by its requests, so nobody may change it.
    """
    standing = Poll.objects.public().filter(pk=pk).values_list(*MAY_CHANGE).first()
    if standing is None:
        raise Http404
    is_fixed = standing[-1] is not None
    return _remembered(pk, standing, int(time.time()) // SECONDS) if is_fixed else _read(pk)


@lru_cache(maxsize=64)
def _remembered(pk, standing, tick):
    return _read(pk)


def _read(pk):
    return get_object_or_404(Poll.objects.public().with_choices().select_related("secret"), pk=pk)
