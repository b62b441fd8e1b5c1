#!/bin/sh
# lxml 6.1.3 brings struck words back as plain ones when it compares two texts.
#
# A paper that corrects in the open strikes the wrong words with <del> and keeps them legible. htmldiff takes every <del>
# and <ins> of both texts away before it compares and leaves what they hold: the wrong sum stands beside the right one,
# unmarked, and striking words is no change. Its documentation has the markup of the new text preserved.
# Expected (HTML, 4.7.2: what <del> holds was removed): the words struck, as <s> leaves them.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check lxml==6.1.3
"$folder/venv/bin/python" - <<'PYTHON'
import sys
from importlib.metadata import version

from lxml.html.diff import htmldiff

CASES = {
    "<p>It cost <{0}>£50</{0}> £5.</p>": "<p>It cost <{0}>£50</{0}> £5 a day.</p>",
    "<p>He paid.</p>": "<p><{0}>He paid.</{0}></p>",
}
seen = {}
for tag in ("del", "s"):
    seen[tag] = [htmldiff(old.format(tag), new.format(tag)) for old, new in CASES.items()]
    print(f"lxml {version('lxml')}, <{tag}>: {seen[tag]}")
if "£50" not in seen["del"][0] or "<del>£50" in seen["del"][0] or seen["del"][1] != "<p>He paid.</p>":
    sys.exit("It changed.")
if "<s>£50</s>" not in seen["s"][0] or seen["s"][1] != "<p><s>He paid.</s></p>":
    sys.exit("It changed.")
PYTHON
