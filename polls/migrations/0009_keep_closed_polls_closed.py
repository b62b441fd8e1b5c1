"""A poll whose final count was kept has no later closing time, by a rule of the database."""

from django.db import migrations, models
from django.db.models import F, OuterRef, Subquery


def keep_closed(apps, schema_editor):
    """A poll that was opened again after its keys were destroyed takes no votes, and closed when it was last counted.

    One that was opened again while it still had its keys is open; it gets another final count.
    """
    polls, tallies = apps.get_model("polls", "Poll").objects, apps.get_model("polls", "Tally").objects
    counted = tallies.filter(poll=OuterRef("pk")).values("frozen_at")[:1]
    again = polls.filter(tally__frozen_at__lt=F("closes_at"))
    again.filter(tally__keys_destroyed_at__isnull=False, tally__frozen_at__gt=F("opens_at")).update(
        closes_at=Subquery(counted)
    )
    tallies.filter(poll__in=again.values("pk")).update(frozen_at=None, digest="")
    polls.filter(tally__frozen_at__isnull=False).update(final_closes_at=F("closes_at"))


class Migration(migrations.Migration):
    dependencies = [("polls", "0008_fold_words_for_search")]
    operations = [
        migrations.AddField(
            model_name="poll",
            name="final_closes_at",
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.RunPython(keep_closed, migrations.RunPython.noop, elidable=True),
        migrations.AddConstraint(
            model_name="poll",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("final_closes_at__isnull", True), ("closes_at__lte", F("final_closes_at")), _connector="OR"
                ),
                name="poll_stays_closed",
                violation_error_message=(
                    "Voting has closed: this poll cannot be opened again. To ask once more, make a new poll."
                ),
            ),
        ),
    ]
