"""What the paper is called and how it looks: one row, which wins over the settings wherever it says something."""

from urllib.parse import urlsplit

from django.apps import apps as installed
from django.apps.registry import Apps
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from common.area import Outline
from common.fields import CleanCharField, CleanTextField
from common.form_fields import is_web_address
from common.paper import Identity
from newsroom.paper.colours import DARK, LIGHT, is_colour, lighter, refuse_faint
from newsroom.paper.outline import outline_from

MOST_ACCOUNTS = 12


def refuse_faint_on_light(colour: str) -> None:
    """Raises ValidationError."""
    refuse_faint(colour, LIGHT)


def refuse_faint_on_dark(colour: str) -> None:
    """Raises ValidationError."""
    refuse_faint(colour, DARK)


class Paper(models.Model):
    """The one row. What is empty in it is as the settings have it."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    name = CleanCharField(_("name"), max_length=60, blank=True, help_text=_("As it stands on top of every page."))
    town = CleanCharField(_("town"), max_length=60, blank=True)
    strapline = CleanCharField(
        _("strapline"), max_length=120, blank=True, help_text=_("A line about the paper, for the foot and for others.")
    )
    legal_line = CleanCharField(
        _("legal line"),
        max_length=300,
        blank=True,
        help_text=_("Who publishes it: the company, its number and its registered office."),
    )
    accounts = CleanTextField(
        _("accounts elsewhere"),
        max_length=2000,
        blank=True,
        help_text=_("The addresses of the paper’s own accounts at other services, one a line."),
    )
    logo = models.ForeignKey(
        "articles.Picture", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("logo")
    )
    sharing_picture = models.ForeignKey(
        "articles.Picture",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("picture for sharing"),
        help_text=_("What other services show of a page that has no picture of its own."),
    )
    icon = models.BinaryField(null=True, editable=False)  # a PNG of our own drawing; every size is cut from it
    # What `newsroom.paper.outline` keeps of an uploaded file.
    outline = models.JSONField(null=True, editable=False)
    accent = CleanCharField(
        _("colour"),
        max_length=7,
        blank=True,
        validators=[is_colour, refuse_faint_on_light],
        help_text=_("Of links and buttons, such as #0d5c63. It has to be readable on the light pages."),
    )
    accent_dark = CleanCharField(
        _("colour on dark pages"),
        max_length=7,
        blank=True,
        validators=[is_colour, refuse_faint_on_dark],
        help_text=_("Left empty, it is the colour above, made as light as it has to be."),
    )

    is_text_only = models.BooleanField(
        _("text edition for everybody"),
        default=False,
        db_default=False,
        help_text=_("In a crisis: fronts, stories, polls, topics and authors as words alone, at the same addresses."),
    )
    may_republish = models.BooleanField(
        _("other papers may print our stories"),
        default=False,
        db_default=False,
        help_text=_(
            "Each story leads to its words as HTML and to what has to be kept to. Not those of agencies and readers."
        ),
    )

    class Meta:
        verbose_name = _("name and look")
        verbose_name_plural = _("name and look")
        default_permissions = ("view", "change")
        constraints = [models.CheckConstraint(name="paper_is_one", condition=Q(id=1))]

    def __str__(self) -> str:
        return self.name or settings.PAPER_NAME

    def clean(self) -> None:
        addresses = self.accounts.split()
        if len(addresses) > MOST_ACCOUNTS:
            raise ValidationError({"accounts": _("That is more than a dozen: name those that you look after.")})
        for address in addresses:
            try:
                is_web_address(address)
            except ValidationError:
                is_https = False
            else:
                is_https = address.startswith("https://")
            if not is_https:
                message = _("“%(address)s” is no address that begins with https://.")
                raise ValidationError({"accounts": ValidationError(message, params={"address": address})})

    @property
    def dark(self) -> str:
        """The colour on dark pages, where there is one of the paper's own."""
        return self.accent_dark or (lighter(self.accent) if self.accent else "")


def keep_its_row(*, using: str, apps: Apps = installed, **kwargs: object) -> None:
    """After each migration, with tables as they are by then: the paper has its row, in which nothing need be said."""
    if "paper" in apps.all_models["newsroom"]:
        apps.get_model("newsroom", "Paper").objects.using(using).get_or_create(pk=1)


def fetch_identity() -> Identity:
    """What the desk has filled in, and the settings for the rest."""
    row = (
        Paper.objects.select_related("logo", "sharing_picture").defer("icon", "outline").filter(pk=1).first() or Paper()
    )
    sheet = f"{reverse('paper_sheet')}?v={row.accent[1:]}{row.accent_dark[1:]}" if row.accent else ""
    return Identity(
        name=row.name or settings.PAPER_NAME,
        town=row.town or settings.PAPER_TOWN,
        strapline=row.strapline,
        legal_line=row.legal_line,
        accounts=tuple((urlsplit(address).hostname or address, address) for address in row.accounts.split()),
        logo=_address(row.logo, "webp_640"),
        sharing_picture=_address(row.sharing_picture, "share"),
        sharing_alt=row.sharing_picture.alt_text if row.sharing_picture else "",
        accent=row.accent,
        sheet=sheet,
        is_text_only=row.is_text_only,
        may_republish=row.may_republish,
    )


def fetch_outline() -> Outline:
    """What maps are drawn on."""
    return outline_from(Paper.objects.filter(pk=1).values_list("outline", flat=True).first())


def _address(picture, size):
    return getattr(picture.file, size) if picture and picture.may_be_shown() else ""
