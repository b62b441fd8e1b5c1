"""The log of a poll is added to and never changed; once somebody has voted, not a line of it goes."""

from django.db import migrations

from common.append_only import keep_rows

SAID = ["poll_id", "at", "kind", "before", "after", "reason", "by_id"]
VOTED_ON = "EXISTS (SELECT 1 FROM polls_ballot WHERE polls_ballot.poll_id = OLD.poll_id)"


class Migration(migrations.Migration):
    dependencies = [("polls", "0006_free_network_hours")]
    operations = [keep_rows("polls_pollevent", columns=SAID, kept=VOTED_ON)]
