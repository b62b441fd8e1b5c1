"""The desk's copy of a story, which changes freely and which no reader sees."""

import uuid
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models.editions import Edition
from articles.models.story import Credit, Placement, Story
from articles.models.workflow import DeskFacts, Stage
from common.fields import CleanCharField
from common.folded_field import FoldedField


class ArticleQuerySet(models.QuerySet):
    def with_standing(self, at=None) -> Self:
        """Annotate what the public has of each story: its live edition, the next one and whether it ever had any."""
        at = at or timezone.now()
        editions = Edition.objects.filter(article=OuterRef("pk"))
        live = editions.live(at=at)
        scheduled = editions.scheduled(at=at).order_by("starts_at")
        begun = editions.filter(starts_at__lte=at).annotate(is_one=Value(value=True))
        return self.annotate(
            live_version=Subquery(live.values("version")[:1]),
            live_until=Subquery(live.values("ends_at")[:1]),
            scheduled_for=Subquery(scheduled.values("starts_at")[:1]),
            # Not EXISTS: beside columns, PostgreSQL takes that as leave to read and hash every edition for it.
            was_live=Coalesce(Subquery(begun.values("is_one")[:1]), Value(value=False)),
        ).annotate(
            standing=Case(
                When(live_version__isnull=False, scheduled_for__isnull=False, then=Value("live_scheduled")),
                When(live_version=F("version"), then=Value("live")),
                When(live_version__isnull=False, then=Value("changed")),
                When(scheduled_for__isnull=False, then=Value("scheduled")),
                When(was_live=True, then=Value("withdrawn")),
                default=Value("never"),
                output_field=models.CharField(),
            )
        )

    def of_standing(self, standing, at=None) -> Self:
        """The stories that stand so, asked in the way that is quickest for each; agrees with `with_standing`."""
        at = at or timezone.now()
        editions = Edition.objects.filter(article=OuterRef("pk"))
        live, scheduled = editions.live(at=at), Exists(editions.scheduled(at=at))
        to_come = models.Q(pk__in=Edition.objects.scheduled(at=at).values("article"))
        same, other = (
            Exists(live.filter(version=OuterRef("version"))),
            Exists(live.exclude(version=OuterRef("version"))),
        )
        ways = {
            "never": [~Exists(editions)],
            "scheduled": [to_come, ~Exists(live)],
            "live": [same, ~scheduled],
            "changed": [other, ~scheduled],
            "live_scheduled": [to_come, Exists(live)],
            "withdrawn": [~Exists(live), Exists(editions), ~scheduled],
        }
        return self.filter(*ways[standing])

    def on_desk(self) -> Self:
        """What the desk works with: all but what lies in the bin."""
        return self.filter(binned_at=None)

    def in_bin(self) -> Self:
        return self.exclude(binned_at=None)

    def embargoed_between(self, since, until) -> Self:
        """Stories whose embargo ends then, the first to end first, each with when it goes or went out after it."""
        after = Edition.objects.filter(article=OuterRef("pk"), starts_at__gte=OuterRef("embargoed_until"))
        ending = self.filter(embargoed_until__gt=since, embargoed_until__lte=until)
        out = Subquery(after.order_by("starts_at").values("starts_at")[:1])
        return ending.annotate(goes_out=out).order_by("embargoed_until", "pk")

    def newest_first(self) -> Self:
        return self.order_by("-changed_at", "-pk")


