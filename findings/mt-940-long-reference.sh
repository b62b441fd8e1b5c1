#!/bin/sh
# mt-940 5.1.1 hides the bank's reference where a customer's reference has more than 16 characters.
#
# SWIFT gives field :61: 16 characters of customer reference before "//"; a UK Faster Payments reference has 18, and banks
# write it whole. The rest and the bank's reference then land together in extra_details, and bank_reference is None.
# Expected: customer_reference "RF42 K7RM 4WXP QR" and bank_reference "BANKREF", or an error.
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
:61:2611201120C25,00NTRF{reference}//BANKREF
:86:ADA
:62F:C261130GBP125,00
"""
NAMES = ("customer_reference", "bank_reference", "extra_details")


def read(reference):
    (statement,) = mt940.parse_statements(FILE.format(reference=reference), options=mt940.Options.all())
    return tuple(statement.transactions[0].data[name] for name in NAMES)


short, long = read("RF42 K7RM 4WXP"), read("RF42 K7RM 4WXP QR1")
print(f"mt-940 {version('mt-940')}\n  14 characters: {short}\n  18 characters: {long}")
if short[:2] != ("RF42 K7RM 4WXP", "BANKREF") or long != ("RF42 K7RM 4WXP Q", None, "R1//BANKREF"):
    sys.exit("It changed.")
PYTHON
