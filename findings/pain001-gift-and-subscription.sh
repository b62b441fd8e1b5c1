#!/bin/sh
# pain001 0.0.74 collects a subscription as a one-off payment, ten days early, where the row before it is a gift.
#
# ISO 20022 has the kind of a direct debit (SeqTp: OOFF for one that never comes again, RCUR) and its day for each block
# of payments (PmtInf), of which a message may have many. The library makes one block of a table and takes both from
# the first row; what other rows have there is dropped, and `validate` passes all. The bank may take the subscriber's
# mandate for used up, and the money goes before the day of which the subscriber was told. Its page on columns says
# which ones of credit transfers count in the first row alone, and nothing of direct debits; the table that its own
# `init` writes has RCUR in one row and FRST in the other.
# Expected: two blocks, or an error.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --no-compile --disable-pip-version-check pain001==0.0.74
cd "$folder"
pain001() {
  venv/bin/pain001 "$@" >> log.txt 2>&1 || { cat log.txt; exit 1; }
}
pain001 init pain.008.001.02 -o starter.csv
cat > table.py <<'PYTHON'
import csv

ROWS = (
    {"payment_id": "GIFT-1", "sequence_type": "OOFF", "requested_execution_date": "2026-06-10"},
    {"payment_id": "SUBSCRIPTION-1", "sequence_type": "RCUR", "requested_execution_date": "2026-06-20"},
)

with open("starter.csv", newline="") as starter:
    rows = list(csv.DictReader(starter))
print("starter:", ", ".join(row["sequence_type"] for row in rows))
with open("payments.csv", "w", newline="") as payments:
    writer = csv.DictWriter(payments, rows[0])
    writer.writeheader()
    for row, ours in zip(rows, ROWS, strict=True):
        print("table:  ", *ours.values())
        writer.writerow(row | ours)
PYTHON
table=$(venv/bin/python table.py)
pain001 validate -t pain.008.001.02 -d payments.csv
pain001 generate -t pain.008.001.02 -d payments.csv -o made
made=$(grep -oE "<(PmtInf|SeqTp|ReqdColltnDt|EndToEndId)>[A-Z0-9-]*" made/*.xml | sed 's/^<//; s/>$//; s/>/ /')
printf 'pain001 0.0.74\n%s\nwritten:\n%s\n' "$table" "$made"
[ "$made" = "PmtInf
SeqTp OOFF
ReqdColltnDt 2026-06-10
EndToEndId GIFT-1
EndToEndId SUBSCRIPTION-1" ] || { echo "It changed."; exit 1; }
