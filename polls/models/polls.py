"""A question that the paper puts to its readers."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from common.fields import CleanCharField
from common.folded_field import FoldedField
from common.share_card import ShareCard
from polls.models.choices import Choice
from polls.models.poll_queryset import PollQuerySet
from polls.models.tallies import Tally
from polls.questions.advice import asks_about_a_past_vote, asks_about_guilt
from polls.questions.fingerprint import fingerprint_of
from polls.results.policy import Audience, Result, result_for, result_in_words

STAYS_CLOSED = _("Voting has closed: this poll cannot be opened again. To ask once more, make a new poll.")


def in_a_week() -> dt.datetime:
    return timezone.now() + dt.timedelta(days=7)


def _address(name, *parts):
    """An address of a poll, by its number or by these of its fields."""
    return property(lambda poll: reverse(f"polls:{name}", args=[getattr(poll, part) for part in parts or ("pk",)]))


class Poll(models.Model):
    class Kind(models.TextChoices):
        SINGLE = "single", _("One answer")
        MULTIPLE = "multiple", _("Several answers")
        SCALE = "scale", _("A point on a scale")

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        LIVE = "live", _("Live")
        PAUSED = "paused", _("Paused")
        VOID = "void", _("Void")

    class Results(models.TextChoices):
        LIVE = "live", _("At any time")
        AFTER_VOTE = "after_vote", _("After voting")
        AFTER_CLOSE = "after_close", _("After closing")
        SEALED = "sealed", _("Sealed")

    class Stakes(models.TextChoices):
        LOW = "low", _("Low: a bit of fun")
        NORMAL = "normal", _("Normal")
        HIGH = "high", _("High: somebody may want to rig it")

    class Phase(models.TextChoices):
        """What the state and the clock make of it."""

        DRAFT = "draft", _("Draft")
        UPCOMING = "upcoming", _("Not open yet")
        OPEN = "open", _("Open")
        PAUSED = "paused", _("Paused")
        CLOSED = "closed", _("Closed")
        VOID = "void", _("Void")

    question = CleanCharField(
        _("question"), max_length=200, help_text=_("Neutral, and about one thing. It is fixed by the first vote.")
    )
    slug = models.SlugField(
        _("slug"),
        max_length=80,
        help_text=_("The readable part of the address. It may change: old links still find the poll."),
    )
    context = CleanCharField(
        _("context"), max_length=300, blank=True, help_text=_("One line of fact that a voter should know.")
    )
    kind = models.CharField(_("kind"), max_length=20, choices=Kind, default=Kind.SINGLE)
    least = models.PositiveSmallIntegerField(_("at least"), default=1, help_text=_("Answers that a ballot must have."))
    most = models.PositiveSmallIntegerField(_("at most"), default=1, help_text=_("Answers that a ballot may have."))
    scale_low = CleanCharField(
        _("lowest point means"), max_length=60, blank=True, help_text=_("For a scale, such as “not at all safe”.")
    )
    scale_high = CleanCharField(
        _("highest point means"), max_length=60, blank=True, help_text=_("Such as “very safe”: as strong as the other.")
    )
    stakes = models.CharField(_("stakes"), max_length=10, choices=Stakes, default=Stakes.NORMAL)
    is_election = models.BooleanField(
        _("about an election"),
        default=False,
        help_text=_("Sealed until it closes, never about how people have voted, and signed off by the lawyer."),
    )
    is_court = models.BooleanField(
        _("about a case before a court"),
        default=False,
        help_text=_("While proceedings are active no question may be about guilt."),
    )
    legal_note = CleanCharField(
        _("legal sign-off"),
        max_length=300,
        blank=True,
        help_text=_("Who agreed to this poll, when, and on what condition. Readers do not see it."),
    )
    state = models.CharField(
        _("state"),
        max_length=20,
        choices=State,
        default=State.DRAFT,
        help_text=_("A live poll opens and closes by itself at its times. Void: withdrawn, no result is shown."),
    )
    opens_at = models.DateTimeField(_("opens at"), default=timezone.now)
    closes_at = models.DateTimeField(_("closes at"), default=in_a_week)
    results = models.CharField(
        _("result is shown"),
        max_length=20,
        choices=Results,
        default=Results.AFTER_VOTE,
        help_text=_(
            "After voting: to those who have voted, and to all when it closes. After closing: the desk sees it before. "
            "Sealed: nobody sees it before it closes, nor can the seal be broken once somebody has voted."
        ),
    )
    outcome = CleanCharField(
        _("outcome"), max_length=400, blank=True, help_text=_("What happened next. Readers see it in the archive.")
    )
    folded = FoldedField("question", "context", "outcome")
    locked_at = models.DateTimeField(_("wording fixed at"), null=True, editable=False)
    # Copied from `closes_at` with the final count, so that the database itself keeps a closed poll closed.
    final_closes_at = models.DateTimeField(null=True, editable=False)
    # The paper that took and counted the votes, where that was another: the ballots stayed there.
    counted_by = CleanCharField(_("counted by"), max_length=120, blank=True, default="", db_default="", editable=False)
    created_at = models.DateTimeField(_("made at"), auto_now_add=True)

    fetched_answers: list[Choice] | None = None  # where they came in the same query

    objects = PollQuerySet.as_manager()

    FIXED_BY_FIRST_BALLOT = ("question", "context", "kind", "least", "most", "scale_low", "scale_high")

    class Meta:
        verbose_name = _("poll")
        verbose_name_plural = _("polls")
        permissions = [
            ("export_results", _("Can take a poll’s figures away as CSV")),
            ("open_poll", _("Can put a poll before readers, and change it there")),
        ]
        constraints = [
            models.CheckConstraint(
                name="poll_closes_after_it_opens",
                condition=Q(closes_at__gt=F("opens_at")),
                violation_error_message=_("A poll closes after it opens."),
            ),
            models.CheckConstraint(
                name="poll_least_is_one_or_more",
                condition=Q(least__gte=1),
                violation_error_message=_("A ballot has at least one answer."),
            ),
            models.CheckConstraint(
                name="poll_most_is_not_below_least",
                condition=Q(most__gte=F("least")),
                violation_error_message=_("“At most” cannot be below “at least”."),
            ),
            models.CheckConstraint(
                name="poll_on_election_is_sealed",
                condition=Q(is_election=False) | Q(results="sealed"),
                violation_error_message=_("A poll about an election is sealed until it closes."),
            ),
            models.CheckConstraint(
                name="poll_single_takes_one_answer",
                condition=Q(kind="multiple") | Q(least=1, most=1),
                violation_error_message=_("A poll with one answer takes at least 1 and at most 1."),
            ),
            models.CheckConstraint(
                name="poll_stays_closed",
                condition=Q(final_closes_at__isnull=True) | Q(closes_at__lte=F("final_closes_at")),
                violation_error_message=STAYS_CLOSED,
            ),
            models.CheckConstraint(
                name="poll_counted_elsewhere_is_closed", condition=Q(counted_by="") | ~Q(final_closes_at=None)
            ),
        ]
        indexes = [models.Index(fields=["state", "closes_at"], name="poll_state_closes")]

    def __str__(self) -> str:
        return self.question

    def get_absolute_url(self) -> str:
        return reverse("polls:poll", args=[self.slug, self.pk])

    @property
    def share_card(self) -> ShareCard:
        return ShareCard("poll", self.pk, self.question, _("Poll"))

    # By number alone: what a browser remembers of its vote hangs on the path, and an editor may correct a slug.
    vote_url, voted_url, change_url, withdraw_url = map(_address, ("vote", "voted", "change", "withdraw"))
    embed_url, json_url = (_address(name, "slug", "pk") for name in ("embed", "json"))

    @property
    def cookie_path(self) -> str:
        """Where a browser sends what it remembers of its vote."""
        return f"{reverse('polls:archive')}{self.pk}/"

    def clean(self) -> None:
        """The law's two refusals; and wording is fixed by the first vote, and a seal holds until closing."""
        if refused := self._refused_by_law():
            raise ValidationError(refused)
        stored = Poll.objects.filter(pk=self.pk, locked_at__isnull=False).first() if self.pk else None
        if stored is None:
            return
        errors = {
            name: _("Readers have voted on this: it can no longer be changed.")
            for name in self.FIXED_BY_FIRST_BALLOT
            if getattr(stored, name) != getattr(self, name)
        }
        # By the clock alone, whatever the state: a withdrawn poll may be put back, but not opened again on the way.
        if stored.closes_at <= timezone.now() and stored.closes_at < self.closes_at:
            errors["closes_at"] = STAYS_CLOSED
        if self.opens_at > max(stored.locked_at, stored.opens_at):
            errors["opens_at"] = _("Readers have voted already: voting cannot open later than it did.")
        if stored.is_sealed() and self.results != self.Results.SEALED:
            errors["results"] = _("This poll was sealed before its first vote and stays so until it closes.")
        if errors:
            raise ValidationError(errors)

    def _refused_by_law(self):
        refused = {}
        if self.is_election and asks_about_a_past_vote(self.question):
            refused["question"] = _("Before polls close nobody may publish how people say that they have voted.")
        if self.is_election and self.state == self.State.LIVE and not self.legal_note.strip():
            refused["legal_note"] = _(
                "A poll about an election goes live when the lawyer has agreed: say who and when."
            )
        if self.is_election and self.results != self.Results.SEALED:
            refused["results"] = _("A poll about an election is sealed until it closes.")
        if self.is_court and asks_about_guilt(self.question):
            refused["question"] = _("While proceedings are active no question may be about guilt: it is for the court.")
        return refused

    def phase(self, at=None) -> Phase:
        """Where the poll stands at a moment; nothing has to run for it to open or close."""
        at = at or timezone.now()
        if self.state in {self.State.DRAFT, self.State.VOID}:
            return self.Phase(self.state)
        if at >= self.closes_at:
            return self.Phase.CLOSED
        if self.state == self.State.PAUSED:
            return self.Phase.PAUSED
        return self.Phase.OPEN if at >= self.opens_at else self.Phase.UPCOMING

    def is_open(self, at=None) -> bool:
        return self.phase(at) == self.Phase.OPEN

    def is_closed(self, at=None) -> bool:
        return self.phase(at) == self.Phase.CLOSED

    def is_sealed(self, at=None) -> bool:
        """A sealed poll whose voting is not over: nobody at all may see a figure."""
        return self.results == self.Results.SEALED and not self.is_closed(at)

    is_multiple = property(lambda poll: poll.kind == Poll.Kind.MULTIPLE)
    is_scale = property(lambda poll: poll.kind == Poll.Kind.SCALE)

    @property
    def points(self) -> list[Choice]:
        """The answers of a scale that lie on it, from the lowest; “don’t know” does not."""
        return [choice for choice in self.answers if choice.value is not None]

    def end_of(self, choice) -> str:
        """What this answer stands for as the end of a scale; nothing for any other."""
        if not self.is_scale or choice.value is None:
            return ""
        values = [point.value for point in self.points]
        return {min(values): self.scale_low, max(values): self.scale_high}.get(choice.value, "")

    @property
    def tally_or_empty(self) -> Tally:
        """The tally; before the first vote there is none, and nothing has been counted."""
        return getattr(self, "tally", None) or Tally(poll=self)

    @property
    def answers(self) -> list[Choice]:
        """The choices in their order, from what was fetched with the poll."""
        choices = self.choices.all() if self.fetched_answers is None else self.fetched_answers
        return sorted(choices, key=lambda choice: (choice.position, choice.pk))

    fingerprint = property(fingerprint_of)

    def public_result(self) -> Result | None:
        """What any reader may see of the result now, or nothing."""
        return result_for(self, audience=Audience.PUBLIC)

    def result_in_words(self) -> str:
        """The same as one line of text; empty while there is none."""
        return result_in_words(self)

    def forget_edit_keys(self) -> int:
        """Let go of every hash once the poll has closed: no vote can be found any more, by anyone."""
        return self.ballots.filter(edit_key__isnull=False).update(edit_key=None)
