"""What a story got wrong stays on record: the database neither changes a correction nor lets it go."""

from django.db import migrations

from common.append_only import keep_rows

SAID = ["article_id", "kind", "wording", "place", "supersedes_id", "made_at"]


class Migration(migrations.Migration):
    dependencies = [("articles", "0020_index_lists_of_the_desk")]
    operations = [keep_rows("articles_correction", columns=SAID)]
