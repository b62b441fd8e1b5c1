"""A correction that an import brought goes with its story when the import is taken back; it is never changed either.

Guarded anew, because adding a column may have made the table anew, without its triggers.
"""

from django.db import migrations

from common.append_only import keep_rows

SAID = ["article_id", "kind", "wording", "place", "supersedes_id", "made_at"]
TABLE = "articles_correction"
before = keep_rows(TABLE, columns=SAID)


def let_go(apps, schema_editor):
    """The guard of before, where it is still there."""
    is_postgresql = schema_editor.connection.vendor == "postgresql"
    for act in ("change", "delete"):
        schema_editor.execute(f"DROP TRIGGER IF EXISTS {TABLE}_kept_{act}" + (f" ON {TABLE}" if is_postgresql else ""))
    if is_postgresql:
        schema_editor.execute(f"DROP FUNCTION IF EXISTS {TABLE}_kept()")


class Migration(migrations.Migration):
    dependencies = [("articles", "0052_bring_polls_series_and_corrections")]
    operations = [
        migrations.RunPython(let_go, before.code),
        keep_rows(TABLE, columns=[*SAID, "run_id"], kept="OLD.run_id IS NULL"),
    ]
