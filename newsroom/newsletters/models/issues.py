"""One issue of a newsletter as the desk arranges it: its words, its places, and how far it has come."""

import datetime as dt
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.body.document import BodyField
from common.fields import CleanCharField, CleanTextField


class IssueQuerySet(models.QuerySet):
    def newest_first(self) -> Self:
        return self.order_by("-pk")

    def with_readers(self) -> Self:
        """Those that went out, whole or up to where somebody stopped them."""
        return self.filter(state__in=[Issue.State.SENT, Issue.State.STOPPED], accepted__gt=0)

    def public(self) -> Self:
        """Those that the archive shows: from the first letter on, for each of them leads there."""
        states = Issue.State
        return self.filter(
            Q(state__in=[states.SENDING, states.PAUSED, states.SENT]) | Q(state=states.STOPPED, accepted__gt=0)
        )

    def begun_between(self, since: dt.datetime, until: dt.datetime) -> Self:
        """Those whose first letters, or a mended wording, went out then."""
        steps = IssueEvent.objects.filter(state=Issue.State.SENDING, at__gt=since, at__lte=until)
        return self.public().filter(pk__in=steps.values("issue"))

    def due(self, at=None) -> Self:
        return self.filter(state=Issue.State.SCHEDULED, send_at__lte=at or timezone.now())

    def on_their_way(self) -> Self:
        return self.filter(state__in=[Issue.State.FROZEN, Issue.State.SENDING])


