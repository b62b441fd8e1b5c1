"""The ways out: the paper's mail server or a service on open connections, or whatever else takes the paper's mail."""

import contextlib
import email
import email.message
import socket
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.core.mail import mailers
from django.core.mail.backends.base import BaseEmailBackend
from django.core.mail.backends.smtp import EmailBackend as SmtpBackend

from newsroom.newsletters.mail_service.known import SERVICES
from newsroom.newsletters.sending.service import Service
from newsroom.newsletters.sending.ways import PATIENCE, Lost, Refused

CLOSING, READY = 421, 354


class Smtp:
    """One connection. A letter is handed over with bytes that are ready."""

    def __init__(self, backend: SmtpBackend):
        self.backend = backend
        self.backend.timeout = self.backend.timeout or PATIENCE

    def open(self) -> None:
        """Raises OSError, as every SMTP error is."""
        self.backend.open()
        self.backend.connection.ehlo_or_helo_if_needed()

    def close(self) -> None:
        with contextlib.suppress(OSError):
            self.backend.close()
        self.backend.connection = None

    @property
    def line(self) -> socket.socket | None:
        """What becomes readable when an answer comes."""
        return self.backend.connection and self.backend.connection.sock

    def exchange(self, *, sender: str, to: str, message: bytes, mark: str) -> Iterator[None]:
        """Hand a letter over in steps; before the next one, wait until an answer has come. Raises Refused or Lost."""
        try:
            yield from self._exchange(self.backend.connection, sender, to, message)
        except OSError as error:
            raise Lost from error

    def _exchange(self, connection, sender, to, message):
        """RFC 2920: who it is from, who it is for and that it comes, without waiting for an answer to each."""
        commands = [f"MAIL FROM:<{sender}>\r\n", f"RCPT TO:<{to}>\r\n", "DATA\r\n"]
        groups = ["".join(commands)] if connection.has_extn("pipelining") else commands
        answers = []
        for group in groups:
            connection.send(group)
            yield
            answers += [connection.getreply() for _command in range(group.count("\r\n"))]
            if answers[-1][0] // 100 not in (2, 3):
                break
        refused = next((answer for answer in answers if answer[0] // 100 not in (2, 3)), None)
        if answers[-1][0] == READY:
            # Where nobody is to get it, the server waits for its end all the same.
            connection.send((b"" if refused else dots_doubled(message)) + b".\r\n")
            yield
            code, reply = connection.getreply()
            refused = refused or (None if code // 100 == 2 else (code, reply))
        if refused:
            failure = self._refused(*refused)
            if isinstance(failure, Refused):
                connection.rset()
            raise failure

    def _refused(self, code, reply):
        """A server that says 421 ends the connection, and has not taken the letter."""
        text = reply.decode("utf-8", "replace") if isinstance(reply, bytes) else str(reply)
        if code == CLOSING or self.backend.connection.sock is None:
            return Lost()
        return Refused(code, text)


def dots_doubled(message: bytes) -> bytes:
    """A dot at the start of a line gets another before it: alone it would end the letter."""
    return (b"." if message.startswith(b".") else b"") + message.replace(b"\n.", b"\n..")


class ReadyMessage:
    """Bytes that are ready, as backends ask a message for them."""

    encoding = "utf-8"

    def __init__(self, sender: str, to: str, message: bytes):
        self.from_email, self.to, self._bytes = sender, [to], message

    def recipients(self) -> list[str]:
        return self.to

    def message(self, **options) -> email.message.Message:
        """Its bytes stay as they are: the library would fold headers anew."""
        message = email.message_from_bytes(self._bytes)
        message.as_bytes = lambda *_args, **_options: self._bytes
        return message

    def as_bytes(self) -> bytes:
        return self._bytes


class OtherWay:
    """Files, the console, a test's outbox."""

    def __init__(self, backend: BaseEmailBackend):
        self.backend = backend

    def open(self) -> None:
        self.backend.open()

    def close(self) -> None:
        self.backend.close()

    line = None

    def exchange(self, *, sender: str, to: str, message: bytes, mark: str) -> Iterator[None]:
        """All in one step, for which nothing is waited. Raises Lost."""
        try:
            self.backend.send_messages([ReadyMessage(sender, to, message)])
        except OSError as error:
            raise Lost from error
        yield from ()


Way = Smtp | Service | OtherWay


def send_alone(way: Way, *, sender: str, to: str, message: bytes) -> None:
    """One letter, and wait for what becomes of it. Raises Refused or Lost."""
    for _step in way.exchange(sender=sender, to=to, message=message, mark=""):
        pass  # reading the answer waits for it


@contextmanager
def transports(most: int = 1) -> Iterator[list[Way]]:
    """The paper's own way out, opened so often at most as its server lets us. Raises OSError where it does not."""
    ways = [_way()]
    ways[0].open()
    try:
        while not isinstance(ways[0], OtherWay) and len(ways) < most:
            another = _way()
            try:
                another.open()
            except OSError:
                break  # as many as it wants from us
            ways.append(another)
        yield ways
    finally:
        for way in ways:
            way.close()


def _way():
    backend = mailers["default"]
    if settings.MAIL_SERVICE:
        return Service(backend, SERVICES[settings.MAIL_SERVICE].carries_mark)
    return Smtp(backend) if isinstance(backend, SmtpBackend) else OtherWay(backend)
