"""How the paper writes: the words that it avoids, what it writes instead and why; and what writers answered."""

from typing import Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Count, Q
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from common.fields import CleanCharField

LONGEST = 120  # letters of what a rule matched


class HouseRuleQuerySet(models.QuerySet):
    def active(self) -> Self:
        return self.filter(is_active=True).order_by("pk")

    def with_answers(self) -> Self:
        """How often each was followed, and how often passed over."""
        verdict = HouseAnswer.Verdict
        return self.annotate(
            accepted=Count("answers", filter=Q(answers__verdict=verdict.ACCEPTED)),
            passed=Count("answers", filter=Q(answers__verdict=verdict.PASSED)),
        )


class HouseRule(models.Model):
    words = CleanCharField(
        _("words to avoid"),
        max_length=80,
        help_text=_("Whole words. A * at the end of a word stands for any end: advisor* also finds “advisors”."),
    )
    suggestion = CleanCharField(
        _("what to write"), max_length=80, blank=True, help_text=_("Leave empty where it depends on the sentence.")
    )
    reason = CleanCharField(_("why"), max_length=200)
    matches_case = models.BooleanField(
        _("capitals count"), default=False, help_text=_("For a rule about capitals, such as “Internet”.")
    )
    is_active = models.BooleanField(_("in use"), default=True)

    objects = HouseRuleQuerySet.as_manager()

    class Meta:
        verbose_name = _("house rule")
        verbose_name_plural = _("house rules")
        constraints = [
            models.UniqueConstraint(
                fields=["words", "matches_case"],
                name="house_rule_once",
                violation_error_message=_("There is a rule for these words."),
            ),
            models.CheckConstraint(name="house_rule_says_what_and_why", condition=~Q(words="") & ~Q(reason="")),
        ]

    def __str__(self) -> str:
        return f"{self.words} → {self.suggestion}" if self.suggestion else self.words

    def clean(self) -> None:
        super().clean()
        if not any(sign.isalnum() for sign in self.words):
            raise ValidationError({"words": _("Give at least one word.")})
        if "*" in self.words.replace("* ", " ").removesuffix("*"):
            raise ValidationError({"words": _("A * stands only at the end of a word.")})
        if self.suggestion == self.words:
            raise ValidationError({"suggestion": _now("That is what is to be avoided.")})


class HouseAnswer(models.Model):
    """What a writer made of a match. One that was passed over is not shown again in that story.

    Without a rule it is about a name that the archive spells otherwise.
    """

    class Verdict(models.TextChoices):
        ACCEPTED = "accepted", _("Followed")
        PASSED = "passed", _("Passed over")

    rule = models.ForeignKey(HouseRule, models.CASCADE, null=True, related_name="answers", verbose_name=_("house rule"))
    article = models.ForeignKey("articles.Article", models.CASCADE, related_name="house_answers")
    text = CleanCharField(_("words"), max_length=LONGEST)  # as they were found, in small letters
    verdict = models.CharField(_("answer"), max_length=10, choices=Verdict)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("answer to a house rule")
        verbose_name_plural = _("answers to house rules")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["rule", "article", "text"], name="house_answer_once"),
            models.UniqueConstraint(
                fields=["article", "text"], condition=Q(rule=None), name="house_answer_once_about_a_name"
            ),
            models.CheckConstraint(
                name="house_answer_verdict_is_known", condition=Q(verdict__in=["accepted", "passed"])
            ),
        ]

    def __str__(self) -> str:
        return f"{self.text}: {self.get_verdict_display()}"
