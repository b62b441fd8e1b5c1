#!/bin/sh
# pycaption 2.3.14 writes "£5 ,000" and "un true" where a part of a word is set in bold or italics.
#
# WebVTT (4.2.2) lets a tag stand inside a word, and a name in italics stands before its "'s". Into SubRip, which gets no
# tags, and into TTML the library puts a space at the end of each tag, and in SubRip one before it. From WebVTT to
# WebVTT all stays together. Expected: "It cost £5,000." and "The Courier's".
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check pycaption==2.3.14
"$folder/venv/bin/python" -W ignore - <<'PYTHON'
import sys
from importlib.metadata import version

from pycaption import DFXPWriter, SRTWriter, WebVTTReader, WebVTTWriter

FILE = "WEBVTT\n\n00:01.000 --> 00:03.000\nIt cost <b>£5</b>,000. <i>The Courier</i>'s was un<i>true</i>.\n"

captions = WebVTTReader().read(FILE)
seen = [writer().write(captions) for writer in (SRTWriter, DFXPWriter, WebVTTWriter)]
lines = [next(line.strip() for line in text.splitlines() if "It cost" in line) for text in seen]
print(f"pycaption {version('pycaption')}", *lines, sep="\n  ")
if lines[0] != "It cost £5 ,000. The Courier 's was un true ." or "</span> ,000" not in lines[1] or lines[2] not in FILE:
    sys.exit("It changed.")
PYTHON
