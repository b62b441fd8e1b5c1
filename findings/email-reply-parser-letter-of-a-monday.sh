#!/bin/sh
# email_reply_parser 0.5.12 gives nothing at all for a letter that begins with "On Monday" and has "wrote:" further down.
#
# Mail programs put "On …, … wrote:" above what they quote (no standard has it). The parser takes all from a line that
# begins with "On" to the next line that ends with "wrote:" for that head, over as many paragraphs as lie between, and what
# follows for the quotation. Where "wrote:" ends no line, the paragraphs are glued together. The same letter with "Last
# Monday" is whole. Expected: the letter, as nothing in it is quoted.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check email_reply_parser==0.5.12
"$folder/venv/bin/python" - <<'PYTHON'
import sys
from importlib.metadata import version

from email_reply_parser import EmailReplyParser

LETTER = "{} I asked the council for a bench.\n\nThe clerk wrote:{}there is no money.\n\nAda Marsh"

seen = {}
for start, end in (("On Monday", "\n"), ("On Monday", " "), ("Last Monday", "\n")):
    letter = LETTER.format(start, end)
    seen[letter] = EmailReplyParser.parse_reply(letter)
    print(f"email_reply_parser {version('email_reply_parser')}\n  of {letter!r}\n  is {seen[letter]!r}")
empty, glued, whole = seen.items()
if empty[1] != "" or "bench.The clerk" not in glued[1] or whole[1] != whole[0]:
    sys.exit("It changed.")
PYTHON
