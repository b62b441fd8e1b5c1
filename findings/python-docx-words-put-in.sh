#!/bin/sh
# python-docx 1.2.0 reads a sentence without the words that a colleague put into it with "track changes".
#
# Word keeps such words in w:ins (ECMA-376 part 1, 17.13.5.18), and they stand on the page until somebody rejects them.
# The documentation of Paragraph.text promises the content of the paragraph; the runs in w:ins are no part of it. With
# words taken out the same way (w:del) the new text is read, so of "did not vote" with "not" put in, "did vote" is left.
# Expected: "The council did not vote.", as Word and mammoth 1.13.0 have it.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check python-docx==1.2.0 mammoth==1.13.0
"$folder/venv/bin/python" - <<'PYTHON'
import io
import sys
from importlib.metadata import version

import docx
import mammoth
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

BY = 'w:id="1" w:author="Ada Marsh" w:date="2026-06-01T09:00:00Z"'
INSERTED = f'<w:ins {nsdecls("w")} {BY}><w:r><w:t xml:space="preserve">not </w:t></w:r></w:ins>'
DELETED = f'<w:del {nsdecls("w")} {BY}><w:r><w:delText xml:space="preserve">not </w:delText></w:r></w:del>'


def read(change):
    document = docx.Document()
    paragraph = document.add_paragraph("The council did ")
    paragraph._p.append(parse_xml(change))
    paragraph.add_run("vote.")
    file = io.BytesIO()
    document.save(file)
    return docx.Document(file).paragraphs[0].text, mammoth.extract_raw_text(file).value.strip()


inserted, deleted = read(INSERTED), read(DELETED)
print(f"python-docx {version('python-docx')}, mammoth {version('mammoth')}\n  put in: {inserted}\n  taken out: {deleted}")
if inserted != ("The council did vote.", "The council did not vote.") or set(deleted) != {"The council did vote."}:
    sys.exit("It changed.")
PYTHON
