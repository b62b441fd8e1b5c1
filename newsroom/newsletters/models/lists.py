"""Lists that were brought in: with what proof, what became of each line, and no address that was not taken."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Count, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from common.fields import CleanCharField, CleanTextField
from newsroom.newsletters.models.newsletters import Newsletter
from newsroom.newsletters.models.subscriptions import Subscription


class ListImport(models.Model):
    """One file, and what whoever brought it vouches for. The file is forgotten as soon as it is read."""

    newsletter = models.ForeignKey(Newsletter, models.PROTECT, related_name="+", verbose_name=_("newsletter"))
    file_name = CleanCharField(_("file"), max_length=120)
    wording = CleanCharField(
        _("the words they agreed to"),
        max_length=300,
        help_text=_("As they stood beside the box or the button. They are kept with each consent."),
    )
    collected_on = models.DateField(
        _("asked until"), help_text=_("The last day on which people signed up with these words.")
    )
    proof = CleanTextField(
        _("how they agreed"),
        max_length=600,
        help_text=_("Where they signed up, whether they confirmed by mail, and where that can be looked up."),
    )
    content = models.TextField(editable=False, blank=True)
    lines_read = models.PositiveIntegerField(default=0, editable=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("vouched by"))
    made_at = models.DateTimeField(_("brought in"), default=timezone.now, editable=False)
    done_at = models.DateTimeField(_("read to its end"), null=True, editable=False)
    undone_at = models.DateTimeField(_("taken back"), null=True, editable=False)

    class Meta:
        verbose_name = _("list that was brought in")
        verbose_name_plural = _("lists that were brought in")
        constraints = [
            models.CheckConstraint(
                name="list_import_has_its_proof", condition=~Q(wording="") & ~Q(proof="") & ~Q(file_name="")
            ),
            models.CheckConstraint(
                name="list_import_undone_was_done", condition=Q(undone_at=None) | Q(done_at__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return self.file_name


class ImportLineQuerySet(models.QuerySet):
    def numbers_by_outcome(self) -> dict[str, int]:
        return dict(self.order_by().values_list("outcome").annotate(Count("pk")))

    def taken(self) -> Self:
        return self.filter(outcome=ImportLine.Outcome.TAKEN)


class ImportLine(models.Model):
    """One line of a list. Without an address: those that were taken have theirs with the reader."""

    class Outcome(models.TextChoices):
        TAKEN = "taken", _("Gets the letter now")
        ALREADY = "already", _("Got it already")
        LEFT = "left", _("Has left it here: not written to")
        SUPPRESSED = "suppressed", _("Suppressed here: not written to")
        REFUSED = "refused", _("The list says: left, bounced or complained")
        UNCONFIRMED = "unconfirmed", _("The list says: never confirmed")
        DOUBLE = "double", _("Stands in the list twice")
        WRONG = "wrong", _("No address")

    list_import = models.ForeignKey(ListImport, models.CASCADE, related_name="lines")
    number = models.PositiveIntegerField(_("line"))
    outcome = models.CharField(_("what became of it"), max_length=12, choices=Outcome)
    address_hmac = models.CharField(max_length=32, blank=True, editable=False)
    subscription = models.ForeignKey(Subscription, models.SET_NULL, null=True, related_name="+")

    objects = ImportLineQuerySet.as_manager()

    class Meta:
        verbose_name = _("line of a list")
        verbose_name_plural = _("lines of a list")
        default_permissions = ()
        constraints = [models.UniqueConstraint("list_import", "number", name="import_line_once")]
        indexes = [models.Index(fields=["list_import", "address_hmac"], name="import_line_address")]

    def __str__(self) -> str:
        return f"{self.number}: {self.get_outcome_display()}"
