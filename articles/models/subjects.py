"""What stories are filed under: a section, topics, and the people who made them."""

from functools import lru_cache
from typing import Self

from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from common import reserved_slugs
from common.fields import CleanCharField, CleanEmailField, CleanTextField
from common.folded_field import FoldedField
from common.folding import fold
from common.share_card import ShareCard


def refuse_reserved_slug(slug: str) -> None:
    """Raises ValidationError for a word with which an address of the site itself begins."""
    if slug in reserved_slugs.reserved_slugs():
        raise ValidationError(_("“%(slug)s” is an address of the site itself."), params={"slug": slug})


@lru_cache(maxsize=512)
def address_of_section(slug: str) -> str:
    """Where a section is, or a page of the paper's own. A page names its sections over and over."""
    return reverse("articles:section", kwargs={"slug": slug})


class SectionQuerySet(models.QuerySet):
    def in_order(self) -> Self:
        return self.order_by("position", "name", "pk")

    def on_navigation(self) -> Self:
        return self.filter(parent=None).in_order()


class Section(models.Model):
    """The one home of a story in the navigation; a section may have sections inside it, one level down."""

    name = CleanCharField(_("name"), max_length=60, unique=True)
    slug = models.SlugField(_("slug"), max_length=60, unique=True, validators=[refuse_reserved_slug])
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="subsections",
        verbose_name=_("inside"),
        limit_choices_to={"parent": None},
    )
    position = models.PositiveSmallIntegerField(_("position"), default=0, help_text=_("Lower comes first."))
    standfirst = CleanCharField(_("standfirst"), max_length=200, blank=True)

    objects = SectionQuerySet.as_manager()

    class Meta:
        verbose_name = _("section")
        verbose_name_plural = _("sections")
        constraints = [
            models.CheckConstraint(
                name="section_is_not_inside_itself",
                condition=~models.Q(parent=models.F("pk")),
                violation_error_message=_("A section cannot be inside itself."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return address_of_section(self.slug)

    @property
    def share_card(self) -> ShareCard:
        return ShareCard("section", self.pk, self.name, self.parent.name if self.parent else "")

    @cached_property
    def with_subsections(self) -> list[int]:
        """The ids of the section and of those inside it; one that is inside another has none, and is not asked."""
        return [self.pk, *([] if self.parent_id else self.subsections.values_list("pk", flat=True))]

    def clean(self) -> None:
        if self.parent and (self.parent.parent_id or (self.pk and self.subsections.exists())):
            raise ValidationError({"parent": _("Sections go one level deep: choose a section that is on top.")})
        if self.slug in reserved_slugs.taken_slugs():
            message = _("“%(slug)s” is, or was, the address of one of the paper’s own pages.")
            raise ValidationError({"slug": ValidationError(message, params={"slug": self.slug})})


def refuse_name_again(row, message) -> None:
    """Refuse a name that reads like another row's: it would be chosen for the other one."""
    other = type(row)._default_manager.filter(folded=fold(row.name)).exclude(pk=row.pk).first() if row.name else None
    if other:
        raise ValidationError({"name": ValidationError(message, params={"name": other.name})})


class Topic(models.Model):
    """A subject that stories share, wherever they are filed."""

    name = CleanCharField(_("name"), max_length=60, unique=True)
    slug = models.SlugField(_("slug"), max_length=60, unique=True)
    standfirst = CleanCharField(_("standfirst"), max_length=200, blank=True)
    folded = FoldedField("name")

    class Meta:
        verbose_name = _("topic")
        verbose_name_plural = _("topics")

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("articles:topic", kwargs={"slug": self.slug})

    @property
    def share_card(self) -> ShareCard:
        return ShareCard("topic", self.pk, self.name, _("Topic"))

    def clean(self) -> None:
        refuse_name_again(self, _("There is a topic “%(name)s” already."))


class Author(models.Model):
    """A person whose name stands on stories; no login is needed to have one."""

    name = CleanCharField(_("name"), max_length=120)
    slug = models.SlugField(_("slug"), max_length=120, unique=True)
    title = CleanCharField(_("title"), max_length=120, blank=True, help_text=_("Such as “politics reporter”."))
    biography = CleanTextField(_("biography"), blank=True, max_length=2000)
    folded = FoldedField("name")
    email = CleanEmailField(_("public email"), blank=True)
    portrait = models.ForeignKey(
        "articles.Picture", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("portrait")
    )
    user = models.OneToOneField(
        "auth.User",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="author",
        verbose_name=_("login"),
        help_text=_("The staff login of this person, if there is one."),
    )
    is_agency = models.BooleanField(
        _("agency"),
        default=False,
        db_default=False,
        help_text=_("Its words are not ours to give: no other paper may print them from here."),
    )

    class Meta:
        verbose_name = _("author")
        verbose_name_plural = _("authors")

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("articles:author", kwargs={"slug": self.slug})

    @property
    def share_card(self) -> ShareCard:
        return ShareCard("author", self.pk, self.name, self.title)

    @property
    def shown_portrait(self) -> models.Model | None:
        """The portrait, if readers may see it now."""
        return self.portrait if self.portrait and self.portrait.may_be_shown() else None

    @property
    def initials(self) -> str:
        """Of the first name and the last."""
        names = self.name.split()
        return "".join(name[0] for name in (names[:1] + names[1:][-1:]))

    def clean(self) -> None:
        refuse_name_again(
            self,
            _("“%(name)s” is an author already. For another person, add what tells them apart, such as a letter."),
        )
