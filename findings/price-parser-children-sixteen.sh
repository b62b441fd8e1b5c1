#!/bin/sh
# price-parser 0.5.1 charges £16 for "Under 16s: £3".
#
# It takes the first number that it meets for the amount, and the first sign of money anywhere for the currency,
# although the sign stands before another number: one of "Doors 7.30pm, £5" is £7.30, and of a telephone number before a
# price comes a price of millions. The README has text before a price ("Price: $119.00") and promises robust extraction.
# Expected: the number beside the sign, as in "Children: £3".
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check price-parser==0.5.1
"$folder/venv/bin/python" - <<'PYTHON'
import sys
from importlib.metadata import version

from price_parser import Price

WORDS = ("Children: £3", "Under 16s: £3", "Doors 7.30pm, £5", "6 June: £8", "Tel. 01492 555010: £5")

print("price-parser", version("price-parser"))
seen = []
for words in WORDS:
    price = Price.fromstring(words)
    seen.append(f"{price.currency}{price.amount}")
    print(f"  {words}: {seen[-1]}")
if seen != ["£3", "£16", "£7.30", "£6", "£1492555010"]:
    sys.exit("It changed.")
PYTHON
