"""The sum of a poll's ballots: derived, and rebuilt from the ballots whenever it may be behind."""

import datetime as dt

from django.db import models
from django.utils.translation import gettext_lazy as _

LONG_AGO = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)
# Longer than any vote takes to commit: a ballot that a recount could not see yet is seen by the next.
SETTLES_AFTER = dt.timedelta(seconds=10)
# Votes announce themselves at most this often, so that the row is not fought over.
ANNOUNCED_EVERY = dt.timedelta(seconds=2)


class TallyQuerySet(models.QuerySet):
    def announce_vote(self, at) -> int:
        """Let the next reading know that it is behind; nearly every vote finds this done and writes nothing."""
        return self.filter(voted_at__lt=at - ANNOUNCED_EVERY).update(voted_at=at)

    def claim(self, *, at, since) -> bool:
        """Win the right to recount unless somebody has taken it since then."""
        return self.filter(claimed_at__lte=since).update(claimed_at=at) == 1


class Tally(models.Model):
    poll = models.OneToOneField("polls.Poll", models.CASCADE, primary_key=True, related_name="tally")
    counts = models.JSONField(_("counts"), default=dict)
    ballots = models.PositiveIntegerField(_("votes"), default=0)
    held = models.PositiveIntegerField(_("being checked"), default=0)
    removed = models.PositiveIntegerField(_("removed"), default=0, db_column="voided")
    # Of those who answered before and after reading: {"before": counts, "after": counts, "readers": number}.
    moved = models.JSONField(_("before and after reading"), default=dict)
    changed = models.PositiveIntegerField(_("votes changed by their readers"), default=0)
    withdrawn = models.PositiveIntegerField(_("votes withdrawn by their readers"), default=0)
    as_of = models.DateTimeField(_("counted at"), default=LONG_AGO)
    voted_at = models.DateTimeField(_("last vote announced at"), default=LONG_AGO)
    claimed_at = models.DateTimeField(default=LONG_AGO)
    anonymised_at = models.DateTimeField(_("ballots last anonymised at"), default=LONG_AGO, db_column="shaken_at")
    frozen_at = models.DateTimeField(_("final count kept at"), null=True)
    digest = models.CharField(_("digest of the final count"), max_length=64, blank=True)
    keys_destroyed_at = models.DateTimeField(_("voter keys destroyed at"), null=True)

    objects = TallyQuerySet.as_manager()

    class Meta:
        verbose_name = _("tally")
        verbose_name_plural = _("tallies")

    def __str__(self) -> str:
        return f"Tally of poll {self.pk}"

    @property
    def is_settled(self) -> bool:
        """True when the count began so long after the last vote that it has seen every ballot."""
        return self.as_of >= self.voted_at + SETTLES_AFTER

    @property
    def is_frozen(self) -> bool:
        """True from the final count on."""
        return self.frozen_at is not None

    def count_of(self, choice) -> int:
        return self.counts.get(str(choice.pk), 0)
