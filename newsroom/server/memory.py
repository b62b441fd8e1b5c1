"""How a process of several threads asks the machine for memory."""

import ctypes

M_MMAP_THRESHOLD, M_ARENA_MAX = -3, -8  # as malloc.h of glibc numbers them
LARGE = 64 * 1024  # bytes; glibc begins at twice as many, and goes up by itself with what was let go of


def keep_memory_together() -> None:
    """Have all threads share one heap, and give back what was large as soon as it is let go of.

    Left to itself glibc gives each thread a heap, and keeps in them what pages have taken at most. For a process, and
    for those that are forked from it, while it has one thread. Where the machine has no glibc, nothing is done.
    """
    set_option = getattr(ctypes.CDLL(None), "mallopt", None)
    if set_option is not None:
        set_option(M_ARENA_MAX, 1)
        set_option(M_MMAP_THRESHOLD, LARGE)
