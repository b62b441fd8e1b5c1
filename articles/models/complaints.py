"""What somebody says a story got wrong, kept until it is answered: by a correction, or with the reason for none."""

import datetime as dt
from typing import Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from common.fields import CleanCharField, CleanTextField

USUAL_TIME = dt.timedelta(hours=24)


def in_a_day() -> dt.datetime:
    return timezone.now() + USUAL_TIME


class ComplaintQuerySet(models.QuerySet):
    def open(self) -> Self:
        """What the desk has not answered."""
        return self.filter(settled_at=None)

    def overdue(self, at=None) -> Self:
        """What it should have answered by now."""
        return self.open().filter(due_at__lte=at or timezone.now())

    def soonest_first(self) -> Self:
        return self.order_by("due_at", "pk")


class Complaint(models.Model):
    article = models.ForeignKey("articles.Article", models.PROTECT, related_name="complaints", verbose_name=_("story"))
    words = CleanTextField(
        _("what is said to be wrong"),
        max_length=1000,
        help_text=_("Who told us stays out of it: every colleague may read this."),
    )
    due_at = models.DateTimeField(_("answer by"), default=in_a_day)
    noted_at = models.DateTimeField(_("noted"), default=timezone.now, editable=False)
    noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="+", verbose_name=_("by")
    )
    correction = models.ForeignKey(
        "articles.Correction",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="complaints",
        verbose_name=_("answered by"),
        help_text=_("The correction of this story that puts it right."),
    )
    reason = CleanCharField(
        _("or why no correction is due"), max_length=300, blank=True, help_text=_("For the paper’s own record.")
    )
    settled_at = models.DateTimeField(_("settled"), null=True, editable=False)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="+"
    )

    objects = ComplaintQuerySet.as_manager()

    class Meta:
        verbose_name = _("complaint")
        verbose_name_plural = _("complaints")
        constraints = [
            models.CheckConstraint(
                name="complaint_settled_says_how",
                condition=Q(settled_at=None, correction=None, reason="")
                | Q(settled_at__isnull=False) & (Q(correction__isnull=False) | ~Q(reason="")),
            )
        ]
        indexes = [models.Index(fields=["due_at"], condition=Q(settled_at=None), name="complaint_open")]

    def __str__(self) -> str:
        return self.words[:60]

    def is_overdue(self, at=None) -> bool:
        return self.settled_at is None and self.due_at <= (at or timezone.now())

    def clean(self) -> None:
        if self.correction and self.correction.article_id != self.article_id:
            raise ValidationError({"correction": _("That correction is of another story.")})
        if self._state.adding and self.article_id and not self.article.editions.exists():
            raise ValidationError({"article": _("No reader has had this story: change it, and nothing is owed.")})

    def note_answer(self, by) -> None:
        """Settled as soon as it says how; a row that says so no longer is open again."""
        is_answered = bool(self.correction_id or self.reason.strip())
        if is_answered and self.settled_at is None:
            self.settled_at, self.settled_by = timezone.now(), by
        elif not is_answered:
            self.settled_at = self.settled_by = None
