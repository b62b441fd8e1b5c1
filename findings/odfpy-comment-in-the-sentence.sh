#!/bin/sh
# odfpy 1.4.1 reads a sub-editor's comment as words of the sentence that it hangs on, and words taken out as words.
#
# OpenDocument 1.2 keeps a comment (office:annotation, part 1, 14.1) at its place in the paragraph, and what was deleted
# under "record changes" (text:tracked-changes, 5.5.1) before the text. The documentation of teletype.extractText
# names spaces, tabs and line breaks; author, hour and question come out with the sentence, without even a space, and a
# deleted "not" comes first. Expected: "He was guilty."
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check odfpy==1.4.1
"$folder/venv/bin/python" - <<'PYTHON'
import sys
from importlib.metadata import version

from odf import dc, office, teletype, text
from odf.namespaces import TEXTNS
from odf.opendocument import OpenDocumentText


def signed(element):
    element.addElement(dc.Creator(text="Ada Marsh"))
    element.addElement(dc.Date(text="2026-06-01T09:00:00"))
    return element


commented = text.P(text="He was")
note = signed(office.Annotation())
note.addElement(text.P(text="says who?"))
commented.addElement(note)
commented.addText(" guilty.")

changed = OpenDocumentText()
deletion = text.Deletion()
deletion.addElement(signed(office.ChangeInfo()))
deletion.addElement(text.P(text="not "))
region = text.ChangedRegion(check_grammar=False)
region.setAttrNS(TEXTNS, "id", "c1")
region.addElement(deletion)
changes = text.TrackedChanges()
changes.addElement(region)
changed.text.addElement(changes)
sentence = text.P(text="He was ")
sentence.addElement(text.Change(changeid="c1"))
sentence.addText("guilty.")
changed.text.addElement(sentence)

seen = [teletype.extractText(commented), teletype.extractText(changed.text)]
seen.append([teletype.extractText(each) for each in changed.text.getElementsByType(text.P)])
print(f"odfpy {version('odfpy')}", *seen, sep="\n  ")
if seen != [
    "He wasAda Marsh2026-06-01T09:00:00says who? guilty.",
    "Ada Marsh2026-06-01T09:00:00not He was guilty.",
    ["not ", "He was guilty."],
]:
    sys.exit("It changed.")
PYTHON
