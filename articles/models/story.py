"""What a reader sees of a story: the fields that the desk's article and the public edition share.

A field added here is written at the desk, copied by publishing and read on the page, with nothing else to do.
"""

from functools import reduce
from operator import or_

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from articles.body.document import BodyField
from articles.body.kinds.embed import frames_in
from articles.body.registry import has_boxes
from common.fields import CleanCharField, CleanURLField

# How a story is found and shared outside the paper. Each falls back to the story's own words.
OUTSIDE = ("social_headline", "search_title", "search_description", "canonical_url")


class Label(models.TextChoices):
    """What kind of writing this is; readers see it on everything that is not a plain report."""

    REPORT = "report", _("Report")
    ANALYSIS = "analysis", _("Analysis")
    OPINION = "opinion", _("Opinion")
    FEATURE = "feature", _("Feature")
    OBITUARY = "obituary", _("Obituary")
    LETTER = "letter", _("Letter")


class Sensitivity(models.TextChoices):
    """How the page may ask for support beside this story."""

    NORMAL = "normal", _("Normal: the usual appeal")
    GENTLE = "gentle", _("Gentle: one quiet line, no amounts")
    NONE = "none", _("None: no appeal on this story")


def shows_picture(picture: object) -> Q:
    """Of stories those that have it above their text, or where they are shared."""
    return Q(lead_picture=picture) | Q(social_picture=picture)


class Story(models.Model):
    kicker = CleanCharField(
        _("kicker"),
        max_length=30,
        blank=True,
        help_text=_("The small word above the headline, such as “Poll:” or “Flooding”."),
    )
    headline = CleanCharField(_("headline"), max_length=160, help_text=_("Best under 75 characters."))
    slug = models.SlugField(
        _("slug"),
        max_length=80,
        help_text=_("The readable part of the address. It may change at any time: old links still find the story."),
    )
    standfirst = CleanCharField(_("standfirst"), max_length=300, blank=True, help_text=_("One sentence."))
    label = models.CharField(_("label"), max_length=20, choices=Label, default=Label.REPORT)
    section = models.ForeignKey(
        "articles.Section", models.PROTECT, related_name="%(class)ss", verbose_name=_("section")
    )
    topics = models.ManyToManyField("articles.Topic", blank=True, related_name="%(class)ss", verbose_name=_("topics"))
    lead_picture = models.ForeignKey(
        "articles.Picture",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="leads_%(class)ss",
        verbose_name=_("lead picture"),
    )
    lead_caption = CleanCharField(
        _("caption"), max_length=400, blank=True, help_text=_("Leave empty to use the picture’s own caption.")
    )
    body = BodyField(_("body"), blank=True)
    social_headline = CleanCharField(
        _("headline where it is shared"),
        max_length=160,
        blank=True,
        default="",
        db_default="",
        help_text=_("For people who do not have the paper before them."),
    )
    social_picture = models.ForeignKey(
        "articles.Picture",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="shared_%(class)ss",
        db_index=False,  # few have one: both tables list those alone
        verbose_name=_("picture where it is shared"),
        help_text=_("Left empty, it is the lead picture."),
    )
    search_title = CleanCharField(
        _("title in search engines"),
        max_length=120,
        blank=True,
        default="",
        db_default="",
        help_text=_("What somebody would look for; about 60 characters are shown."),
    )
    search_description = CleanCharField(
        _("words under it there"),
        max_length=300,
        blank=True,
        default="",
        db_default="",
        help_text=_("About 155 characters are shown."),
    )
    canonical_url = CleanURLField(
        _("first published at"),
        max_length=500,
        blank=True,
        default="",
        db_default="",
        help_text=_("The address of the original, where an agency or another paper published the story first."),
    )
    language = models.CharField(
        _("language"),
        max_length=10,
        blank=True,
        default="",
        db_default="",
        choices=[("", _("The paper’s own")), *settings.LANGUAGES],
        help_text=_("Of the story’s words. Its page speaks the same language."),
    )
    sensitivity = models.CharField(
        _("appeal for support"),
        max_length=10,
        choices=Sensitivity,
        default=Sensitivity.NORMAL,
        help_text=_("Choose gentle or none for stories of death, abuse or grief."),
    )

    active_proceedings = models.BooleanField(
        _("active proceedings"),
        default=False,
        help_text=_("Somebody is arrested, charged or before a court. No poll in it, and the lawyer has to pass it."),
    )
    protected_identity = models.BooleanField(
        _("protected identity"),
        default=False,
        help_text=_("A child, a victim, a witness. The lawyer lists the names that must not appear."),
    )
    abuse_or_suicide = models.BooleanField(
        _("abuse or suicide"),
        default=False,
        help_text=_("Help lines stand where the appeal would; no “most read”, no automatic links."),
    )
    election = models.BooleanField(
        _("election"), default=False, help_text=_("A poll in it has to keep its result sealed until it closes.")
    )

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.headline or str(_("Without a headline"))

    def lines_in_order(self) -> "list[Credit]":
        """The bylines as they stand. Where they came with the story, they are not fetched again."""
        return sorted(self.bylines.all(), key=lambda line: (line.position, line.pk))

    @property
    def writers(self) -> list[models.Model]:
        """The authors of its words."""
        return [line.author for line in self.lines_in_order() if line.role == line.Role.WORDS]

    @property
    def shown_picture(self) -> models.Model | None:
        """The lead picture, if readers may see it now; public pages ask for no other."""
        return self.lead_picture if self.lead_picture and self.lead_picture.may_be_shown() else None

    @property
    def shared_picture(self) -> models.Model | None:
        """What other services show of the story, if readers may see it now: its own for them, or the lead picture."""
        own = self.social_picture
        return own if own and own.may_be_shown() else self.shown_picture

    @property
    def shared_headline(self) -> str:
        return self.social_headline or self.headline

    @property
    def description(self) -> str:
        """What search engines may show under the title."""
        return self.search_description or self.standfirst

    @property
    def has_boxes(self) -> bool:
        return has_boxes(self.body)

    @property
    def frames(self) -> list[str]:
        """The hosts of other sites that the page may show something from, once a reader asks for it."""
        return frames_in(self.body)

    @property
    def is_signed_inside(self) -> bool:
        """Readers' letters say in their own words who wrote them; nobody of the paper did."""
        return self.label == Label.LETTER

    @property
    def has_label(self) -> bool:
        return self.label != Label.REPORT


