"""The people who keep the paper going."""

import uuid
from typing import Self

from django.db import models
from django.db.models import OuterRef, Q, Subquery, Sum, Value
from django.db.models.functions import Coalesce, Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from common.fields import CleanCharField, CleanEmailField
from common.folded_field import FoldedField
from common.mailbox import spellings_of
from supporters.models.payments import Payment
from supporters.models.pledges import Pledge


def total_per_supporter(rows, path, field="amount") -> Coalesce:
    """The sum of a field among the rows that lead to each supporter by `path`, zero where there are none."""
    totals = rows.filter(**{path: OuterRef("pk")}).order_by().values(path).annotate(total=Sum(field))
    return Coalesce(Subquery(totals.values("total")), 0)


class SupporterQuerySet(models.QuerySet):
    def newest_first(self) -> Self:
        return self.order_by("-created_at", "-pk")

    def with_address(self, email) -> Self:
        if not email.strip():  # who was erased has no address, and is found by none
            return self.none()
        # The database lowers both, in its own way: SQLite leaves É as it is, and so must the comparison.
        known_as = [Lower(Value(spelling)) for spelling in sorted(spellings_of(email))]
        return self.annotate(address=Lower("email")).filter(address__in=known_as)

    def known(self) -> Self:
        """Everybody who was not erased or taken up in another row."""
        return self.filter(erased_at=None)

    def with_totals(self) -> Self:
        """Annotate what each has paid in all, and what their standing pledges bring in a year."""
        promised = Pledge.objects.standing().with_yearly_value()
        return self.annotate(
            received=total_per_supporter(Payment.objects.received(), "pledge__supporter"),
            pledged=total_per_supporter(promised, "supporter", "yearly_value"),
        )


class Supporter(models.Model):
    """One person or organisation, known by one address. Who gives again is the same supporter with another pledge."""

    class Kind(models.TextChoices):
        PERSON = "person", _("Person")
        ORGANISATION = "organisation", _("Organisation")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(_("kind"), max_length=12, choices=Kind, default=Kind.PERSON)
    name = CleanCharField(_("name"), max_length=80)
    organisation_name = CleanCharField(_("organisation"), max_length=120, blank=True)
    email = CleanEmailField(_("e-mail"))
    folded = FoldedField("name", "organisation_name", "email")
    email_verified_at = models.DateTimeField(_("address proved"), null=True, blank=True, editable=False)
    sign_outs = models.PositiveIntegerField(_("times signed out"), default=0, editable=False)
    created_at = models.DateTimeField(_("since"), default=timezone.now, editable=False)
    erased_at = models.DateTimeField(_("erased"), null=True, blank=True, editable=False)

    objects = SupporterQuerySet.as_manager()

    class Meta:
        verbose_name = _("supporter")
        verbose_name_plural = _("supporters")
        permissions = [("export_supporters", _("Can export supporters, pledges and payments"))]
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                condition=~Q(email=""),
                name="supporter_email_once",
                violation_error_message=_("There is a supporter with this address already."),
            ),
            models.CheckConstraint(
                name="supporter_has_email_until_erased",
                condition=(Q(erased_at=None) & ~Q(email=""))
                | Q(erased_at__isnull=False, email="", name="", organisation_name=""),
            ),
            models.CheckConstraint(
                name="supporter_organisation_has_its_name",
                condition=Q(kind="person") | ~Q(organisation_name="") | Q(erased_at__isnull=False),
                violation_error_message=_("Write the name of the organisation."),
            ),
        ]
        indexes = [models.Index(fields=["-created_at", "-id"], name="supporter_newest")]

    def end_sessions(self) -> None:
        """Sign out every browser: a cookie holds the count under which it was given."""
        self.sign_outs = models.F("sign_outs") + 1
        self.save(update_fields=["sign_outs"])

    def __str__(self):
        nameless = _("Reader without a name") if self.erased_at is None else _("Erased supporter")
        return self.name or self.organisation_name or str(nameless)
