"""Who has voted, and what was voted, in rows that nothing ties together. Columns keep the names that they began with.

A receipt says that a voter key has voted and nothing else. A ballot says what was chosen and nothing about by whom.
The key is a hash under the poll's own secret, so keys of two polls cannot be compared, and once the secret is
destroyed a key cannot be traced to a browser by anyone.
"""

import hashlib
import hmac
import secrets
import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

SECRET_BYTES = 32


def new_secret() -> bytes:
    return secrets.token_bytes(SECRET_BYTES)


class PollSecret(models.Model):
    """What makes a poll's voter keys; in a table of its own, so that it can be left out of backups and destroyed."""

    poll = models.OneToOneField("polls.Poll", models.CASCADE, primary_key=True, related_name="secret")
    secret = models.BinaryField(default=new_secret)

    def __str__(self) -> str:
        return f"Secret of poll {self.pk}"

    def key_of(self, voter: str) -> uuid.UUID:
        """The voter's key in this poll: 128 bits, of no use in any other."""
        digest = hmac.digest(bytes(self.secret), voter.encode(), hashlib.sha256)
        return uuid.UUID(bytes=digest[:16])


class Receipt(models.Model):
    """This key has voted in this poll. The primary key is the rule: one vote for a reader."""

    pk = models.CompositePrimaryKey("poll_id", "key")
    # The primary key begins with the poll, so a second index on it would only slow down voting.
    poll = models.ForeignKey("polls.Poll", models.PROTECT, related_name="receipts", db_index=False)
    key = models.UUIDField()
    is_anonymised = models.BooleanField(default=False, db_column="is_shaken")

    def __str__(self) -> str:
        return f"Receipt in poll {self.poll_id}"


class Ballot(models.Model):
    """One vote as it lies in the box: a random id, the hour, the way it came, and whether it counts."""

    COHORTS = 4096  # groups of networks

    class Status(models.TextChoices):
        COUNTED = "counted", _("Counted")
        HELD = "held", _("Being checked")
        REMOVED = "voided", _("Removed")

    class HoldReason(models.TextChoices):
        """Why a vote was held when it came."""

        SOURCE = "source", _("Sent by no browser that we know")
        MACHINE = "machine", _("Sent by a program")
        NETWORK = "network", _("Many first votes from one network")
        PROOF = "proof", _("A proof of work that was wrong or used before")

    class Channel(models.TextChoices):
        ARTICLE = "article", _("In a story")
        PAGE = "page", _("On the poll’s own page")

    class Phase(models.TextChoices):
        """Where a story asks the same question before and after it is read."""

        BEFORE = "before", _("Before reading")
        PAIRED = "paired", _("Before reading, and answered again after it")
        AFTER = "after", _("After reading")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    poll = models.ForeignKey("polls.Poll", models.PROTECT, related_name="ballots", db_index=False)
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.COUNTED)
    hour = models.DateTimeField(_("hour"))
    channel = models.CharField(_("channel"), max_length=10, choices=Channel, default=Channel.ARTICLE)
    with_script = models.BooleanField(_("sent by script"), default=False)
    phase = models.CharField(_("asked"), max_length=10, choices=Phase, blank=True, default="")
    # The number of the story that it was cast in, as the form said; only those that show the poll are believed.
    story = models.PositiveIntegerField(_("story"), null=True, editable=False)
    # A hash of what only the reader's browser holds, so that it finds this ballot and we cannot find the reader.
    edit_key = models.UUIDField(null=True, editable=False, db_column="recall")
    is_changed = models.BooleanField(_("changed by its reader"), default=False)
    is_withdrawn = models.BooleanField(_("withdrawn by its reader"), default=False)
    hold_reason = models.CharField(
        _("held because"), max_length=10, choices=HoldReason, blank=True, default="", db_column="doubt"
    )
    # One of 4,096 groups of networks; large ones that vote alike stand out in it, one reader does not.
    cohort = models.PositiveSmallIntegerField(_("group of networks"), null=True, editable=False)
    removal = models.ForeignKey(
        "polls.Removal",
        models.PROTECT,
        null=True,
        editable=False,
        related_name="ballots",
        db_index=False,
        db_column="void_batch_id",
    )
    is_anonymised = models.BooleanField(default=False, db_column="is_shaken")

    class Meta:
        permissions = [("check_ballot", _("Can release and remove votes"))]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(status__in=["counted", "held", "voided"]), name="ballot_status_is_known"
            ),
            models.CheckConstraint(
                condition=models.Q(status="voided", removal__isnull=False)
                | (~models.Q(status="voided") & models.Q(removal__isnull=True)),
                name="ballot_is_removed_by_a_batch",
            ),
        ]
        indexes = [
            models.Index(fields=["poll", "status"], name="ballot_poll_status"),
            models.Index(fields=["edit_key"], name="ballot_recall"),
        ]

    def __str__(self) -> str:
        return f"Ballot in poll {self.poll_id}"


class Mark(models.Model):
    """One answer marked on one ballot; once on each ballot, by its primary key."""

    pk = models.CompositePrimaryKey("ballot_id", "choice_id")
    ballot = models.ForeignKey(Ballot, models.CASCADE, related_name="marks", db_index=False)
    choice = models.ForeignKey("polls.Choice", models.PROTECT, related_name="marks", db_index=False)

    def __str__(self) -> str:
        return f"Mark for choice {self.choice_id}"