class Article(DeskFacts, Story):
    """A story as the desk has it. Publishing copies it into an edition; readers see editions only."""

    class Standing(models.TextChoices):
        NEVER = "never", _("Not published")
        SCHEDULED = "scheduled", _("Scheduled")
        LIVE = "live", _("Live")
        CHANGED = "changed", _("Live, changed since")
        LIVE_SCHEDULED = "live_scheduled", _("Live, change scheduled")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    # A draft may wait for its section, and is not published before it has one.
    section = models.ForeignKey(
        "articles.Section",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="articles",
        verbose_name=_("section"),
    )
    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="+"
    )
    created_at = models.DateTimeField(_("begun"), default=timezone.now, editable=False)
    changed_at = models.DateTimeField(_("last saved"), default=timezone.now, editable=False)
    embargoed_until = models.DateTimeField(
        _("embargoed until"),
        null=True,
        blank=True,
        help_text=_("In the paper’s time. Nothing of these words goes out before it, whoever asks."),
    )
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, editable=False)
    withdrawal_notice = CleanCharField(_("notice"), max_length=300, blank=True, editable=False)
    withdrawn_to = models.ForeignKey(
        "self", models.SET_NULL, null=True, editable=False, related_name="+", verbose_name=_("readers are sent to")
    )

    folded = FoldedField("kicker", "headline", "standfirst", html=["body"])

    objects = ArticleQuerySet.as_manager()

    class Meta:
        verbose_name = _("story")
        verbose_name_plural = _("stories")
        permissions = [
            ("publish_article", _("Can publish, schedule and update articles")),
            ("withdraw_article", _("Can withdraw articles")),
            ("take_down_article", _("Can take articles down for legal reasons, and lift that")),
            ("review_article", _("Can review articles and say that they are ready")),
            ("pass_legal_article", _("Can pass articles that need the lawyer")),
            ("lift_embargo_article", _("Can lift or move embargoes")),
            ("lift_protected_identity_article", _("Can take off the flag of protected identity")),
            ("lift_abuse_or_suicide_article", _("Can take off the flag of abuse or suicide")),
            ("lift_election_article", _("Can take off the flag of an election")),
            ("suggest_article", _("Can suggest other words for articles")),
            ("assign_article", _("Can assign articles")),
            ("destroy_article", _("Can destroy binned articles that were never published")),
            ("reach_every_article", _("Holds these rights over the articles of every section")),
        ]
        constraints = [
            models.CheckConstraint(name="article_stage_is_known", condition=models.Q(stage__in=Stage.values)),
        ]
        indexes = [
            models.Index(fields=["-changed_at", "-id"], name="article_last_saved"),
            models.Index(fields=["social_picture"], name="article_shared", condition=~models.Q(social_picture=None)),
            models.Index(fields=["section", "-changed_at", "-id"], name="article_of_section"),
            models.Index(fields=["stage", "-changed_at", "-id"], name="article_at_stage"),
            models.Index(fields=["created_by", "-changed_at", "-id"], name="article_begun"),
            models.Index(
                fields=["assigned_to", "-changed_at", "-id"],
                name="article_given",
                condition=models.Q(assigned_to__isnull=False),
            ),
            models.Index(fields=["-changed_at", "-id"], name="article_templates", condition=models.Q(is_template=True)),
            models.Index(
                fields=["embargoed_until"],
                name="article_embargo",
                condition=models.Q(embargoed_until__isnull=False, binned_at=None),
            ),
        ]

    def get_absolute_url(self) -> str:
        section = self.section.slug if self.section_id else "no-section"
        return reverse("articles:article", kwargs={"section": section, "slug": self.slug, "pk": self.pk})

    @property
    def section_name(self) -> str:
        return str(self.section) if self.section_id else str(_("No section yet"))

    def live_edition(self, at=None) -> Edition | None:
        """The edition that readers have now, or None; with its section, which its address needs."""
        return self.editions.live(at=at).select_related("section").first()

    def live_and_scheduled(self) -> tuple[Edition | None, Edition | None]:
        """The edition that readers have now, and the next that they are to have; one query."""
        now = timezone.now()
        found = (self.editions.live(now) | self.editions.scheduled(now)).select_related("section").order_by("starts_at")
        live = [edition for edition in found if edition.starts_at <= now]
        scheduled = [edition for edition in found if edition.starts_at > now]
        return next(iter(live), None), next(iter(scheduled), None)

    def newest_edition(self) -> Edition | None:
        return self.editions.order_by("-starts_at", "-pk").first()

    def has_to_see_the_lawyer(self) -> bool:
        return self.needs_legal or self.active_proceedings

    def is_embargoed(self, at=None) -> bool:
        return self.embargoed_until is not None and (at or timezone.now()) < self.embargoed_until

    def is_changed_since(self, edition) -> bool:
        return self.version != edition.version


class Byline(Credit):
    article = models.ForeignKey(Article, models.CASCADE, related_name="bylines")

    class Meta:
        verbose_name = _("byline")
        verbose_name_plural = _("bylines")
        constraints = [
            models.UniqueConstraint(
                fields=["article", "author", "role"],
                name="byline_once_per_role",
                violation_error_message=_("This author already has that role in this byline."),
            ),
        ]


class ArticlePlacement(Placement):
    article = models.ForeignKey(Article, models.CASCADE, related_name="placements")