class Issue(models.Model):
    """From its freezing on it says what readers got, so its words and places change no more."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        APPROVED = "approved", _("Approved")
        SCHEDULED = "scheduled", _("Scheduled")
        FROZEN = "frozen", _("Ready to go")
        SENDING = "sending", _("Being sent")
        PAUSED = "paused", _("Held")
        SENT = "sent", _("Sent")
        STOPPED = "stopped", _("Stopped")

    newsletter = models.ForeignKey(
        "newsroom.Newsletter", models.PROTECT, related_name="issues", verbose_name=_("newsletter")
    )
    number = models.PositiveIntegerField(_("number"))
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.DRAFT)
    version = models.PositiveIntegerField(default=0)
    # Of an issue that made itself: the newsletter and the day, or the story of an alert. So none is made twice.
    auto_key = CleanCharField(max_length=80, null=True, editable=False, unique=True)
    subject = CleanCharField(_("subject"), max_length=150, blank=True)
    preheader = CleanCharField(
        _("preheader"),
        max_length=150,
        blank=True,
        help_text=_("What a mailbox shows after the subject. It must not say the same again."),
    )
    note = BodyField(_("opening note"), blank=True)
    # The time as somebody typed it, in the paper's zone, and the moment that it means.
    goes_out_on = models.DateField(_("day"), null=True, blank=True)
    goes_out_at = models.TimeField(_("time"), null=True, blank=True)
    send_at = models.DateTimeField(_("goes out"), null=True, blank=True)
    first_batch = models.PositiveIntegerField(
        _("first batch"), null=True, blank=True, help_text=_("Send so many, then wait for somebody to look.")
    )
    rate = models.PositiveIntegerField(_("letters a second, at most"), null=True, blank=True)
    recipients = models.PositiveIntegerField(_("recipients"), default=0)
    accepted = models.PositiveIntegerField(_("sent"), default=0)
    refused = models.PositiveIntegerField(_("refused"), default=0)
    skipped = models.PositiveIntegerField(_("left before it came"), default=0)
    created_at = models.DateTimeField(_("begun"), default=timezone.now)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("by")
    )
    frozen_at = models.DateTimeField(_("made ready"), null=True)
    over_at = models.DateTimeField(_("sent"), null=True)

    objects = IssueQuerySet.as_manager()

    class Meta:
        verbose_name = _("issue of a newsletter")
        verbose_name_plural = _("issues of newsletters")
        permissions = [("send_issue", _("Can approve, send, hold and stop newsletters"))]
        constraints = [
            models.UniqueConstraint(fields=["newsletter", "number"], name="issue_number_once"),
            models.CheckConstraint(
                name="issue_state_is_known",
                condition=Q(
                    state__in=["draft", "approved", "scheduled", "frozen", "sending", "paused", "sent", "stopped"]
                ),
            ),
            models.CheckConstraint(
                name="issue_scheduled_has_its_time", condition=~Q(state="scheduled") | Q(send_at__isnull=False)
            ),
            models.CheckConstraint(
                name="issue_frozen_has_its_words",
                condition=Q(state__in=["draft", "approved", "scheduled"])
                | Q(frozen_at__isnull=False) & ~Q(subject="") & ~Q(preheader=""),
            ),
            models.CheckConstraint(
                name="issue_is_over_at_a_time",
                condition=Q(state__in=["sent", "stopped"], over_at__isnull=False)
                | ~Q(state__in=["sent", "stopped"]) & Q(over_at=None),
            ),
            models.CheckConstraint(
                name="issue_counts_no_more_than_there_were",
                condition=Q(recipients__gte=F("accepted") + F("refused") + F("skipped")),
            ),
        ]
        indexes = [
            models.Index(fields=["send_at"], condition=Q(state="scheduled"), name="issue_scheduled"),
            models.Index(
                fields=["state"], condition=Q(state__in=["frozen", "sending", "paused"]), name="issue_on_its_way"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.newsletter.name} {self.number}"

    def get_absolute_url(self) -> str:
        return reverse("issue", args=[self.newsletter.slug, self.number])

    @property
    def mark(self) -> str:
        """What its links carry: the letter and the number, the same for all who get it."""
        return f"{self.newsletter.slug}.{self.number}"

    @property
    def may_be_edited(self) -> bool:
        """A held issue may be mended: who has it already keeps what came, the others get the new wording."""
        return self.state in (self.State.DRAFT, self.State.PAUSED)

    @property
    def is_written_down(self) -> bool:
        """Whether what it says is what was kept of it, and no rule fills it any more."""
        return self.frozen_at is not None and not self.may_be_edited

    @property
    def waiting(self) -> int:
        return self.recipients - self.accepted - self.refused - self.skipped

    def last_before(self) -> "Issue | None":
        """The issue that readers of the newsletter had last."""
        return self.newsletter.issues.with_readers().exclude(pk=self.pk).newest_first().first()

    def current_render(self) -> models.Model | None:
        return self.renders.order_by("-number").first()


class IssueSlotQuerySet(models.QuerySet):
    def in_order(self) -> Self:
        return self.order_by("position", "pk")

    def with_things(self) -> Self:
        """With what stands in them."""
        return self.select_related("article", "poll", "section", "picture")


class IssueSlot(models.Model):
    """A place in an issue. One for a story holds the one that is pinned to it, or fills itself by its rule."""

    class Kind(models.TextChoices):
        STORY = "story", _("Story")
        POLL = "poll", _("Poll")
        MOST_READ = "most_read", _("Most read")
        EVENTS = "events", _("Events")
        CORRECTIONS = "corrections", _("Corrections")
        SUPPORT = "support", _("Line for supporters")

    class Rule(models.TextChoices):
        NEWEST = "newest", _("Newest since the last issue")
        FRONT = "front", _("In the order of the front page")
        SECTION = "section", _("Newest of a section")

    issue = models.ForeignKey(Issue, models.CASCADE, related_name="slots")
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    kind = models.CharField(_("what stands here"), max_length=12, choices=Kind, default=Kind.STORY)
    rule = models.CharField(_("fills itself"), max_length=10, choices=Rule, blank=True, default=Rule.NEWEST)
    section = models.ForeignKey(
        "articles.Section", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("section")
    )
    article = models.ForeignKey(
        "articles.Article", models.PROTECT, null=True, blank=True, related_name="issue_slots", verbose_name=_("story")
    )
    poll = models.ForeignKey(
        "polls.Poll", models.PROTECT, null=True, blank=True, related_name="issue_slots", verbose_name=_("poll")
    )
    headline = CleanCharField(_("own headline"), max_length=160, blank=True)
    words = CleanTextField(_("own words"), max_length=600, blank=True)
    picture = models.ForeignKey(
        "articles.Picture", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("own picture")
    )

    objects = IssueSlotQuerySet.as_manager()

    CHOSEN = ("kind", "rule", "section_id", "article_id", "poll_id", "headline", "words", "picture_id")

    class Meta:
        verbose_name = _("place")
        verbose_name_plural = _("places")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["issue", "position"], name="issue_slot_one_a_place"),
            models.UniqueConstraint(
                fields=["issue"], condition=Q(kind="corrections"), name="issue_slot_one_of_corrections"
            ),
            models.CheckConstraint(
                name="issue_slot_kind_is_known",
                condition=Q(kind__in=["story", "poll", "most_read", "events", "corrections", "support"]),
            ),
            models.CheckConstraint(
                name="issue_slot_fills_itself_by_a_rule",
                condition=Q(kind="story", rule__in=["newest", "front", "section"]) | ~Q(kind="story") & Q(rule=""),
            ),
            models.CheckConstraint(
                name="issue_slot_names_the_section_of_its_rule",
                condition=Q(rule="section", section__isnull=False) | ~Q(rule="section") & Q(section=None),
            ),
            models.CheckConstraint(
                name="issue_slot_holds_what_it_is_for",
                condition=(Q(kind="story") | Q(article=None)) & (Q(kind="poll") | Q(poll=None)),
            ),
            models.CheckConstraint(
                name="issue_slot_words_need_a_story",
                condition=Q(article__isnull=False) | Q(headline="", words="", picture=None),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.position} ({self.get_kind_display()})"

    def copy(self) -> "IssueSlot":
        """The same place for another row."""
        return IssueSlot(**{name: getattr(self, name) for name in self.CHOSEN})

    def unpin(self) -> None:
        """Let the place fill itself; words and a picture that were for the pinned story go with it."""
        self.article, self.headline, self.words, self.picture = None, "", "", None


class IssueEvent(models.Model):
    """What somebody, or the clock, did with an issue. Rows are only added."""

    issue = models.ForeignKey(Issue, models.PROTECT, related_name="events")
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    state = models.CharField(max_length=10, choices=Issue.State)
    text = CleanCharField(max_length=300, blank=True)

    class Meta:
        default_permissions = ()
        indexes = [models.Index(fields=["issue", "at", "id"], name="issue_event_in_order")]

    def __str__(self) -> str:
        return f"{self.issue_id}: {self.state}"
