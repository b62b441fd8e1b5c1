"""Until when readers may have a file of the library."""

import datetime as dt
from typing import Self

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from common.dates import end_of_day
from common.fields import CleanCharField

RIGHTS_SOON = dt.timedelta(days=30)


class RightsQuerySet(models.QuerySet):
    def rights_ended(self, at=None) -> Self:
        return self.filter(rights_until__lt=timezone.localdate(at))

    def rights_ending(self, within=RIGHTS_SOON, at=None) -> Self:
        """Those that readers see now and will not see any more when that much time has passed."""
        at = at or timezone.now()
        return self.filter(rights_until__gte=timezone.localdate(at), rights_until__lt=timezone.localdate(at + within))


class HeldRights(models.Model):
    """What the paper may do with a file. Pages ask it by the clock, so nothing has to run for it."""

    rights = CleanCharField(_("rights"), max_length=300, blank=True)
    rights_until = models.DateField(
        _("rights until"),
        null=True,
        blank=True,
        help_text=_("The last day on which readers may see it. Leave empty where the rights do not end."),
    )

    class Meta:
        abstract = True

    @property
    def rights_end(self) -> dt.datetime | None:
        """The first moment at which it may not be shown any more, in the paper's time; None where there is none."""
        if self.rights_until is None:
            return None
        return end_of_day(self.rights_until)

    def rights_have_ended(self, at=None) -> bool:
        return self.rights_until is not None and self.rights_until < timezone.localdate(at)

    def rights_end_soon(self, at=None) -> bool:
        soon = timezone.localdate((at or timezone.now()) + RIGHTS_SOON)
        return self.rights_until is not None and not self.rights_have_ended(at) and self.rights_until < soon
