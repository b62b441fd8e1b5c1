"""What was said in a comment stays as it was said, and goes only with its story, out of the bin."""

from django.db import migrations

from common.append_only import keep_rows

ON_DESK = """EXISTS (
    SELECT 1 FROM articles_commentthread thread JOIN articles_article story ON story.id = thread.article_id
    WHERE thread.id = OLD.thread_id AND story.binned_at IS NULL
)"""


class Migration(migrations.Migration):
    dependencies = [("articles", "0076_say_when_entries_changed")]
    operations = [keep_rows("articles_commentreply", columns=["thread_id", "at", "words"], kept=ON_DESK)]
