"""A mail server that takes letters and throws them away, or answers as a script says. For benchmarks and tests."""

import asyncio
import contextlib
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Thread

Answer = str | None  # None cuts the connection


@dataclass
class Taken:
    sender: str
    to: str
    message: bytes


@dataclass
class Sink:
    """What it has taken, and the script: asked of each recipient, and of each whole letter."""

    port: int = 0
    keeps: bool = True
    pipelines: bool = True
    most: int = 0  # connections at once; 0 is as many as come
    open: int = 0
    turned_away: int = 0
    count: int = 0
    taken: list[Taken] = field(default_factory=list)
    at_recipient: Callable[[str], Answer] = lambda _to: "250 ok"
    at_letter: Callable[[Taken], Answer] = lambda _taken: "250 ok"

    @property
    def recipients(self) -> list[str]:
        return [taken.to for taken in self.taken]

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.open += 1
        if self.most and self.open > self.most:
            self.turned_away += 1
            writer.write(b"421 too many connections\r\n")
        else:
            with contextlib.suppress(ConnectionError, asyncio.IncompleteReadError):
                await self._talk(reader, writer)
        self.open -= 1
        writer.close()

    async def _talk(self, reader, writer):
        writer.write(b"220 sink\r\n")
        sender, to, refused = "", "", False
        while line := await reader.readline():
            verb, words = line[:4].upper(), line.decode("ascii", "replace").strip()
            answer = "250 ok"
            if verb == b"EHLO" and self.pipelines:
                answer = "250-sink\r\n250 PIPELINING"
            elif verb == b"MAIL":
                sender = words[words.find("<") + 1 : words.find(">")]
            elif verb == b"RCPT":
                to = words[words.find("<") + 1 : words.find(">")]
                answer = self.at_recipient(to)
                refused = not (answer or "").startswith("250")
            elif verb == b"DATA":
                if refused:
                    answer = "503 for whom?"
                else:
                    writer.write(b"354 go on\r\n")
                    body = await reader.readuntil(b"\r\n.\r\n")
                    answer = self._take(Taken(sender, to, body[:-3].replace(b"\r\n..", b"\r\n.")))
            elif verb == b"QUIT":
                return
            if answer is None:
                return
            writer.write(f"{answer}\r\n".encode())
            if answer.startswith("421"):
                await writer.drain()
                return

    def _take(self, taken):
        answer = self.at_letter(taken)
        if answer and answer.startswith("250"):
            self.count += 1
            if self.keeps:
                self.taken.append(taken)
        return answer


@contextmanager
def mail_sink(**script: object) -> Iterator[Sink]:
    """Listens on a port of this machine, in a thread of its own."""
    sink, loop = Sink(**script), asyncio.new_event_loop()
    server = loop.run_until_complete(asyncio.start_server(sink.serve, "127.0.0.1", 0, limit=2**22))
    sink.port = server.sockets[0].getsockname()[1]
    thread = Thread(target=loop.run_forever, name="mail sink", daemon=True)
    thread.start()
    try:
        yield sink
    finally:
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        server.close()


def mailers(port: int) -> dict:
    """Django's settings for a server on that port."""
    options = {"host": "127.0.0.1", "port": port, "timeout": 10}
    return {"default": {"BACKEND": "django.core.mail.backends.smtp.EmailBackend", "OPTIONS": options}}


def main() -> None:
    """As a process of its own: the port, and a file that gets the Message-ID of each letter as it is taken."""
    port, path = int(sys.argv[1]), Path(sys.argv[2])
    with path.open("ab", buffering=0) as log:

        def note(taken: Taken) -> str:
            head = taken.message.partition(b"\r\n\r\n")[0]
            log.write(next((line for line in head.split(b"\r\n") if line[:11].lower() == b"message-id:"), b"?") + b"\n")
            return "250 ok"

        sink = Sink(keeps=False, at_letter=note)

        async def serve() -> None:
            server = await asyncio.start_server(sink.serve, "127.0.0.1", port, limit=2**22)
            await server.serve_forever()

        asyncio.run(serve())


if __name__ == "__main__":
    main()
