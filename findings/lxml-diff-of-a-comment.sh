#!/bin/sh
# lxml 6.1.3 shows readers the name and address of a function where a text that it compares holds a comment of HTML.
#
# WordPress writes a comment before and after every block. lxml.html.diff.htmldiff writes an element from its `tag`, which
# of a comment is the function that makes comments: "<cyfunction Comment at 0x…" becomes an element, another address in
# every process, and the comment's own words stand among those of the story, also where nothing was changed.
# Expected: the comment as it was, or nothing (HTML, 13.1.6: a comment is no text).
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check lxml==6.1.3
"$folder/venv/bin/python" - <<'PYTHON'
import re
import sys
from importlib.metadata import version

from lxml.html.diff import htmldiff

BLOCK = "<!-- wp:paragraph --><p>It held.</p><!-- /wp:paragraph -->"
PLAIN = "<p>It held.</p>"

seen = {}
for name, old, new in (("gone", BLOCK, PLAIN), ("new", PLAIN, BLOCK), ("kept", BLOCK, BLOCK)):
    seen[name] = re.sub("0x[0-9a-f]+", "0x…", htmldiff(old, new))
print(f"lxml {version('lxml')}", *(f"  {name}: {html}" for name, html in seen.items()), sep="\n")
if not all("<cyfunction" in html and "&gt;wp:paragraph" in html for html in seen.values()):
    sys.exit("It changed.")
PYTHON
