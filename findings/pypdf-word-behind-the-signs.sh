#!/bin/sh
# pypdf 7.1.1 and pdfminer.six 20260107 read "Llan-dudno" where the file itself says that the word is Llandudno.
#
# PDF (ISO 32000-1, 14.9.4) lets a file say by ActualText which words its signs stand for: programs of layout do so for
# a hyphen that only the end of a line made (they give a soft one), for joined letters and for drawn words. Both
# libraries pass over it and say nothing, so that a search for a name does not find it in the council's papers, and a
# "No" that is drawn comes out as the signs it was drawn with. PDFium, as in Chrome, takes the words of that one.
# Expected: the words that the file gives.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --no-compile --disable-pip-version-check \
  pypdf==7.1.1 pdfminer.six==20260107 pypdfium2==5.15.2
"$folder/venv/bin/python" -W ignore - <<'PYTHON'
import io
import sys
from importlib.metadata import version

import pypdfium2
from pdfminer.high_level import extract_text
from pypdf import PdfReader, PdfWriter
from pypdf.generic import DictionaryObject, NameObject, StreamObject

HYPHEN = b"(Llan) Tj /Span <</ActualText <FEFF00AD>>> BDC (-) Tj EMC 0 -14 Td (dudno pier) Tj"
DRAWN = b"/Span <</ActualText (No)>> BDC (XX) Tj EMC ( vote) Tj"


def names(**values):
    return DictionaryObject({NameObject(f"/{key}"): value for key, value in values.items()})


def paper(drawing):
    writer = PdfWriter()
    page = writer.add_blank_page(400, 300)
    font = {"Type": "/Font", "Subtype": "/Type1", "BaseFont": "/Helvetica", "Encoding": "/WinAnsiEncoding"}
    fonts = names(F1=names(**{key: NameObject(value) for key, value in font.items()}))
    stream = StreamObject()
    stream.set_data(b"BT /F1 12 Tf 50 200 Td " + drawing + b" ET")
    page.update(names(Resources=names(Font=fonts), Contents=writer._add_object(stream)))
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


print(*(f"{name} {version(name)}" for name in ("pypdf", "pdfminer.six", "pypdfium2")), sep=", ")
seen = []
for drawing in (HYPHEN, DRAWN):
    file = paper(drawing)
    read = PdfReader(io.BytesIO(file)).pages[0].extract_text(), extract_text(io.BytesIO(file))
    seen.append([text.strip().replace("\n", "") for text in read])
    seen[-1].append(pypdfium2.PdfDocument(file)[0].get_textpage().get_text_bounded())
    print(f"  {seen[-1]}")
if seen[0][:2] != ["Llan-dudno pier"] * 2 or seen[1] != ["XX vote", "XX vote", "No vote"]:
    sys.exit("It changed.")
PYTHON
