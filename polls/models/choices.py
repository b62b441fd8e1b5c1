"""The answers that a poll offers."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from common.fields import CleanCharField


class Choice(models.Model):
    class Role(models.TextChoices):
        NORMAL = "normal", _("An answer")
        DONT_KNOW = "dont_know", _("“Don’t know”")

    poll = models.ForeignKey("polls.Poll", models.CASCADE, related_name="choices", verbose_name=_("poll"))
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    label = CleanCharField(_("answer"), max_length=160)
    role = models.CharField(
        _("role"),
        max_length=20,
        choices=Role,
        default=Role.NORMAL,
        help_text=_("A “don’t know” lets readers without a view be counted as such."),
    )
    value = models.SmallIntegerField(_("point on the scale"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("answer")
        verbose_name_plural = _("answers")
        constraints = [
            models.UniqueConstraint(
                fields=["poll", "label"],
                name="choice_label_once_in_a_poll",
                violation_error_message=_("This answer is there already."),
            ),
            models.CheckConstraint(
                condition=~models.Q(label=""),
                name="choice_has_a_label",
                violation_error_message=_("An answer needs words."),
            ),
        ]

    def __str__(self) -> str:
        return self.label
