#!/bin/sh
# xlsx2csv 0.8.6 writes 0" 11ays" for a cell that shows "12 days", and the 12 is nowhere.
#
# A number format may have words in quotation marks (ECMA-376 part 1, 18.8.31), so that a cell shows "12 days" and can
# still be added up; tables of councils are full of them. If one of d, m, y, h or s is among the letters, the library
# takes the number for a date, although its words say what it is. It writes the format itself into the CSV, with parts
# of a day of 1900 set into it: "£8.50 a day" is "£"0.00" a 07ay". The weekday of a real date ("ddd", Mon) is the day of
# the month twice. openpyxl 3.1.5 has 12, 8.5, 41 and the date.
# Expected: the numbers, and Mon.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --no-compile --disable-pip-version-check xlsx2csv==0.8.6 openpyxl==3.1.5
cd "$folder"
venv/bin/python - <<'PYTHON'
import csv
import io
import sys
from datetime import date
from importlib.metadata import version

from openpyxl import Workbook, load_workbook
from xlsx2csv import Xlsx2csv

CELLS = (
    (12, '0" days"'),
    (8.5, '"£"0.00" a day"'),
    (41, '0" seats"'),
    (41, '0" o bobl"'),
    (date(2026, 6, 1), "ddd d mmm"),
)

book = Workbook()
for row, (value, number_format) in enumerate(CELLS, start=1):
    book.active.cell(row, 1, value).number_format = number_format
book.save("table.xlsx")

written = io.StringIO()
Xlsx2csv("table.xlsx").convert(written)
seen = [line for (line,) in csv.reader(io.StringIO(written.getvalue()))]
print(f"xlsx2csv {version('xlsx2csv')}, openpyxl {version('openpyxl')}")
for line, (cell,) in zip(seen, load_workbook("table.xlsx").active.iter_rows(), strict=True):
    print(f"  {cell.number_format}: {line} ({cell.value})")
if seen != ['0" 11ays"', '"£"0.00" a 07ay"', '0" seats"', "41", "0101 01 Jun"]:
    sys.exit("It changed.")
PYTHON
