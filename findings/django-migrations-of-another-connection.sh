#!/bin/sh
# Django 6.1.3 reads which migrations were applied from the database of the connection's name, not from the connection.
#
# MigrationExecutor takes a connection. Given a copy of the default one that points to another file, it looks in that file
# for the table of migrations, and then reads the rows of the default database: the recorder asks for `using(connection.alias)`.
# Expected: the rows of the database that the connection leads to.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check Django==6.1.3
cd "$folder" && "$folder/venv/bin/python" - <<'PYTHON'
import sys

import django
from django.conf import settings

settings.configure(
    INSTALLED_APPS=["django.contrib.contenttypes"],
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": "default.sqlite3"}},
)
django.setup()
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder

other = connection.copy()
other.settings_dict["NAME"] = "other.sqlite3"
with other.cursor() as cursor:
    cursor.execute("CREATE TABLE django_migrations (id integer PRIMARY KEY, app text, name text, applied text)")
    cursor.execute("INSERT INTO django_migrations VALUES (1, 'contenttypes', '0001_initial', '2026-01-01')")
MigrationRecorder(connection).ensure_schema()  # the default database has the table, and nothing in it

found = sorted(MigrationExecutor(other).loader.applied_migrations)
print(f"Django {django.get_version()}\n  in the file of the connection: contenttypes.0001_initial\n  read: {found}")
if found:
    sys.exit("It changed.")
PYTHON
