"""What a message in the mailbox for reports says, by RFC 3464 and RFC 5965. Knows no database.

In doubt it says nothing: a reader who is written to in vain costs less than one who is never written to again.
"""

import base64
import binascii
import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import Message
from email.parser import HeaderParser

HARD, SOFT, COMPLAINT, OURS = "hard", "soft", "complaint", "ours"
STATUSES = {"message/delivery-status", "message/global-delivery-status"}
CODE = re.compile(r"(?<![\d.])([245])\.(\d{1,3})\.(\d{1,3})(?![\d.])", re.ASCII)
# Words of a server that will not take mail from us: no reader is to pay for that.
BLOCKED = re.compile(r"block|black.?list|spam|reputation|policy|denied|rbl|dnsbl|not authori[sz]ed|dmarc|spf", re.I)
SOFT_CODES = {"5.2.2", "5.2.3", "5.3.4"}
BLANK_LINE = re.compile(rb"\r?\n[ \t]*\r?\n")
LONGEST = 1024 * 1024
QMAIL = "this is the qmail-send program"


@dataclass(frozen=True)
class Report:
    kind: str
    status: str
    text: str
    recipient: str = ""  # as the server says; nobody believes it without our own mark


def kind_of(status: str, text: str) -> str:
    """What a server's code means for the address; empty where it means nothing."""
    if BLOCKED.search(text) or status.startswith("5.7."):
        return OURS
    if status.startswith("5.1.") or status == "5.2.1":
        return HARD
    if status in SOFT_CODES or status.startswith(("5.4.", "4.")):
        return SOFT
    return ""


def read_report(content: bytes) -> Report | None:
    """What failed for good, was given up, or was complained of. None for all else, such as a reply from a beach."""
    message = message_from_bytes(content[:LONGEST], policy=policy.compat32)
    parts = list(message.walk())
    kinds = [part.get_content_type() for part in parts]
    if "message/feedback-report" in kinds:
        return _complaint(parts[kinds.index("message/feedback-report")])
    found = [report for part in parts if part.get_content_type() in STATUSES for report in _failures(part)]
    if not found and message.get_content_type() == "text/plain":
        found = _qmail(message)
    return next((report for report in found if report.kind), None)


def _complaint(part):
    fields = [block for block in _blocks(part) if block.get("Feedback-Type")]
    is_abuse = any(block["Feedback-Type"].strip().lower() in {"abuse", "fraud", "other"} for block in fields)
    return Report(COMPLAINT, "", "") if is_abuse else None


def _failures(part) -> Iterator[Report]:
    for block in _blocks(part):
        actions, statuses = block.get_all("Action", []), block.get_all("Status", [])
        diagnoses = block.get_all("Diagnostic-Code", []) or [""]
        recipients = block.get_all("Final-Recipient", []) or block.get_all("Original-Recipient", []) or [""]
        for place, action in enumerate(actions):
            if _word(action) == "failed":
                text = " ".join(diagnoses[min(place, len(diagnoses) - 1)].split())
                status = _status(statuses[place] if place < len(statuses) else "", text)
                recipient = recipients[min(place, len(recipients) - 1)].rpartition(";")[2].strip()
                yield Report(kind_of(status, text), status, text, recipient)


def _status(said, text):
    """The code of the report, or the fuller one in the words of the server."""
    codes = [".".join(code) for code in (*CODE.findall(said), *CODE.findall(text))]
    return next((code for code in codes if not code.endswith(".0.0")), codes[0] if codes else "")


def _word(value):
    """Without what stands in brackets beside it."""
    return re.sub(r"\([^)]*\)", "", value).strip().lower()


def _blocks(part: Message) -> Iterator[Message]:
    """The groups of fields of a report, also where it was packed as nothing of its kind may be."""
    _head, _blank, body = part.as_bytes(policy=policy.compat32).partition(b"\n\n")
    if part.get("Content-Transfer-Encoding", "").strip().lower() == "base64":
        try:
            body = base64.b64decode(body)
        except binascii.Error:
            return
    for block in BLANK_LINE.split(body):
        yield HeaderParser().parsestr(block.decode("utf-8", errors="replace").lstrip())


def _qmail(message):
    """Its reports are words alone. Only one that names a full code says anything."""
    payload = message.get_payload(decode=True) or b""
    text = payload.decode("utf-8", errors="replace").partition("--- Below this line")[0]
    if QMAIL not in text.lower():
        return []
    status = _status("", text)
    return [Report(kind_of(status, text), status, " ".join(text.split()))]
