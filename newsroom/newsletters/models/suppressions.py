"""Addresses to which nothing is sent, whoever asks and whatever list names them. None of them stands here as such."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class SuppressionQuerySet(models.QuerySet):
    def standing(self) -> Self:
        return self.filter(lifted_at=None)

    def of(self, address_hmac: str, letter: str = "") -> Self:
        """What stands against sending this letter there; without a letter, against sending any at all."""
        return self.standing().filter(address_hmac=address_hmac, scope__in={Suppression.EVERY_LETTER, letter})

    def suppress(self, address_hmac: str, reason: str, letter: str = "") -> bool:
        """Send nothing there any more; False where that was so already."""
        given = {"reason": reason, "since": timezone.now(), "lifted_at": None}
        row, is_new = self.get_or_create(address_hmac=address_hmac, scope=letter, defaults=given)
        lifted = self.filter(pk=row.pk, lifted_at__isnull=False)
        return is_new or bool(lifted.update(**given))

    def lift(self) -> int:
        """Only what the owner of the mailbox confirms does this; no list and nobody at the desk can."""
        return self.standing().update(lifted_at=timezone.now())


class Suppression(models.Model):
    """One address that gets no letters: all of them, or the one that the scope names."""

    class Reason(models.TextChoices):
        HARD = "hard", _("The mailbox does not exist")
        SOFT = "soft", _("The mailbox refused five times in a month")
        COMPLAINT = "complaint", _("The reader reported a letter as spam")
        ERASED = "erased", _("The reader was erased")
        IMPORTED = "imported", _("A list that was brought in said so")

    EVERY_LETTER = ""

    address_hmac = models.CharField(max_length=32, editable=False)
    scope = models.SlugField(_("letter"), max_length=60, db_index=False, blank=True, editable=False)
    reason = models.CharField(_("reason"), max_length=10, choices=Reason)
    since = models.DateTimeField(_("since"), default=timezone.now, editable=False)
    lifted_at = models.DateTimeField(_("lifted"), null=True, editable=False)

    objects = SuppressionQuerySet.as_manager()

    class Meta:
        verbose_name = _("suppressed address")
        verbose_name_plural = _("suppressed addresses")
        constraints = [
            models.UniqueConstraint("address_hmac", "scope", name="suppression_once"),
            models.CheckConstraint(name="suppression_names_an_address", condition=~Q(address_hmac="")),
        ]

    def __str__(self) -> str:
        return self.get_reason_display()
