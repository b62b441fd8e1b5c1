"""What an issue of a letter said is kept: its wordings, its corrections, and who took which step."""

from django.db import migrations

from common.append_only import keep_rows


class Migration(migrations.Migration):
    dependencies = [("newsroom", "0024_add_issues")]
    operations = [
        keep_rows(
            "newsroom_issuerender",
            columns=["issue_id", "number", "subject", "preheader", "content", "html", "text", "message", "digest"],
        ),
        keep_rows("newsroom_issueevent", columns=["issue_id", "at", "state", "text"]),
        keep_rows("newsroom_issuecorrection", columns=["newsletter_id", "correction_id", "issue_id"]),
    ]
