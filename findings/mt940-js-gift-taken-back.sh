#!/bin/sh
# mt940-js 1.0.0 (npm) adds a gift that was taken back to the account a second time.
#
# SWIFT marks every entry of a statement (field :61:) as C or D, or as RC, "reversal of credit", which is a debit, or
# RD, a credit. The library looks for a C anywhere in the mark: what goes out comes in again, a charge that the bank
# gave back is charged twice, and the balance in the same file says otherwise. It also books what the bank booked on
# 2 January, with the value of New Year's Eve, on the 2 January before: the day of booking has no year of its own.
# mt-940 5.1.1 has all of them right where it is asked for (Options.all).
# Expected: 100 each time, as by the bank.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --no-compile --disable-pip-version-check mt-940==5.1.1
npm install --silent --no-audit --no-fund --prefix "$folder" mt940-js@1.0.0 tslib@2.9.1 >/dev/null
cd "$folder"
cat > read.py <<'PYTHON'
import sys

import mt940

with open(sys.argv[1]) as file:
    (statement,) = mt940.parse_statements(file.read(), options=mt940.Options.all())
entries = [each.data for each in statement.transactions]
total = statement.data["final_opening_balance"].amount.amount + sum(each["amount"].amount for each in entries)
print(f"{total:.0f} {entries[-1]['entry_date']}")
PYTHON
cat > read.cjs <<'JAVASCRIPT'
const { readFileSync } = require("node:fs")

const { read } = require("mt940-js")

read(readFileSync(process.argv[2])).then(([{ openingBalance, transactions }]) => {
  const amounts = transactions.map(({ isCredit, amount }) => (isCredit ? amount : -amount))
  console.log(amounts.reduce((sum, each) => sum + each, openingBalance.value), transactions.at(-1).entryDate)
})
JAVASCRIPT
seen=
for marks in "D C" "C D" "C RC" "D RD"; do
  printf ':20:STMT1\n:25:GB00BANK00000012345678\n:28C:1/1\n:60F:C261201GBP100,00\n' > file.sta
  for mark in $marks; do
    printf ':61:2612310102%s25,00NTRFNONREF\n:86:ADA\n' "$mark" >> file.sta
  done
  printf ':62F:C270102GBP100,00\n' >> file.sta
  npm=$(node read.cjs file.sta)
  pypi=$(venv/bin/python read.py file.sta)
  printf '%s\n  mt940-js 1.0.0: %s\n  mt-940 5.1.1: %s\n' "$marks" "$npm" "$pypi"
  seen="$seen|$npm|$pypi"
done
right="100 2027-01-02"
expected="|100 2026-01-02|$right|100 2026-01-02|$right|150 2026-01-02|$right|50 2026-01-02|$right"
[ "$seen" = "$expected" ] || { echo "It changed."; exit 1; }
