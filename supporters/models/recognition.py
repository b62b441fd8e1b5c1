"""How a supporter wishes to be named, and in whose honour or memory a pledge was made."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from common.fields import CleanCharField, CleanEmailField
from supporters.models.payments import Payment
from supporters.models.pledges import Pledge


class RecognitionQuerySet(models.QuerySet):
    def waiting(self) -> Self:
        """Names that readers are to see once somebody has looked at them."""
        return self.filter(moderation=Recognition.Moderation.WAITING).exclude(level=Recognition.Level.ANONYMOUS)

    def on_the_wall(self) -> Self:
        """Who chose to be named, was approved, and has paid something that stayed with the paper."""
        kept = Payment.objects.counted().with_kept().filter(kept__gt=0)
        approved = self.filter(moderation=Recognition.Moderation.APPROVED, pledge__in=kept.values("pledge"))
        return approved.exclude(level=Recognition.Level.ANONYMOUS)


class Recognition(models.Model):
    """Whether the paper may name the supporter. Nobody is named who did not ask for it; amounts never are."""

    class Level(models.TextChoices):
        ANONYMOUS = "anonymous", _("Anonymous")
        NAME = "name", _("By name")
        MESSAGE = "message", _("By name, with a message")

    class Moderation(models.TextChoices):
        WAITING = "waiting", _("To be looked at")
        APPROVED = "approved", _("Shown")
        REFUSED = "refused", _("Not shown")

    pledge = models.OneToOneField(Pledge, models.CASCADE, related_name="recognition")
    level = models.CharField(_("recognition"), max_length=10, choices=Level, default=Level.ANONYMOUS)
    display_name = CleanCharField(_("name to print"), max_length=120, blank=True)
    message = CleanCharField(_("message"), max_length=140, blank=True)
    organisation = CleanCharField(_("on behalf of"), max_length=120, blank=True)
    moderation = models.CharField(
        _("in the list of supporters"), max_length=10, choices=Moderation, default=Moderation.WAITING
    )
    moderated_at = models.DateTimeField(_("looked at"), null=True, blank=True)
    moderated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("by")
    )

    objects = RecognitionQuerySet.as_manager()

    class Meta:
        verbose_name = _("recognition")
        verbose_name_plural = _("recognitions")
        constraints = [
            models.CheckConstraint(
                name="recognition_by_name_has_a_name",
                condition=Q(level="anonymous") | ~Q(display_name=""),
                violation_error_message=_("Write the name to print."),
            ),
            models.CheckConstraint(
                name="recognition_message_only_if_chosen",
                condition=Q(level="message") | Q(message=""),
                violation_error_message=_("A message is printed only where the supporter chose that."),
            ),
        ]

    def __str__(self):
        return self.get_level_display() if self.level == self.Level.ANONYMOUS else self.display_name

    def moderate(self, decision, *, by) -> None:
        self.moderation, self.moderated_by, self.moderated_at = decision, by, timezone.now()
        self.save(update_fields=["moderation", "moderated_by", "moderated_at"])

    def hide(self) -> None:
        """Take the name off the list of supporters for good, as its owner may at any time."""
        self.level, self.display_name, self.message = self.Level.ANONYMOUS, "", ""
        self.save(update_fields=["level", "display_name", "message"])


class Dedication(models.Model):
    """In whose honour or memory a pledge was made."""

    class Kind(models.TextChoices):
        HONOUR = "honour", _("In honour of")
        MEMORY = "memory", _("In memory of")

    pledge = models.OneToOneField(Pledge, models.CASCADE, related_name="dedication")
    kind = models.CharField(_("dedication"), max_length=10, choices=Kind)
    name = CleanCharField(_("to whom"), max_length=80)
    notify_email = CleanEmailField(_("to be told by"), blank=True)
    told_at = models.DateTimeField(_("told"), null=True, blank=True)

    class Meta:
        verbose_name = _("dedication")
        verbose_name_plural = _("dedications")
        constraints = [
            models.CheckConstraint(name="dedication_names_somebody", condition=~Q(name="")),
            models.CheckConstraint(
                name="dedication_told_keeps_no_address", condition=Q(told_at=None) | Q(notify_email="")
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()} {self.name}"
