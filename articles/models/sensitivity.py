"""What the paper's judgement needs to know: names that must not appear, and where readers find help."""

import re
from typing import Self
from urllib.parse import urlsplit

from django.db import models
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from common.fields import CleanCharField, CleanURLField


class WithheldName(models.Model):
    """A name that this story must not give away. It is in no edition, no version and no export, and in no log."""

    article = models.ForeignKey(
        "articles.Article", models.CASCADE, related_name="withheld_names", verbose_name=_("story")
    )
    name = CleanCharField(
        _("name"),
        max_length=120,
        help_text=_("One spelling each: first name and surname, nickname, street."),
    )

    class Meta:
        verbose_name = _("withheld name")
        verbose_name_plural = _("withheld names")
        constraints = [models.UniqueConstraint(fields=["article", "name"], name="withheld_name_once")]

    def __str__(self) -> str:
        """Without the name: this is what logs and messages print."""
        return _now("A withheld name, %(number)s") % {"number": self.pk}


class HelpLineQuerySet(models.QuerySet):
    def shown(self) -> Self:
        return self.filter(is_shown=True).order_by("position", "pk")


class HelpLine(models.Model):
    """Where somebody whom a story touches can turn. Stands where the appeal for support would."""

    name = CleanCharField(_("name"), max_length=100)
    words = CleanCharField(_("whom it helps, and when"), max_length=200, blank=True)
    phone = CleanCharField(_("telephone"), max_length=30, blank=True)
    url = CleanURLField(_("address on the web"), blank=True)
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    is_shown = models.BooleanField(_("shown"), default=True)

    objects = HelpLineQuerySet.as_manager()

    class Meta:
        verbose_name = _("help line")
        verbose_name_plural = _("help lines")
        constraints = [
            models.CheckConstraint(
                name="help_line_can_be_reached",
                condition=~models.Q(phone="") | ~models.Q(url=""),
                violation_error_message=_("Give a telephone number or an address on the web."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def tel(self) -> str:
        """The number as a telephone dials it."""
        return re.sub(r"[^0-9+]", "", self.phone)

    @property
    def site(self) -> str:
        return urlsplit(self.url).hostname
