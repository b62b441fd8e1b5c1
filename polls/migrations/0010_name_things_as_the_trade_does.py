"""Removals, reasons to hold, edit keys and anonymising get the names of the trade. Tables and columns stay as they are.

The model is renamed by an operation of its own, so that its content type and permissions go with it. Nothing here
changes the database: the table is named, and the rest is of the state alone.
"""

import datetime as dt

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q

HOLD_REASONS = [
    ("source", "Sent by no browser that we know"),
    ("machine", "Sent by a program"),
    ("network", "Many first votes from one network"),
    ("proof", "A proof of work that was wrong or used before"),
]
LONG_AGO = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)


def renamed(model, old, new, field):
    """The field as it now is, under its new name."""
    return [migrations.AlterField(model, old, field), migrations.RenameField(model, old, new)]


def hold_reason(**options):
    return models.CharField("held because", max_length=10, choices=HOLD_REASONS, blank=True, db_column="doubt", **options)


IS_REMOVED = Q(("removal__isnull", False), ("status", "voided"))
IS_IN_THE_BOX = Q(Q(("status", "voided"), _negated=True), ("removal__isnull", True))
HAS_A_RULE = Q(
    ("hour_from__isnull", False),
    ("hour_until__isnull", False),
    ("with_script__isnull", False),
    ("cohort__isnull", False),
    Q(("channel", ""), _negated=True),
    Q(("hold_reason", ""), _negated=True),
    _connector="OR",
)
STATE = [
    migrations.RemoveConstraint("ballot", "ballot_is_removed_by_a_batch"),
    migrations.RemoveConstraint("removal", "void_has_a_rule"),
    migrations.RemoveIndex("ballot", "ballot_recall"),
    *renamed("ballot", "recall", "edit_key", models.UUIDField(null=True, editable=False, db_column="recall")),
    *renamed("ballot", "doubt", "hold_reason", hold_reason(default="")),
    *renamed("removal", "doubt", "hold_reason", hold_reason()),
    *renamed("ballot", "is_shaken", "is_anonymised", models.BooleanField(default=False, db_column="is_shaken")),
    *renamed("receipt", "is_shaken", "is_anonymised", models.BooleanField(default=False, db_column="is_shaken")),
    *renamed("tally", "voided", "removed", models.PositiveIntegerField("removed", default=0, db_column="voided")),
    *renamed(
        "tally",
        "shaken_at",
        "anonymised_at",
        models.DateTimeField("ballots last anonymised at", default=LONG_AGO, db_column="shaken_at"),
    ),
    *renamed(
        "ballot",
        "void_batch",
        "removal",
        models.ForeignKey(
            "polls.removal",
            django.db.models.deletion.PROTECT,
            null=True,
            editable=False,
            related_name="ballots",
            db_index=False,
            db_column="void_batch_id",
        ),
    ),
    migrations.AlterField(
        "removal",
        "poll",
        models.ForeignKey("polls.poll", django.db.models.deletion.PROTECT, related_name="removals"),
    ),
    migrations.AddIndex("ballot", models.Index(fields=["edit_key"], name="ballot_recall")),
    migrations.AddConstraint(
        "ballot",
        models.CheckConstraint(
            condition=Q(IS_REMOVED, IS_IN_THE_BOX, _connector="OR"), name="ballot_is_removed_by_a_batch"
        ),
    ),
    migrations.AddConstraint("removal", models.CheckConstraint(condition=HAS_A_RULE, name="void_has_a_rule")),
]


class Migration(migrations.Migration):
    dependencies = [("polls", "0009_keep_closed_polls_closed")]
    operations = [
        migrations.AlterModelTable("voidbatch", "polls_voidbatch"),
        migrations.RenameModel("VoidBatch", "Removal"),
        migrations.SeparateDatabaseAndState(state_operations=STATE),
    ]
