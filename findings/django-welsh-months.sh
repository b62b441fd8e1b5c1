#!/bin/sh
# Django 6.1.3 prints Welsh dates in words that no Welsh calendar has, where Babel 2.19.0 (CLDR) has the usual ones.
#
# July is "Gorffenaf" instead of "Gorffennaf", the 3rd of a month is "3rd", and "Enter a valid date." becomes
# "Rhif ddyddiad dilys.", which is no sentence. A page whose dates are Django's is spelled otherwise than one whose dates
# are Babel's.
# Expected: the words of CLDR.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" -q --disable-pip-version-check install django==6.1.3 babel==2.19.0
"$folder/venv/bin/python" - <<'PYTHON'
import datetime as dt
import sys

import django
from babel.dates import format_date
from django.conf import settings

settings.configure(USE_I18N=True, LANGUAGE_CODE="cy", INSTALLED_APPS=["django.contrib.humanize"])
django.setup()
from django.contrib.humanize.templatetags.humanize import ordinal
from django.utils import translation
from django.utils.dateformat import format as django_date

day = dt.date(2026, 7, 3)
with translation.override("cy"):
    seen = [django_date(day, "F"), django_date(day, "M"), str(ordinal(3)), translation.gettext("Enter a valid date.")]
cldr = format_date(day, "MMMM", locale="cy")
print("Django:", *seen, sep=" | ")
print("CLDR:  ", cldr)
is_seen = seen == ["Gorffenaf", "Gor", "3rd", "Rhif ddyddiad dilys."]
sys.exit(not (is_seen and cldr == "Gorffennaf"))
PYTHON
