"""The commonest passwords, as a file of sorted hashes: it is asked without a network and names none of them.

The file is made by `manage.py make_common_passwords` of the first million of Mark Burnett's ten million passwords,
which he gave to the public domain: the 100,000 commonest, and of the rest those of twelve characters and more.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable
from hashlib import blake2b
from pathlib import Path

FILE = Path(__file__).with_name("common_passwords.bin")
SIZE = 4  # bytes of each hash: one password in 30,000 is taken for a common one, and its owner chooses another
COMMONEST = 100_000
LONG = 12  # characters, the least that a password of ours has
ENDS = re.compile(r"\A[\W\d_]+|[\W\d_]+\Z")


def is_common(password: str) -> bool:
    """Whether it is known, or would be without the digits and signs at its ends, where most of it is left then."""
    known = FILE.read_bytes()
    core = ENDS.sub("", password)
    return _has(known, password) or (len(core) * 2 >= len(password) and _has(known, core))


def pack(passwords: Iterable[str]) -> bytes:
    """The file's content, of a list that begins with the commonest."""
    marks = {_mark(word) for at, word in enumerate(passwords) if at < COMMONEST or len(word) >= LONG}
    return b"".join(sorted(marks))


def _has(known, password):
    mark = _mark(password)
    at = bisect_left(range(len(known) // SIZE), mark, key=lambda at: known[at * SIZE : (at + 1) * SIZE])
    return known[at * SIZE : (at + 1) * SIZE] == mark


def _mark(password):
    return blake2b(password.casefold().encode(), digest_size=SIZE).digest()
