"""The paper's own pages: about, people, contact, its rules. Unlike stories they are changed in place."""

from typing import Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from articles.body.document import BodyField
from articles.body.registry import has_boxes
from articles.models import Section
from articles.models.subjects import address_of_section, refuse_reserved_slug
from common.fields import CleanCharField
from common.share_card import ShareCard

GAP = "[["  # opens a gap of a template, which stays until somebody fills it in


def refuse_slug_of_section(slug: str) -> None:
    """Raises ValidationError for a slug that a section has: the two share their addresses."""
    if Section.objects.filter(slug=slug).exists():
        raise ValidationError(_("“%(slug)s” is a section."), params={"slug": slug})


class PageQuerySet(models.QuerySet):
    def live(self) -> Self:
        return self.filter(is_live=True)

    def in_order(self) -> Self:
        return self.order_by("group", "position", "title", "pk")


class Page(models.Model):
    """One page of the paper's own, at an address like a section's."""

    class Kind(models.TextChoices):
        ABOUT = "about", _("About us")
        PEOPLE = "people", _("Who works here")
        CONTACT = "contact", _("Contact")
        TIPS = "tips", _("Send us a tip")
        OWNERSHIP = "ownership", _("Ownership and funding")
        ETHICS = "ethics", _("Ethics and AI")
        CORRECTIONS = "corrections", _("How we correct")
        COMPLAINTS = "complaints", _("Complaints")
        PRIVACY = "privacy", _("Privacy and cookies")
        ACCESSIBILITY = "accessibility", _("Accessibility")
        TERMS = "terms", _("Terms of use")
        OTHER = "other", _("Another page")

    class Group(models.TextChoices):
        PAPER = "paper", _("The paper")
        RULES = "rules", _("Rules")

    kind = models.CharField(_("kind"), max_length=20, choices=Kind, default=Kind.OTHER)
    title = CleanCharField(_("title"), max_length=80)
    slug = models.SlugField(
        _("slug"),
        max_length=60,
        unique=True,
        validators=[refuse_reserved_slug, refuse_slug_of_section],
        help_text=_("The address. It may change at any time: old links still lead here."),
    )
    body = BodyField(_("body"), blank=True)
    group = models.CharField(_("place in the footer"), max_length=10, choices=Group, default=Group.PAPER)
    position = models.PositiveSmallIntegerField(_("position"), default=0, help_text=_("Lower comes first."))
    is_live = models.BooleanField(_("readers can see it"), default=False)
    changed_on = models.DateField(_("last changed"), null=True, blank=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = PageQuerySet.as_manager()

    class Meta:
        verbose_name = _("page of the paper")
        verbose_name_plural = _("the paper’s own pages")
        constraints = [
            models.UniqueConstraint(
                name="page_of_a_kind_is_one",
                fields=["kind"],
                condition=~Q(kind="other"),
                violation_error_message=_("There is a page of this kind already: change that one."),
            ),
            models.CheckConstraint(
                name="live_page_is_whole",
                condition=Q(is_live=False)
                | Q(changed_on__isnull=False) & ~Q(body="") & ~Q(body__contains=GAP) & ~Q(title__contains=GAP),
                violation_error_message=_("Readers see a page only when it has words, and none of its gaps are left."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Its address is one of a section's kind: see `newsroom.paper.views`."""
        return address_of_section(self.slug)

    @property
    def has_boxes(self) -> bool:
        return has_boxes(self.body)

    @property
    def share_card(self) -> ShareCard:
        return ShareCard("page", self.pk, self.title)

    def clean(self) -> None:
        other = FormerAddress.objects.filter(slug=self.slug).exclude(page=self.pk).select_related("page").first()
        if other:
            message = _("Old links at this address lead to “%(page)s”. Choose another one.")
            raise ValidationError({"slug": ValidationError(message, params={"page": other.page})})


class FormerAddress(models.Model):
    """A slug that a page had: whoever comes there is sent to where it is now."""

    slug = models.SlugField(max_length=60, primary_key=True)
    page = models.ForeignKey(Page, models.CASCADE, related_name="former_addresses")

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return self.slug


class PagePicture(models.Model):
    """A picture in the words of a page: the library keeps it, and a takedown of a story leaves it."""

    page = models.ForeignKey(Page, models.CASCADE, related_name="pictures")
    picture = models.ForeignKey("articles.Picture", models.PROTECT, related_name="+")

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(name="picture_of_a_page_is_one", fields=["page", "picture"])]

    def __str__(self) -> str:
        return str(self.page)
