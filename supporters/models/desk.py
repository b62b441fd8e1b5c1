"""What the desk has done to people's rows: said here for good, by whom and when."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from supporters.ledger import AppendOnlyQuerySet


class SupporterMerge(models.Model):
    """Two rows were the same person: what was promised under one now stands under the other."""

    kept = models.ForeignKey("supporters.Supporter", models.PROTECT, related_name="merges", verbose_name=_("kept"))
    gone = models.OneToOneField(
        "supporters.Supporter", models.PROTECT, related_name="merged", verbose_name=_("taken up in it")
    )
    pledges = models.PositiveIntegerField(_("pledges moved"))
    reason = models.CharField(_("how we know"), max_length=200)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("by"))
    at = models.DateTimeField(_("at"), default=timezone.now)

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        verbose_name = _("merger of supporters")
        verbose_name_plural = _("mergers of supporters")
        constraints = [models.CheckConstraint(name="supporter_merge_of_two", condition=~Q(kept=F("gone")))]

    def __str__(self):
        return f"{self.gone_id} → {self.kept_id}"


class ExportLog(models.Model):
    """Who took which list out of the house."""

    what = models.CharField(_("list"), max_length=40)
    layout = models.CharField(_("layout"), max_length=20, default="full")
    filtered = models.CharField(_("filter"), max_length=300, blank=True)
    columns = models.CharField(_("columns"), max_length=500)
    rows = models.PositiveIntegerField(_("rows"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"))
    at = models.DateTimeField(_("at"), default=timezone.now)

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        verbose_name = _("export")
        verbose_name_plural = _("exports")

    def __str__(self):
        return f"{self.what} ({self.layout}), {self.rows}"
