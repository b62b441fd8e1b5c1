#!/bin/sh
# Unidecode 1.4.0 writes "£5m" as "PS5m", and python-slugify 9.2.0 makes the address "ps5m-for-the-pier" of it.
#
# By its README the table has what somebody with a US keyboard would choose. The euro becomes EUR and
# a degree "deg", and the pound of sterling two letters that mean nothing, glued to the sum; text-unidecode 1.3, which
# python-slugify asks, has the same table. It goes on into money: sepaxml 2.7.0 cleans the words of a payment by it, and
# the payer's bank shows "Refund of PS5". anyascii 0.3.3 has GBP.
# Expected: GBP5m, or 5m.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --no-compile --disable-pip-version-check \
  Unidecode==1.4.0 text-unidecode==1.3 python-slugify==9.2.0 sepaxml==2.7.0 anyascii==0.3.3
"$folder/venv/bin/python" -W ignore - <<'PYTHON'
import datetime as dt
import re
import sys

from anyascii import anyascii
from sepaxml import SepaTransfer
from slugify import slugify
from text_unidecode import unidecode as text_unidecode
from unidecode import unidecode

ACCOUNT = {"IBAN": "NL50BANK1234567890", "BIC": "BANKNL2A"}


def words_of_a_payment(text):
    transfer = SepaTransfer({**ACCOUNT, "name": "Coast", "batch": True, "currency": "EUR"}, clean=True)
    day = dt.date(2026, 12, 1)
    transfer.add_payment({**ACCOUNT, "name": "Ada Marsh", "amount": 500, "execution_date": day, "description": text})
    return re.search("<Ustrd>(.*?)</Ustrd>", transfer.export(validate=True).decode())[1]


HEADLINE = "£5m for the pier"
seen = {each.__module__: each(HEADLINE) for each in (unidecode, text_unidecode, slugify, anyascii)}
seen["sepaxml"] = words_of_a_payment("Refund of £5")
print(*(f"{name}: {text}" for name, text in seen.items()), sep="\n")
if list(seen.values()) != [*["PS5m for the pier"] * 2, "ps5m-for-the-pier", "GBP5m for the pier", "Refund of PS5"]:
    sys.exit("It changed.")
PYTHON
