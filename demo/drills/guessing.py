"""Forty programs that guess passwords: what that costs readers, and how many guesses are looked at."""

import asyncio
import re
from collections.abc import Iterator
from itertools import count

from demo.drills.paper import Figure, Paper, milliseconds

GUESSERS, SECONDS = 40, 5
PERSON, PASSWORD = "drill", "seven-red-lanterns"
MAKE_PERSON = f"""
from django.contrib.auth.models import User
User.objects.create_user({PERSON!r}, password={PASSWORD!r}, is_staff=True)
"""
TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="(\w+)"')


def guessing(paper: Paper) -> Iterator[Figure]:
    """Forty guess the password of one person, and forty that of as many names as they can think of."""
    paper.shell(MAKE_PERSON)
    before = paper.read(["/"], seconds=SECONDS)
    for whose, names in (("one name", PERSON.format), ("many names", "name-{}".format)):
        during, answers = asyncio.run(_beside_guessers(paper, names))
        ratio = milliseconds(during.p99[0]) / milliseconds(before.p99[0])
        yield Figure(f"front's p99 beside {GUESSERS} who guess at {whose}, as a ratio", ratio, 2)
        yield Figure("readers' requests that failed", during.failed, 0)
        looked_at, most = answers.count(b"200"), 20 if whose == "one name" else 200
        yield Figure(f"guesses at {whose} that were hashed, of {len(answers)}", looked_at, most)


async def _beside_guessers(paper, names):
    door = _Door(paper.port)
    await door.open()
    answers, numbers = [], count()
    guessers = [asyncio.create_task(_guess(door, names, numbers, answers)) for _ in range(GUESSERS)]
    measure = await asyncio.to_thread(paper.read, ["/"], seconds=SECONDS)
    for guesser in guessers:
        guesser.cancel()
    await asyncio.gather(*guessers, return_exceptions=True)
    return measure, answers


async def _guess(door, names, numbers, answers):
    while True:
        number = next(numbers)
        answers.append(await door.try_password(names(number), f"guess-{number}"))


class _Door:
    """The desk's sign-in form, as a program sends it."""

    def __init__(self, port: int):
        self.port, self.token, self.cookie = port, b"", b""

    async def open(self) -> None:
        answer = await self._send(b"GET", b"", b"")
        self.token = TOKEN.search(answer)[1]
        self.cookie = re.search(rb"set-cookie: ([^;]+)", answer, re.I)[1]

    async def try_password(self, name: str, password: str) -> bytes:
        """The status of the answer."""
        form = b"csrfmiddlewaretoken=%b&username=%b&password=%b" % (self.token, name.encode(), password.encode())
        sent = b"Cookie: %b\r\nContent-Type: application/x-www-form-urlencoded\r\n" % self.cookie
        return (await self._send(b"POST", sent, form))[9:12]

    async def _send(self, method, headers, body):
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        head = b"%b /admin/login/ HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nConnection: close\r\nContent-Length: %d\r\n"
        writer.write(head % (method, self.port, len(body)) + headers + b"\r\n" + body)
        answer = await reader.read()
        writer.close()
        return answer
