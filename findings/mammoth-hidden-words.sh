#!/bin/sh
# mammoth 1.13.0 prints what a writer hid in a Word file.
#
# Word hides a run with w:vanish (ECMA-376 part 1, 17.3.2.41: not shown in a document); a correspondent's notes to the
# desk are kept so. The HTML has them among the other words, and no message says so, where the library tells of a style
# that it does not know. Words taken out under "track changes" are left out.
# Expected: the visible sentence, or a message.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check mammoth==1.13.0 python-docx==1.2.0
"$folder/venv/bin/python" - <<'PYTHON'
import io
import sys
from importlib.metadata import version

import docx
import mammoth

document = docx.Document()
paragraph = document.add_paragraph("A member of the crew said so.")
paragraph.add_run(" (Ada Marsh, not for print)").font.hidden = True
file = io.BytesIO()
document.save(file)

read = mammoth.convert_to_html(file)
print(f"mammoth {version('mammoth')}\n  {read.value}\n  messages: {read.messages}")
if read.value != "<p>A member of the crew said so. (Ada Marsh, not for print)</p>" or read.messages:
    sys.exit("It changed.")
PYTHON
