"""Messages as mail servers send them, by what each of them means."""

from base64 import encodebytes

REPORT = """From: MAILER-DAEMON@mx.example
To: {to}
Subject: Undelivered Mail Returned to Sender
MIME-Version: 1.0
Content-Type: multipart/report; report-type={type}; boundary="b"

--b
Content-Type: text/plain

Your letter could not be delivered. 550

--b
{part}
--b
Content-Type: text/rfc822-headers

Subject: The Morning Tide

--b--
"""
HEAD = "Content-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example\n\n"


def delivery(fields, head=HEAD):
    return REPORT.replace("{type}", "delivery-status").replace("{part}", head + fields + "\n")


def failed(status, words="smtp; 550 no", action="failed"):
    fields = f"Final-Recipient: rfc822; ada@example.org\nAction: {action}\nStatus: {status}\nDiagnostic-Code: {words}\n"
    return delivery(fields)


COMPLAINT = REPORT.replace("{type}", "feedback-report").replace(
    "{part}",
    "Content-Type: message/feedback-report\n\nFeedback-Type: abuse\nUser-Agent: Loop/1.0\nVersion: 1\n",
)
PLAIN = "From: ada@example.org\nTo: {to}\nSubject: %s\nContent-Type: text/plain\n\n%s\n"
GLOBAL = "Content-Type: message/global-delivery-status\nContent-Transfer-Encoding: base64\n\n" + encodebytes(
    b"Reporting-MTA: dns; mx.example\n\nFinal-Recipient: utf-8; ada@example.org\nAction: failed\nStatus: 5.1.1\n"
).decode("ascii")
FOLDED = (
    "Final-Recipient: rfc822;\n ada@example.org\nAction: Failed (permanently)\n"
    "Status: 5.1.1 (no such user)\nDiagnostic-Code: smtp;\n 550 5.1.1 User\n unknown\n"
)
NO_BLANK = "Content-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example\n"
TWO = (
    "Final-Recipient: rfc822; eva@example.org\nAction: delivered\nStatus: 2.0.0\n\n"
    "Final-Recipient: rfc822; ada@example.org\nAction: failed\nStatus: 5.1.1\n"
)
QMAIL = (
    "Hi. This is the qmail-send program at mx.example.\n\n"
    "<ada@example.org>:\nRemote host said: {}\n\n--- Below this line"
)

# By name: the message, what it means (nothing: None)
SAMPLES = {
    "no such mailbox": (failed("5.1.1"), "hard"),
    "no such domain": (failed("5.1.2"), "hard"),
    "closed": (failed("5.2.1"), "hard"),
    "full": (failed("5.2.2"), "soft"),
    "server full": (failed("5.3.4"), "soft"),
    "no route": (failed("5.4.4"), "soft"),
    "given up after days": (failed("4.4.7"), "soft"),
    "policy": (failed("5.7.1"), "ours"),
    "blocked under another code": (failed("5.1.1", "smtp; 550 5.1.1 blocked using zen.example"), "ours"),
    "generic code, full one in the words": (failed("5.0.0", "smtp; 550 5.1.1 User unknown"), "hard"),
    "generic code alone": (failed("5.0.0", "smtp; 550 Failed"), None),
    "delayed": (failed("4.4.1", action="delayed"), None),
    "relayed": (failed("2.0.0", action="relayed"), None),
    "folded, with comments": (delivery(FOLDED), "hard"),
    "base64, global": (delivery("", head=GLOBAL), "hard"),
    "no blank line": (delivery("Action: failed\nStatus: 5.1.1\n", head=NO_BLANK), "hard"),
    "two recipients": (delivery(TWO), "hard"),
    "complaint": (COMPLAINT, "complaint"),
    "not spam": (COMPLAINT.replace("abuse", "not-spam"), None),
    "on holiday": (
        PLAIN % ("Out of office", "Back soon. The last time you wrote I got: 550 5.1.1 User unknown."),
        None,
    ),
    "qmail with a code": (PLAIN % ("failure notice", QMAIL.format("550 5.1.1 no mailbox")), "hard"),
    "qmail without one": (PLAIN % ("failure notice", QMAIL.format("sorry, no mailbox here")), None),
    "nothing": ("", None),
}
