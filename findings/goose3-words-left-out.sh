#!/bin/sh
# goose3 3.1.22 reads "Mr Owen did not call it a theft" as "Mr Owen did call it".
#
# HTML (4.5) has some twenty elements for words within a sentence, and leaves them in the text. The library knows a few
# of them (links, bold, italics) and drops the others with what is in them: <u>, <q>, <abbr>, <time>, <mark>, <cite>,
# <ins>, <sub>. The paragraph is kept and closes up over the gap, and nothing says that words are missing. Its README
# promises the main body of an article. Expected: the sentence as it stands on the page.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --no-compile --disable-pip-version-check goose3==3.1.22
"$folder/venv/bin/python" -W ignore - <<'PYTHON'
import sys
from importlib.metadata import version

from goose3 import Goose

END = ", he told the meeting that was held in the old lifeboat house on the quay."
SENTENCES = {
    "Mr Owen did <u>not</u> call it <q>a theft</q>": "Mr Owen did call it ,",
    "Mr Owen did <b>not</b> call it <i>a theft</i>": "Mr Owen did not call it a theft,",
    "The <abbr>NHS</abbr> pays from <time>1 July</time>": "The pays from ,",
}
paragraphs = "".join(f"<p>{each}{END}</p>" for each in SENTENCES)
page = f"<html><title>Wall</title><article>{paragraphs}</article></html>"
seen = Goose().extract(raw_html=page).cleaned_text.split("\n\n")
print(f"goose3 {version('goose3')}")
for html, text in zip(SENTENCES, seen, strict=True):
    print(f"  {html}\n    {text}")
if not all(text.startswith(words) for words, text in zip(SENTENCES.values(), seen, strict=True)):
    sys.exit("It changed.")
PYTHON
