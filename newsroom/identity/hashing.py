"""Passwords are hashed one at a time on each machine, so that whoever guesses takes no more than a part of one core."""

import fcntl
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.conf import settings
from django.contrib.auth.hashers import Argon2PasswordHasher, PBKDF2PasswordHasher
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

WAIT = 0.5  # seconds for one's turn: some twenty passwords
PAUSE = 0.01  # seconds between two looks
RETRY_AFTER = 2  # seconds


class HasherBusy(Exception):
    """Too many passwords wait to be hashed."""


@contextmanager
def hashing_turn() -> Iterator[None]:
    """Hold the machine's one turn, which all of its processes share. Raises HasherBusy after half a second."""
    with open(settings.DATA / "hashing.lock", "w") as lock:
        until = time.monotonic() + WAIT
        while True:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if time.monotonic() >= until:
                    raise HasherBusy from None
            time.sleep(PAUSE)
        yield


class QueuedArgon2Hasher(Argon2PasswordHasher):
    """Argon2id with what OWASP asks for at least: 19 MiB, twice over, on one thread; some 25 ms."""

    time_cost, memory_cost, parallelism = 2, 19456, 1

    def encode(self, password, salt) -> str:
        with hashing_turn():
            return super().encode(password, salt)

    def verify(self, password, encoded) -> bool:
        with hashing_turn():
            return super().verify(password, encoded)


class QueuedPBKDF2Hasher(PBKDF2PasswordHasher):
    """For passwords of before; each becomes one of Argon2 when its owner signs in."""

    def encode(self, password, salt, iterations=None) -> str:
        with hashing_turn():  # verify() comes here too
            return super().encode(password, salt, iterations)


class HasherBusyMiddleware:
    """Answers 503 for a view that had to hash a password and did not get its turn."""

    def __init__(self, get_response: Callable):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request, exception) -> HttpResponse | None:
        if not isinstance(exception, HasherBusy):
            return None
        response = render(request, "503.html", {"was_sent": True}, status=503)
        response["Retry-After"], response["Cache-Control"] = str(RETRY_AFTER), "no-store"
        response._has_been_logged = True  # guessing would fill the log
        return response
