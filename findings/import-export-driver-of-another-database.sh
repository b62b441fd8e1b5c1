#!/bin/sh
# django-import-export 4.4.3 loads PostgreSQL's driver into a process that only knows SQLite, for a column of UUIDs.
#
# A resource looks for the widget of each of its model's fields as its class is made. Of a kind of field that its table
# does not name, as UUIDField is, it asks whether it is one of PostgreSQL's arrays, by importing
# django.contrib.postgres.fields; and that imports psycopg with libpq, where it is installed: some seventy modules and
# 9 MB, in each process, for a class that may never export anything.
# Expected: nothing of another database, or not before something is exported.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --no-compile --disable-pip-version-check \
    Django==6.1.3 django-import-export==4.4.3 'psycopg[binary]==3.3.9'
"$folder/venv/bin/python" -W ignore - <<'PYTHON'
import sys
from importlib.metadata import version

import django
from django.conf import settings

settings.configure(
    INSTALLED_APPS=["import_export"],
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}},
)
django.setup()

from django.db import models
from import_export.resources import ModelResource


def modules_of_the_driver():
    return sum(name.partition(".")[0].startswith("psycopg") for name in sys.modules)


class Reader(models.Model):
    public_id = models.UUIDField(unique=True)
    name = models.CharField(max_length=80)

    class Meta:
        app_label = "paper"


print("django-import-export", version("django-import-export"), "psycopg", version("psycopg"))
seen = []
for fields_wanted in (["name"], ["name", "public_id"]):

    class ReaderResource(ModelResource):
        class Meta:
            model = Reader
            fields = fields_wanted

    seen.append(modules_of_the_driver())
    print(f"  a resource of {', '.join(fields_wanted)}: {seen[-1]} modules of psycopg")
if seen[0] != 0 or seen[1] < 50:
    sys.exit("It changed.")
PYTHON
