#!/bin/sh
# goose3 3.1.22 finds not one word on a page that says it is in Welsh.
#
# By the README it minds the language of a page. It looks for the story by counting the commonest words of that
# language, of which it has lists for some forty. Without a list, as for Welsh, Irish or Gaelic, no paragraph counts,
# and the text is "", with the title and no error. The same page without its `lang`, which HTML (3.2.6.2) and WCAG
# (3.1.1) ask for, is read.
# Expected: the text, as where the language is not known, or an error.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --no-compile --disable-pip-version-check goose3==3.1.22
"$folder/venv/bin/python" -W ignore - <<'PYTHON'
import sys
from importlib.metadata import version

from goose3 import Goose

PARAGRAPH = "<p>Daliodd wal yr harbwr: the wall is in the news, as it was on the day, in a paper of two languages.</p>"

seen = {}
for language in ("", ' lang="cy"', ' lang="ga"', ' lang="fr"'):
    page = f"<html{language}><title>Wal</title><article>{PARAGRAPH * 3}</article></html>"
    article = Goose().extract(raw_html=page)
    seen[language] = bool(article.cleaned_text)
    print(f"goose3 {version('goose3')}, <html{language}>: title {article.title!r}, {len(article.cleaned_text)} letters")
if list(seen.values()) != [True, False, False, True]:
    sys.exit("It changed.")
PYTHON
