"""What the desk has done to people's rows: said here for good, by whom and when."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from common.fields import CleanCharField
from supporters.models.append_only import AppendOnlyQuerySet


class SupporterMerge(models.Model):
    """Two rows were the same person: what was promised under one now stands under the other."""

    kept = models.ForeignKey("supporters.Supporter", models.PROTECT, related_name="merges", verbose_name=_("kept"))
    gone = models.OneToOneField(
        "supporters.Supporter", models.PROTECT, related_name="merged", verbose_name=_("taken up in it")
    )
    pledges = models.PositiveIntegerField(_("pledges moved"))
    reason = CleanCharField(_("how we know"), max_length=200)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("by"))
    at = models.DateTimeField(_("at"), default=timezone.now)

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        verbose_name = _("merger of supporters")
        verbose_name_plural = _("mergers of supporters")
        constraints = [models.CheckConstraint(name="supporter_merge_of_two", condition=~Q(kept=F("gone")))]

    def __str__(self):
        return f"{self.gone_id} → {self.kept_id}"


class BrakeChangeQuerySet(AppendOnlyQuerySet):
    def now(self) -> "BrakeChange | None":
        """The change by which cards rest at this moment, or None while they are taken."""
        newest = self.order_by("-at", "-pk").first()
        is_over = newest is None or not newest.is_on or (newest.until and newest.until <= timezone.now())
        return None if is_over else newest


class BrakeChange(models.Model):
    """Card payments were put to rest, or taken again: by whom, why, and until when. Never changed."""

    is_on = models.BooleanField(_("cards rest"))
    until = models.DateTimeField(_("until"), null=True, blank=True)
    reason = CleanCharField(_("why"), max_length=200)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("by"),
        help_text=_("Empty: cards were paused by themselves."),
    )
    at = models.DateTimeField(_("at"), default=timezone.now)

    objects = BrakeChangeQuerySet.as_manager()

    class Meta:
        verbose_name = _("change of the card switch")
        verbose_name_plural = _("card switch")
        permissions = [("brake_cards", _("Can put card payments to rest and take them again"))]
        constraints = [
            models.CheckConstraint(name="brake_change_says_why", condition=~Q(reason="")),
            models.CheckConstraint(name="brake_change_open_has_no_end", condition=Q(is_on=True) | Q(until=None)),
        ]

    def __str__(self):
        return str(_("Cards rest") if self.is_on else _("Cards are taken"))


class StaffNote(models.Model):
    """What the desk wants to remember of a supporter or a pledge. It is added to; its words never change."""

    supporter = models.ForeignKey(
        "supporters.Supporter", models.PROTECT, null=True, blank=True, related_name="notes", verbose_name=_("supporter")
    )
    pledge = models.ForeignKey(
        "supporters.Pledge", models.CASCADE, null=True, blank=True, related_name="notes", verbose_name=_("pledge")
    )
    text = CleanCharField(_("note"), max_length=500)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("by"))
    at = models.DateTimeField(_("at"), default=timezone.now)

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        verbose_name = _("note")
        verbose_name_plural = _("notes")
        constraints = [
            models.CheckConstraint(
                name="staff_note_about_one",
                condition=Q(supporter=None, pledge__isnull=False) | Q(supporter__isnull=False, pledge=None),
            ),
            models.CheckConstraint(name="staff_note_says_something", condition=~Q(text="")),
        ]

    def __str__(self):
        return self.text


class ExportLog(models.Model):
    """Who took which list out of the house."""

    what = models.CharField(_("list"), max_length=40)
    layout = models.CharField(_("layout"), max_length=20, default="full")
    filtered = CleanCharField(_("filter"), max_length=300, blank=True)
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
