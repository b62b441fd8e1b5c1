"""What readers had of an entry is only added to.

Corrections are guarded anew, because adding a column may have made their table anew, without its triggers.
"""

from importlib import import_module

from django.db import migrations

from common.append_only import keep_rows

before = import_module("articles.migrations.0053_let_brought_corrections_go")
SAID = [*before.SAID, "run_id"]
EDITION = """headline words at author_id is_key is_pinned is_closing entry_id story_id uuid position version news
    starts_at first_published_at"""


class Migration(migrations.Migration):
    dependencies = [("articles", "0060_add_running_stories")]
    operations = [
        migrations.RunPython(before.let_go, keep_rows(before.TABLE, columns=SAID, kept="OLD.run_id IS NULL").code),
        keep_rows(before.TABLE, columns=[*SAID, "entry_id"], kept="OLD.run_id IS NULL"),
        keep_rows("articles_entryedition", columns=EDITION.split()),
    ]
