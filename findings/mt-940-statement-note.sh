#!/bin/sh
# mt-940 5.1.1 hangs the bank's note on the whole statement on the last payment.
#
# In MT940 the last :86: of a message, after :62F:, :64: or :65:, is "Information to Account Owner" about the statement.
# The library adds its words to those of the last transaction, also where that has no :86: of its own, so that a payment
# without words carries words that are not its payer's. Expected: no details.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check mt-940==5.1.1
"$folder/venv/bin/python" - <<'PYTHON'
import sys
from importlib.metadata import version

import mt940

FILE = """:20:STMT1
:25:GB00BANK00000012345678
:28C:1/1
:60F:C261101GBP100,00
:61:2611201120C25,00NTRFNONREF
:62F:C261130GBP125,00
:86:TOTAL OF BRANCH
"""
for options in (mt940.Options(), mt940.Options.all()):
    (statement,) = mt940.parse_statements(FILE, options=options)
    seen = statement.transactions[0].data.get("transaction_details")
    print(f"mt-940 {version('mt-940')}: the payment's details are {seen!r}")
    if seen != "TOTAL OF BRANCH":
        sys.exit("It changed.")
PYTHON
