#!/bin/sh
# ofxtools 1.1.1 gives the day before for a payment that a British bank dates in summer time.
#
# DTPOSTED 20260701000000[+1:BST] is 1 July at the bank. The value comes back as 30 June 23:00 UTC, the offset is gone, and
# a program that takes its day files the payment in June. Expected: a moment that still knows its offset, so that its
# day is 1 July.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check ofxtools==1.1.1
"$folder/venv/bin/python" - <<'PYTHON'
import sys
from importlib.metadata import version

from ofxtools.Types import DateTime

seen = {text: DateTime().convert(text) for text in ("20260701000000[+1:BST]", "20260701")}
print(f"ofxtools {version('ofxtools')}", *(f"  {text}: {moment}" for text, moment in seen.items()), sep="\n")
if [moment.date().isoformat() for moment in seen.values()] != ["2026-06-30", "2026-07-01"]:
    sys.exit("It changed.")
PYTHON
