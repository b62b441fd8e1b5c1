"""The bytes of a letter: made once for an issue, with gaps that are filled for each recipient."""

import email.policy
import re
from dataclasses import dataclass
from email.headerregistry import Address
from email.message import EmailMessage
from email.quoprimime import body_encode
from email.utils import format_datetime, parseaddr
from functools import cached_property
from html import escape

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.encoding import punycode

from common.paper import paper
from newsroom.newsletters.models import Issue
from newsroom.newsletters.rendering.letter import GAPS, LEAVE_HTML, LEAVE_TEXT, PAGE_HTML, PAGE_TEXT, Letter

_CUT = re.compile(b"|".join(re.escape(gap.encode()) for gap in GAPS))
# Made of ASCII alone, and not so long that a header is folded into encoded words.
ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9.-]{1,253}")


class UnsoundLetter(Exception):
    """A gap is missing, or stands where none should: somebody's link would go to everybody."""


class CannotBeAddressed(ValueError):
    """Mail servers everywhere know addresses of ASCII alone."""


@dataclass(frozen=True)
class Recipient:
    """What is one reader's alone in a letter."""

    to: str
    message_id: str
    leave: str
    page: str


class LetterBytes:
    """A letter in pieces, between which each recipient's own words go."""

    def __init__(self, message: bytes):
        self.message = message

    @cached_property
    def _pieces(self):
        found = _CUT.findall(self.message)
        return _CUT.split(self.message), [gap.decode() for gap in found]

    def for_recipient(self, recipient: Recipient) -> bytes:
        """Raises CannotBeAddressed."""
        pieces, gaps = self._pieces
        own = {
            LEAVE_HTML: escape(recipient.leave).encode("ascii"),
            PAGE_HTML: escape(recipient.page).encode("ascii"),
            LEAVE_TEXT: quoted(recipient.leave),
            PAGE_TEXT: quoted(recipient.page),
        }
        filled = [pieces[0]]
        for gap, piece in zip(gaps, pieces[1:], strict=True):
            filled += [own[gap], piece]
        return b"".join([_own_headers(recipient), *filled])


def quoted(address: str) -> bytes:
    """A link in quoted-printable, alone on its line."""
    return body_encode(address, eol="\r\n").encode("ascii")


def _own_headers(recipient):
    to = plain_address(recipient.to)
    lines = [
        f"To: {to}",
        f"Message-ID: <{recipient.message_id}>",
        f"Date: {format_datetime(timezone.localtime())}",
        f"List-Unsubscribe: <{recipient.leave}>",
        "List-Unsubscribe-Post: List-Unsubscribe=One-Click",
    ]
    return "".join(f"{line}\r\n" for line in lines).encode("ascii")


def plain_address(to: str) -> str:
    """An address as mail servers take it, a foreign domain in its ASCII form. Raises CannotBeAddressed."""
    mailbox, _at, domain = to.rpartition("@")
    try:
        plain = f"{mailbox}@{punycode(domain)}"
    except UnicodeError:
        plain = ""
    if not ADDRESS.fullmatch(plain):
        raise CannotBeAddressed("The address has signs that mail servers do not take.")
    return plain


def build_message(issue: Issue, letter: Letter) -> bytes:
    """The bytes for everybody. Raises UnsoundLetter."""
    message = EmailMessage(policy=email.policy.SMTP)
    message["From"] = Address(issue.newsletter.from_name or paper().name, addr_spec=sender())
    message["Reply-To"] = Address(paper().name, addr_spec=parseaddr(settings.PAPER_EMAIL)[1])
    message["Subject"] = issue.subject
    if issue.auto_key:
        message["Auto-Submitted"] = "auto-generated"
    message.set_content(letter.text, charset="utf-8", cte="quoted-printable")
    message.add_alternative(letter.html, subtype="html", charset="us-ascii", cte="7bit")
    made = _list_headers(issue) + message.as_bytes()
    found = [gap.decode() for gap in _CUT.findall(made)]
    if sorted(found) != sorted(GAPS):
        raise UnsoundLetter(f"The letter has {len(found)} gaps for a recipient's links, and not these: {GAPS}")
    return made


def sender() -> str:
    return parseaddr(settings.DEFAULT_FROM_EMAIL)[1]


def _list_headers(issue):
    """Written as they are: the library would fold what is long and has no gap into words that programs cannot read."""
    letter = issue.newsletter.slug
    lines = [
        f"List-Id: <{letter}.letters.{settings.SITE_HOST}>",
        f"List-Archive: <{settings.SITE_URL}{reverse('newsletter', args=[letter])}>",
        f"Feedback-ID: {issue.number}:{letter}:letters:{_feedback_name()}",
        "Precedence: bulk",
    ]
    return "".join(f"{line}\r\n" for line in lines).encode("ascii")


def _feedback_name():
    """Who sends, in 5 to 15 signs that stay the same: complaints are counted under it."""
    name = re.sub(r"[^a-z0-9]", "", (settings.SITE_HOST or "").lower())[:15]
    return name if len(name) >= 5 else f"{name}-paper"
