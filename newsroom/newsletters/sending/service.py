"""One letter a call to a sending service, through django-anymail; each connection calls on a thread of its own."""

import email
import email.policy
import socket
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from email.message import EmailMessage

from django.core.mail import EmailMultiAlternatives
from django.core.mail.backends.base import BaseEmailBackend

from newsroom.newsletters.bounces.take import ADDRESS
from newsroom.newsletters.sending.ways import Lost, Refused

KEPT = ("List-Id", "List-Archive", "List-Unsubscribe", "List-Unsubscribe-Post", "Feedback-ID", "Precedence")
KEPT += ("Auto-Submitted",)
# What was read is written as it stood: what is long and has no gap would leave as words that programs cannot read.
AS_READ = email.policy.SMTP.clone(refold_source="none")
SHUT = {401, 402, 403, 404}  # the key, the account or the address is wrong, for every letter
NOT_NOW = 429


class ServiceMessage(EmailMultiAlternatives):
    """A letter that is ready, in the parts that a service asks for. Date and Message-ID are the service's own."""

    def __init__(self, to: str, ready: bytes, mark: str):
        read = email.message_from_bytes(ready, policy=email.policy.default)
        text, html = (read.get_body((kind,)).get_content() for kind in ("plain", "html"))
        headers = {name: str(read[name]) for name in KEPT if read[name]}
        super().__init__(str(read["Subject"]), text, str(read["From"]), [to], headers=headers)
        self.reply_to = [str(read["Reply-To"])]
        self.attach_alternative(html, "text/html")
        if mark:
            self.metadata = {"letter": mark}
        self._ready = ready

    def message(self, **options) -> EmailMessage:
        """For a service that takes the bytes themselves."""
        return email.message_from_bytes(self._ready, policy=AS_READ)


class Service:
    """Has no socket of the service's to wait at: a bell of its own rings when the answer is there."""

    def __init__(self, backend: BaseEmailBackend, carries_mark: bool):
        self.backend, self.carries_mark = backend, carries_mark
        self.line = self._bell = self._thread = None
        self._shut = ""

    def open(self) -> None:
        """Raises OSError where the service has said that it takes nothing from us."""
        if self._shut:
            raise ConnectionRefusedError(self._shut)
        self.backend.open()
        self.line, self._bell = socket.socketpair()
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="letters")

    def close(self) -> None:
        """Waits for what is on its way: the backend gives up before a connection would."""
        if self._thread:
            self._thread.shutdown()
            self.backend.close()
            self.line.close()
            self._bell.close()
            self.line = self._bell = self._thread = None

    def exchange(self, *, sender: str, to: str, message: bytes, mark: str) -> Iterator[None]:
        """Raises Refused or Lost. Who the envelope is from is the service's to say."""
        letter = ServiceMessage(to, message, mark if self.carries_mark else "")
        call = self._thread.submit(self.backend.send_messages, [letter])
        call.add_done_callback(lambda _call: self._bell.send(b"."))
        yield
        error = call.exception()
        self.line.recv(1)
        if error is not None:
            raise self._meaning(error) from error

    def _meaning(self, error):
        """An answer that it did not take this letter, or no answer: then nobody knows."""
        from anymail.exceptions import AnymailAPIError, AnymailError  # here, because it is not everywhere

        if not isinstance(error, (AnymailError, OSError)):
            return error
        status, words = status_of(error), words_of(error)
        if not isinstance(error, (AnymailAPIError, OSError)):
            return Refused(550, words)  # before anything was asked, or for this address alone
        if status in SHUT:
            self._shut = words
        elif status == NOT_NOW:
            return Refused(450, words)
        elif status and status // 100 == 4:
            return Refused(550, words)
        return Lost(words)


def status_of(error: Exception) -> int | None:
    """What the service answered by number, where it did: over the web, or to Amazon's own library."""
    answer = getattr(error, "response", None)
    if isinstance(answer, dict):
        return answer.get("ResponseMetadata", {}).get("HTTPStatusCode")
    return getattr(error, "status_code", None)


def words_of(error: Exception) -> str:
    """Its answer, without the letter and without an address: it is kept."""
    answer = getattr(error, "response", None)
    text = getattr(answer, "text", "") or str(error.args[0] if error.args else type(error).__name__)
    return ADDRESS.sub("…", " ".join(f"{status_of(error) or ''} {text[:1000]}".split()))[:200]