class Credit(models.Model):
    """One name in a byline, in its place and for what that person did."""

    class Role(models.TextChoices):
        WORDS = "words", _("Words")
        PHOTOGRAPHS = "photographs", _("Photographs")
        RESEARCH = "research", _("Research")
        GRAPHICS = "graphics", _("Graphics")

    author = models.ForeignKey("articles.Author", models.PROTECT, related_name="%(class)ss", verbose_name=_("author"))
    role = models.CharField(_("role"), max_length=20, choices=Role, default=Role.WORDS)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.author} ({self.get_role_display()})"


KINDS_PLACED = ("picture", "poll", "video", "linked", "document", "sound")


def shows_one_of(kinds: tuple[str, ...]) -> Q:
    """That one of these fields names a row and the others name none."""
    return reduce(or_, (Q(**{f"{other}__isnull": other != kind for other in kinds}) for kind in kinds))


class Placement(models.Model):
    """One thing that a story's body shows: a picture, a poll, a video, another story, a document, a sound.

    The rows are read off the body at every save, so that a thing in use cannot be deleted and each page needs one
    query for all that it shows.
    """

    picture = models.ForeignKey("articles.Picture", models.PROTECT, null=True, related_name="%(class)ss")
    poll = models.ForeignKey("polls.Poll", models.PROTECT, null=True, related_name="%(class)ss")
    video = models.ForeignKey("articles.Video", models.PROTECT, null=True, related_name="%(class)ss")
    linked = models.ForeignKey("articles.Article", models.PROTECT, null=True, related_name="linking_%(class)ss")
    document = models.ForeignKey("articles.Document", models.PROTECT, null=True, related_name="%(class)ss")
    sound = models.ForeignKey("articles.Sound", models.PROTECT, null=True, related_name="%(class)ss")

    KINDS = KINDS_PLACED

    class Meta:
        abstract = True
        constraints = [models.CheckConstraint(name="%(class)s_shows_one_thing", condition=shows_one_of(KINDS_PLACED))]

    def __str__(self) -> str:
        return f"{self.kind} {self.placed_id}"

    @classmethod
    def model_of(cls, kind: str) -> type[models.Model]:
        """What a placeholder of that kind shows."""
        return cls._meta.get_field(kind).related_model

    @property
    def placed_id(self) -> int:
        return getattr(self, f"{self.kind}_id")

    @property
    def kind(self) -> str:
        return next(kind for kind in self.KINDS if getattr(self, f"{kind}_id"))
