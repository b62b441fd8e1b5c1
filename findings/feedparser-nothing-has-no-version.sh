#!/bin/sh
# feedparser 6.0.14 has no `version` for an empty answer, where every other answer that is no feed has an empty one.
#
# The documentation has `version` as the way to know whether there was a feed at all: "" if there was none. Of no bytes the
# result has neither that key nor an attribute: reading it raises AttributeError, in the very case in which one asks.
# Expected: an empty version.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check feedparser==6.0.14
"$folder/venv/bin/python" -W ignore - <<'PYTHON'
import sys

import feedparser


def version_of(content):
    try:
        return repr(feedparser.parse(content).version)
    except AttributeError as error:
        return f"AttributeError: {error}"


page, nothing = version_of(b"<p>Sign in</p>"), version_of(b"")
print(f"feedparser {feedparser.__version__}\n  of a page: {page}\n  of nothing: {nothing}")
if page != "''" or not nothing.startswith("AttributeError"):
    sys.exit("It changed.")
PYTHON
