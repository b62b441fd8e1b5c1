#!/bin/sh
# clevercsv 0.8.5 takes the "@" of a list of addresses for the comma between columns.
#
# RFC 4180 (2) has the comma, and lets a record have a single field: then there is none. The library, which by its
# README finds out how a messy file is written, knows addresses of mail and of the web as kinds of values, and leaves a
# list of web addresses whole. A list of readers, one to a line, becomes a table of names and hosts: under "Email"
# stands "ada". With a second column all is well. No warning is given.
# Expected: ada@coast.example.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check clevercsv==0.8.5
cd "$folder" && venv/bin/python - <<'PYTHON'
import sys
from importlib.metadata import version
from pathlib import Path

import clevercsv

LISTS = {
    "Email\nada@coast.example\nbryn@coast.example\ncadi@tide.example\n": {"Email": "ada", None: ["coast.example"]},
    "Email,Name\nada@coast.example,Ada\nbryn@coast.example,Bryn\n": {"Email": "ada@coast.example", "Name": "Ada"},
    "Page\nhttps://coast.example/1\nhttps://coast.example/2\n": {"Page": "https://coast.example/1"},
}

print("clevercsv", version("clevercsv"))
same = True
for text, expected in LISTS.items():
    Path("list.csv").write_text(text)
    first = dict(clevercsv.read_dicts("list.csv")[0])
    print(f"  {text!r}: {first}")
    same = same and first == expected
if not same:
    sys.exit("It changed.")
PYTHON
