"""Votes removed by a rule that a second person agreed to. There is no column by which a rule could name an answer."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from common.fields import CleanCharField
from polls.models.ballots import Ballot


class Removal(models.Model):
    """Remove all votes of an hour, a way or a group of networks, whatever they say; it can be undone whole."""

    poll = models.ForeignKey("polls.Poll", models.PROTECT, related_name="removals")
    # Only one status at a time, so that undoing knows what the votes were.
    status = models.CharField(_("votes that are"), max_length=10, choices=Ballot.Status)
    hour_from = models.DateTimeField(_("from the hour"), null=True, blank=True)
    hour_until = models.DateTimeField(_("until the hour, inclusive"), null=True, blank=True)
    channel = models.CharField(_("channel"), max_length=10, choices=Ballot.Channel, blank=True)
    with_script = models.BooleanField(_("sent by script"), null=True, blank=True)
    hold_reason = models.CharField(
        _("held because"), max_length=10, choices=Ballot.HoldReason, blank=True, db_column="doubt"
    )
    cohort = models.PositiveSmallIntegerField(_("group of networks"), null=True, blank=True)
    reason = CleanCharField(_("reason"), max_length=300)
    count = models.PositiveIntegerField(_("votes"), default=0)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("proposed by")
    )
    asked_at = models.DateTimeField(_("proposed at"))
    approver = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("approved by")
    )
    approved_at = models.DateTimeField(_("approved at"), null=True)
    undone_at = models.DateTimeField(_("undone or refused at"), null=True)

    class Meta:
        db_table = "polls_voidbatch"
        verbose_name = _("removal of votes")
        verbose_name_plural = _("removals of votes")
        constraints = [
            models.CheckConstraint(
                name="void_is_approved_by_another",
                condition=Q(approver__isnull=True) | ~Q(approver=F("author")),
                violation_error_message=_("Somebody else has to approve this."),
            ),
            models.CheckConstraint(
                name="void_approval_is_whole",
                condition=Q(approver__isnull=True, approved_at__isnull=True)
                | Q(approver__isnull=False, approved_at__isnull=False),
            ),
            models.CheckConstraint(name="void_has_a_reason", condition=~Q(reason="")),
            models.CheckConstraint(name="void_takes_counted_or_held", condition=Q(status__in=["counted", "held"])),
            models.CheckConstraint(
                name="void_has_a_rule",
                condition=Q(hour_from__isnull=False)
                | Q(hour_until__isnull=False)
                | Q(with_script__isnull=False)
                | Q(cohort__isnull=False)
                | ~Q(channel="")
                | ~Q(hold_reason=""),
            ),
        ]

    def __str__(self) -> str:
        return f"Removal in poll {self.poll_id}"

    @property
    def rule(self) -> str:
        """The rule in words, for whoever is to approve it."""
        hours = [(_("from"), self.hour_from), (_("until"), self.hour_until)]
        script = {True: _("with script"), False: _("without script")}
        group = "" if self.cohort is None else _("group of networks %(number)s") % {"number": self.cohort}
        parts = [
            self.get_status_display(),
            *(f"{word} {date_format(localtime(hour), 'j F Y, H:i T')}" for word, hour in hours if hour),
            self.get_channel_display(),
            script.get(self.with_script, ""),
            self.get_hold_reason_display(),
            group,
        ]
        return " · ".join(str(part) for part in parts if part)

    @property
    def is_waiting(self) -> bool:
        return self.approved_at is None and self.undone_at is None

    @property
    def is_in_force(self) -> bool:
        return self.approved_at is not None and self.undone_at is None

    def matching(self) -> models.QuerySet[Ballot]:
        """The ballots that the rule describes now. What they say is not asked."""
        rules = {
            "hour__gte": self.hour_from,
            "hour__lte": self.hour_until,
            "channel": self.channel or None,
            "with_script": self.with_script,
            "hold_reason": self.hold_reason or None,
            "cohort": self.cohort,
        }
        asked = {name: value for name, value in rules.items() if value is not None}
        return Ballot.objects.filter(poll=self.poll_id, status=self.status, is_withdrawn=False, **asked)
