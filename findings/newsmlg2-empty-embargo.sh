#!/bin/sh
# newsmlg2 1.1 cannot load an item that is under an embargo without a time.
#
# NewsML-G2 2.35 lets <embargoed> be empty: "the content of the item is under embargo, and no time is known". The loader
# asks the missing text for its parts and raises AttributeError, so the very items that must not go out are the ones
# that cannot be read. Expected: the item, with an embargo that has no date.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check newsmlg2==1.1
"$folder/venv/bin/python" -W ignore - <<'PYTHON'
import sys
from importlib.metadata import version

import NewsMLG2

ITEM = """<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:coast.example:1" version="1"
 standard="NewsML-G2" standardversion="2.35" conformance="power"><itemMeta><itemClass qcode="ninat:text"/>
 <provider qcode="provider:coast"/><versionCreated>2026-11-20T10:00:00Z</versionCreated>{}
 <pubStatus qcode="stat:usable"/></itemMeta></newsItem>"""


def load(embargo):
    try:
        return type(NewsMLG2.NewsMLG2Document(ITEM.format(embargo).encode()).get_item()).__name__
    except AttributeError as error:
        return f"AttributeError: {error}"


dated, empty = load("<embargoed>2026-11-21T00:01:00Z</embargoed>"), load("<embargoed/>")
print(f"newsmlg2 {version('newsmlg2')}\n  with a time: {dated}\n  <embargoed/>: {empty}")
if dated != "NewsItem" or not empty.startswith("AttributeError"):
    sys.exit("It changed.")
PYTHON
