"""The way out: the paper's mail server on one open connection, or whatever else takes the paper's mail."""

import contextlib
import email
import email.message
import re
import smtplib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.core.mail import mailers
from django.core.mail.backends.base import BaseEmailBackend
from django.core.mail.backends.smtp import EmailBackend as SmtpBackend

PATIENCE = 20  # seconds for each answer of the mail server; a letter takes five
CLOSING, READY = 421, 354
AT_START = re.compile(rb"^\.", re.M)  # of a line, a dot alone would end the letter


class Lost(Exception):  # noqa: N818 - a fact, like Http404
    """The connection is gone. Whether the letter on it arrived, nobody knows."""


@dataclass
class Refused(Exception):  # noqa: N818
    """The mail server took this one letter not."""

    code: int
    reply: str

    @property
    def is_for_now(self) -> bool:
        return 400 <= self.code < 500


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

    def send(self, *, sender: str, to: str, message: bytes) -> None:
        """Raises Refused or Lost."""
        connection = self.backend.connection
        try:
            if connection.has_extn("pipelining"):
                self._send_at_once(connection, sender, to, message)
            else:
                connection.sendmail(sender, [to], message)
        except smtplib.SMTPRecipientsRefused as refusal:
            raise self._refused(*refusal.recipients[to]) from refusal
        except smtplib.SMTPResponseException as refusal:
            raise self._refused(refusal.smtp_code, refusal.smtp_error) from refusal
        except OSError as error:
            raise Lost from error

    def _send_at_once(self, connection, sender, to, message):
        """RFC 2920: who it is from, who it is for and that it comes, without waiting for an answer to each."""
        connection.send(f"MAIL FROM:<{sender}>\r\nRCPT TO:<{to}>\r\nDATA\r\n")
        taken, known, ready = (connection.getreply() for _ in range(3))
        refused = next((answer for answer in (taken, known) if answer[0] // 100 != 2), None)
        if refused is None and ready[0] == READY:
            connection.send(AT_START.sub(b"..", message) + b".\r\n")
            code, reply = connection.getreply()
            if code // 100 != 2:
                raise self._refused(code, reply)
            return
        if ready[0] == READY:  # the letter has nobody to go to, and the server waits for its end all the same
            connection.send(b".\r\n")
            connection.getreply()
        connection.rset()
        raise self._refused(*(refused or ready))

    def _refused(self, code, reply):
        """A server that says 421 ends the connection, and has not taken the letter."""
        text = reply.decode("utf-8", "replace") if isinstance(reply, bytes) else str(reply)
        if code == CLOSING or self.backend.connection.sock is None:
            return Lost()
        return Refused(code, text)


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

    def send(self, *, sender: str, to: str, message: bytes) -> None:
        """Raises Lost."""
        try:
            self.backend.send_messages([ReadyMessage(sender, to, message)])
        except OSError as error:
            raise Lost from error


@contextmanager
def transport() -> Iterator[Smtp | OtherWay]:
    """The paper's own way out, opened. Raises OSError where it cannot be."""
    backend = mailers["default"]
    way = Smtp(backend) if isinstance(backend, SmtpBackend) else OtherWay(backend)
    way.open()
    try:
        yield way
    finally:
        way.close()
