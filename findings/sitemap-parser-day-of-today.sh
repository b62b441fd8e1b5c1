#!/bin/sh
# ultimate-sitemap-parser 1.8.1 dates a page of June 2026 by the day on which the sitemap is read.
#
# A <lastmod> is a W3C date, which may be a year, or a year and a month ("2026-06"); so may the day on which a story
# of a news sitemap was published. The library fills what is missing from today: on the 9th such a page is of the 9th of
# June, a day later of the 10th, and of this year's "2026" it makes today. Nothing says so, and whoever fetches what is
# newer than the last time fetches it every day.
# Expected: the first of the month, or no date.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --no-compile --disable-pip-version-check ultimate-sitemap-parser==1.8.1
"$folder/venv/bin/python" -W ignore - <<'PYTHON'
import datetime as dt
import sys
from importlib.metadata import version

from usp.tree import sitemap_from_str

SITEMAP = """<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<url><loc>https://coast.example/1</loc><lastmod>{}</lastmod></url></urlset>"""


def read(lastmod):
    (page,) = sitemap_from_str(SITEMAP.format(lastmod)).all_pages()
    return page.last_modified.date()


def by_today():
    today = dt.date.today()
    return [dt.date(2026, 6, min(today.day, 30)), today.replace(year=2024), dt.date(2026, 6, 5)]


before = by_today()
seen = [read(lastmod) for lastmod in ("2026-06", "2024", "2026-06-05")]
print(f"ultimate-sitemap-parser {version('ultimate-sitemap-parser')}, on {dt.date.today()}")
print(f"  2026-06 is {seen[0]}, 2024 is {seen[1]}, 2026-06-05 is {seen[2]}")
if seen not in (before, by_today()):
    sys.exit("It changed.")
PYTHON
