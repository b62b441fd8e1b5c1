#!/bin/sh
# flufl.bounce 6.0.0 hears nothing of a letter that came back in the form for addresses in UTF-8.
#
# A server that sent a letter by SMTPUTF8 reports with the address type "utf-8" (RFC 6533, 3), in a part of the type
# message/global-delivery-status if it is not in ASCII (4), also for an address of plain letters. The library knows
# "rfc822" and message/delivery-status alone, and answers as for a letter of a reader: no failure, so that a dead
# address stays on the list.
# Expected: ada@coast.example.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check flufl.bounce==6.0.0
"$folder/venv/bin/python" - <<'PYTHON'
import sys
from email import message_from_string
from importlib.metadata import version

from flufl.bounce import all_failures

REPORT = """From: mailer-daemon@mx.example
To: letters@coast.example
MIME-Version: 1.0
Content-Type: multipart/report; report-type={0}; boundary="b"

--b
Content-Type: text/plain

No such mailbox.
--b
Content-Type: message/{0}

Reporting-MTA: dns; mx.example

Final-Recipient: {1}; ada@coast.example
Action: failed
Status: 5.1.1

--b--
"""

print("flufl.bounce", version("flufl.bounce"))
seen = []
for report, kind in (("delivery-status", "rfc822"), ("delivery-status", "utf-8"), ("global-delivery-status", "utf-8")):
    temporary, permanent = all_failures(message_from_string(REPORT.format(report, kind)))
    seen.append(sorted(permanent | temporary))
    print(f"  {report}, {kind}: {seen[-1]}")
if seen != [[b"ada@coast.example"], [], []]:
    sys.exit("It changed.")
PYTHON
