"""What an import brought of an entry goes with its story when the import is taken back; it is never changed either."""

from importlib import import_module

from django.db import migrations

from common.append_only import keep_rows

TABLE = "articles_entryedition"
COLUMNS = import_module("articles.migrations.0061_keep_entries").EDITION.split()
before = keep_rows(TABLE, columns=COLUMNS)


class Migration(migrations.Migration):
    dependencies = [("articles", "0068_say_which_entries_were_brought")]
    operations = [
        migrations.RunPython(before.reverse_code, before.code),
        keep_rows(TABLE, columns=[*COLUMNS, "run_id"], kept="OLD.run_id IS NULL"),
    ]
