"""How regular support grew and shrank: signed steps, of which every figure is a sum."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from common.money import format_amount
from supporters.models.append_only import AppendOnlyQuerySet
from supporters.models.pledges import Pledge


class MrrChangeQuerySet(AppendOnlyQuerySet):
    def worth(self) -> int:
        """What these changes come to, for a year."""
        return self.aggregate(worth=models.Sum("yearly_delta"))["worth"] or 0

    def note(self, kind, pledge, yearly_delta, *, at) -> "MrrChange":
        return self.create(
            pledge=pledge,
            kind=kind,
            yearly_delta=yearly_delta,
            amount=pledge.amount,
            at=at,
            cause_key=f"{kind}:{pledge.value_changes.count()}",
        )


class MrrChange(models.Model):
    """One change of what a pledge brings, for a whole year in pence, so that nothing needs to be rounded."""

    class Kind(models.TextChoices):
        NEW = "new", _("New")
        UP = "up", _("Raised")
        DOWN = "down", _("Lowered")
        PAUSE = "pause", _("Paused")
        RESUME = "resume", _("Went on")
        CHURN = "churn", _("Lost")

    pledge = models.ForeignKey(Pledge, models.PROTECT, related_name="value_changes", verbose_name=_("pledge"))
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    yearly_delta = models.IntegerField(_("change, a year"))  # minor units
    amount = models.PositiveIntegerField(_("amount of the pledge then"))  # minor units
    at = models.DateTimeField(_("at"), default=timezone.now)
    cause_key = models.CharField(max_length=80)

    objects = MrrChangeQuerySet.as_manager()

    class Meta:
        verbose_name = _("change of regular support")
        verbose_name_plural = _("changes of regular support")
        constraints = [models.UniqueConstraint(fields=["pledge", "cause_key"], name="mrr_change_cause_once")]

    def __str__(self):
        return f"{self.get_kind_display()} {self.printed_change}"

    @property
    def printed_change(self) -> str:
        return format_amount(self.yearly_delta, self.pledge.currency)
