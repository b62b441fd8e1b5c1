"""Letters to the editor: what their writers agreed to, in which words, and what became of them."""

import datetime as dt
from typing import Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models import Edition
from common.fields import CleanCharField, CleanEmailField, CleanTextField

LONGEST = 400  # words
CONFIRM_WITHIN = dt.timedelta(days=7)


def _begun(at):
    return Exists(Edition.objects.filter(article=OuterRef("story"), starts_at__lte=at or timezone.now()))


class LetterQuerySet(models.QuerySet):
    def confirmed(self) -> Self:
        """Those that their writers have sent for good: the desk sees no others."""
        return self.filter(confirmed_at__isnull=False)

    def new(self) -> Self:
        return self.confirmed().filter(accepted_at=None, declined_at=None)

    def accepted(self, at=None) -> Self:
        return self.filter(~_begun(at), accepted_at__isnull=False)

    def declined(self) -> Self:
        return self.filter(declined_at__isnull=False)

    def printed(self, at=None) -> Self:
        """Readers have had the story that was made from them."""
        return self.filter(_begun(at), story__isnull=False)

    def unprinted(self, at=None) -> Self:
        return self.filter(~_begun(at))

    def oldest_first(self) -> Self:
        return self.order_by("sent_at", "pk")


class LetterToTheEditor(models.Model):
    name = CleanCharField(_("name"), max_length=80)
    town = CleanCharField(_("town"), max_length=80)
    email = CleanEmailField(_("address, never printed"), blank=True)
    words = CleanTextField(_("letter"), max_length=5000)
    answers = models.ForeignKey(
        "articles.Article", models.SET_NULL, null=True, related_name="+", verbose_name=_("about the story")
    )
    # What stood beside each box that was ticked. Without the first there is no letter.
    print_wording = CleanCharField(_("agreed to printing"), max_length=300)
    edit_wording = CleanCharField(_("agreed to editing"), max_length=300, blank=True)
    fingerprint = models.CharField(max_length=64, unique=True, editable=False)
    sent_at = models.DateTimeField(_("written and agreed"), default=timezone.now)
    confirmed_at = models.DateTimeField(_("confirmed"), null=True)
    accepted_at = models.DateTimeField(_("accepted"), null=True)
    declined_at = models.DateTimeField(_("declined"), null=True)
    story = models.ForeignKey(
        "articles.Article", models.SET_NULL, null=True, related_name="letters", verbose_name=_("stands in")
    )

    objects = LetterQuerySet.as_manager()

    class Meta:
        verbose_name = _("letter to the editor")
        verbose_name_plural = _("letters to the editor")
        constraints = [
            models.CheckConstraint(name="letter_may_be_printed", condition=~Q(print_wording="")),
            models.CheckConstraint(
                name="letter_is_confirmed_before_it_is_decided",
                condition=Q(confirmed_at__isnull=False) | Q(accepted_at=None, declined_at=None),
            ),
            models.CheckConstraint(
                name="letter_is_accepted_or_declined", condition=Q(accepted_at=None) | Q(declined_at=None)
            ),
            models.CheckConstraint(
                name="letter_in_a_story_is_accepted", condition=Q(story=None) | Q(accepted_at__isnull=False)
            ),
        ]
        indexes = [models.Index(fields=["sent_at", "id"], name="letter_oldest")]

    def __str__(self) -> str:
        return f"{self.name}, {self.town}"

    def is_printed(self) -> bool:
        return LetterToTheEditor.objects.printed().filter(pk=self.pk).exists()

    def can_be_confirmed(self, at=None) -> bool:
        return self.confirmed_at is None and (at or timezone.now()) < self.sent_at + CONFIRM_WITHIN
