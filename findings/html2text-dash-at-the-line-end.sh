#!/bin/sh
# html2text 2025.4.15 makes a list of the second half of a sentence that has a dash.
#
# Many write a dash as a hyphen between spaces. The library breaks lines at 78 signs, by itself, after it has escaped what
# would begin a list; a dash that then comes to stand first in its line begins one (CommonMark 0.31, 5.2: a list may
# interrupt a paragraph). So does the "+" of a telephone number. One letter more or less, and all is well.
# Expected: one paragraph, as of the same text with body_width = 0.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check html2text==2025.4.15 markdown-it-py==4.3.0
"$folder/venv/bin/python" - <<'PYTHON'
import sys
from importlib.metadata import version

import html2text
from markdown_it import MarkdownIt

STORY = "<p>The gate on the quay was closed at {} in the evening when the sea had risen - nobody was hurt.</p>"


def read_back(words, width):
    writer = html2text.HTML2Text(bodywidth=width)
    return MarkdownIt("commonmark").render(writer.handle(STORY.format(words))).replace("\n", " ").strip()


print(f"html2text {version('html2text')}")
seen = {}
for words, width in (("nine", 78), ("six", 78), ("nine", 0)):
    seen[words, width] = read_back(words, width)
    print(f"  {words}, width {width}: {seen[words, width]}")
if ["<li>" in html for html in seen.values()] != [True, False, False]:
    sys.exit("It changed.")
PYTHON
