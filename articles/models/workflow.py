"""Where a story stands at the desk and whose it is. No reader sees any of this, and no edition copies it."""

import datetime as dt
from typing import Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from common.fields import CleanCharField
from common.outbox import OutboxLetter

LATEST = dt.timedelta(days=1)  # by then every try of a letter is over


def _person(label, related_name="+"):
    return models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        editable=False,
        related_name=related_name,
        verbose_name=label,
    )


class Stage(models.TextChoices):
    DRAFT = "draft", _("Draft")
    REVIEW = "review", _("In review")
    LEGAL = "legal", _("With the lawyer")
    READY = "ready", _("Ready")


class DeskFacts(models.Model):
    """What the desk knows of a story besides its words. Restoring old words leaves all of it as it is."""

    stage = models.CharField(_("stage"), max_length=10, choices=Stage, default=Stage.DRAFT, editable=False)
    needs_legal = models.BooleanField(
        _("needs the lawyer"),
        default=False,
        help_text=_("It cannot be published before the lawyer has passed it. Only who may pass it can take this off."),
    )
    assigned_to = _person(_("assigned to"), related_name="assigned_articles")
    changed_by = _person(_("last changed by"))
    binned_at = models.DateTimeField(_("binned"), null=True, editable=False)
    binned_by = _person(_("binned by"))
    is_template = models.BooleanField(_("template"), default=False, editable=False)

    FACTS = ("stage", "needs_legal", "assigned_to_id", "changed_by_id", "binned_at", "binned_by_id", "is_template")

    class Meta:
        abstract = True


class StageMove(models.Model):
    """One step of a story through the desk. Rows are only added."""

    article = models.ForeignKey("articles.Article", models.CASCADE, related_name="moves")
    from_stage = models.CharField(_("from"), max_length=10, choices=Stage)
    to_stage = models.CharField(_("to"), max_length=10, choices=Stage)
    by = _person(_("by"))
    at = models.DateTimeField(_("at"), default=timezone.now)
    # The wording that stood at the desk then: what the lawyer passes is that one. Older rows do not know it.
    version = models.PositiveIntegerField(_("desk version"), null=True)
    note = CleanCharField(_("note"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("move")
        verbose_name_plural = _("moves")
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                name="stage_move_goes_somewhere", condition=~models.Q(from_stage=models.F("to_stage"))
            )
        ]
        indexes = [models.Index(fields=["article", "-at", "-id"], name="stage_move_newest")]

    def __str__(self) -> str:
        return f"{self.get_from_stage_display()} → {self.get_to_stage_display()}"


class SectionEditor(models.Model):
    """Somebody edits a section, and what is inside it: that is how far their rights over stories reach."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="edits", verbose_name=_("person"))
    section = models.ForeignKey("articles.Section", models.CASCADE, related_name="editors", verbose_name=_("section"))

    class Meta:
        verbose_name = _("section editor")
        verbose_name_plural = _("section editors")
        constraints = [
            models.UniqueConstraint(
                fields=["user", "section"],
                name="section_editor_once",
                violation_error_message=_("This person edits that section already."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.section}"


class DeskLetterQuerySet(models.QuerySet):
    def unsent(self) -> Self:
        return self.filter(sent_at=None).order_by("queued_at", "pk")

    def missed(self, at=None) -> Self:
        """Letters that nobody got: given up after the last try, or still unsent a day after they were written."""
        at = at or timezone.now()
        return self.unsent().filter(models.Q(missed_at__lte=at) | models.Q(queued_at__lte=at - LATEST))


class DeskLetter(OutboxLetter):
    """A letter to a colleague."""

    missed_at = models.DateTimeField(_("given up"), null=True)

    RETRIES = 5  # the last one some nine hours after the first

    objects = DeskLetterQuerySet.as_manager()

    class Meta:
        verbose_name = _("letter to a colleague")
        verbose_name_plural = _("letters to colleagues")
        default_permissions = ()
        permissions = [("resend_deskletter", _("Can see letters to colleagues and send them again"))]
        constraints = [
            models.CheckConstraint(
                name="desk_letter_sent_is_not_missed", condition=models.Q(sent_at=None) | models.Q(missed_at=None)
            )
        ]
        indexes = [models.Index(fields=["queued_at"], condition=models.Q(sent_at=None), name="desk_letter_unsent")]

    @property
    def is_missed(self) -> bool:
        """As `missed` has it, for a letter at hand."""
        return not self.sent_at and (bool(self.missed_at) or self.queued_at <= timezone.now() - LATEST)

    def take_up(self) -> bool:
        tries = self.attempts
        waiting = DeskLetter.objects.unsent().filter(pk=self.pk, attempts=tries)
        self.attempts = tries + 1
        return bool(waiting.update(attempts=self.attempts))

    def mark_sent(self) -> None:
        self.sent_at, self.missed_at, self.error = timezone.now(), None, ""
        self.save(update_fields=["sent_at", "missed_at", "error"])

    def mark_unsent(self, error, *, give_up) -> None:
        self.error, self.missed_at = str(error)[:200], timezone.now() if give_up else None
        self.save(update_fields=["error", "missed_at"])
