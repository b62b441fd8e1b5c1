#!/bin/sh
# EbookLib 0.20 reads a Welsh book and says of every page that it is in English, also in the book that it writes again.
#
# A page of a book is XHTML and has its language on the root element (HTML, 3.2.6.2): screen readers take the voice from
# it, and other readers their hyphens. get_content() of a book that was read makes the page anew, with lang="en", the
# library's own setting for new books, whatever the page and the dc:language of the book say, and without the page's
# title. A book in which somebody changes one page is written with all of them in English. The property `content` holds
# the page as it was.
# Expected: lang="cy", as in the file.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --no-compile --disable-pip-version-check ebooklib==0.20
cd "$folder"
venv/bin/python - <<'PYTHON'
import re
import sys
from importlib.metadata import version
from zipfile import ZipFile

from ebooklib import epub


def said(page):
    """Returns the language and the title that a page has of itself."""
    return re.findall(r"xml:lang=\"(\w+)\"|<title>(.*?)</title>", page)


def in_file(path):
    with ZipFile(path) as file:
        return said(file.read("EPUB/cei.xhtml").decode())


page = epub.EpubHtml(uid="cei", title="Y cei", file_name="cei.xhtml", lang="cy")
page.content = "<p>Ni syrthiodd y cei.</p>"
book = epub.EpubBook()
book.set_identifier("urn:coast:1")
book.set_title("Yr arfordir")
book.set_language("cy")
book.add_item(page)
book.add_item(epub.EpubNav())
book.spine = [page]
epub.write_epub("made.epub", book)

again = epub.read_epub("made.epub")
content = said(again.get_item_with_id("cei").get_content().decode())
epub.write_epub("again.epub", again)
language = again.get_metadata("DC", "language")[0][0]
print(f"EbookLib {version('ebooklib')}, a book in {language}")
print(f"  written: {in_file('made.epub')}\n  read: {content}\n  written again: {in_file('again.epub')}")
if (language, in_file("made.epub"), content, in_file("again.epub")) != (
    "cy",
    [("cy", ""), ("", "Y cei")],
    [("en", "")],
    [("en", "")],
):
    sys.exit("It changed.")
PYTHON
