"""What readers have sent in, with what only the desk may know of them."""

import datetime as dt
from typing import Self

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from common.fields import CleanEmailField, CleanTextField


class ReportedMistakeQuerySet(models.QuerySet):
    def to_answer(self) -> Self:
        """Their complaint is settled, and whoever asked for an answer has none."""
        return self.filter(complaint__settled_at__isnull=False, answered_at=None).exclude(email="")

    def settled_before(self, moment: dt.datetime) -> Self:
        return self.filter(complaint__settled_at__lt=moment)


class ReportedMistake(models.Model):
    """What a reader told of a complaint: the passage, where it stood, and where to send the answer."""

    complaint = models.OneToOneField("articles.Complaint", models.CASCADE, related_name="report", primary_key=True)
    edition = models.ForeignKey("articles.Edition", models.PROTECT, related_name="+", verbose_name=_("read in"))
    passage = CleanTextField(_("passage"), max_length=600, blank=True)
    source = CleanTextField(_("where one can read what is right"), max_length=500, blank=True)
    email = CleanEmailField(_("answer to"), blank=True)
    fingerprint = models.CharField(max_length=64, unique=True, editable=False)
    answer = CleanTextField(
        _("answer to the reader"),
        max_length=2000,
        blank=True,
        help_text=_("Sent once the complaint is settled, below the correction if there is one. It may stay empty."),
    )
    answered_at = models.DateTimeField(_("answered"), null=True, editable=False)

    objects = ReportedMistakeQuerySet.as_manager()

    class Meta:
        verbose_name = _("what the reader said")
        verbose_name_plural = _("what the reader said")
        default_permissions = ()

    def __str__(self) -> str:
        return self.passage[:60] or str(_("Without a passage"))

    def take_address(self, email: str) -> None:
        """Whoever says the same again may be the first to want an answer."""
        if email and not self.email and self.answered_at is None:
            self.email = email
            self.save(update_fields=["email"])

    def note_answer(self) -> None:
        self.answered_at = timezone.now()
        self.save(update_fields=["answered_at"])
