"""Eight processes that count at once, on the database or the Redis that is named: `python -m common.tests.counting`.

Prints, as JSON, what the counter came to, what each was told last, and how many were told that they were the first.
"""

import json
import sys

from newsroom.tests.racing import fork

WRITERS, EACH = 8, 25


def write(number):
    from common.counters import count, mark

    told = [count("race", seconds=3600) for _ in range(EACH)]
    return told, mark("race-link", seconds=3600)


if __name__ == "__main__":
    with fork.Pool(WRITERS) as pool:
        found = pool.map(write, range(WRITERS), chunksize=1)
    from common.counters import counted

    told = sorted(number for numbers, _is_first in found for number in numbers)
    json.dump({"counted": counted("race"), "told": told, "first": sum(first for _, first in found)}, sys.stdout)
