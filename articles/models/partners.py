"""Partners whose programs read the public record: what each may have, what it took, and where it wants to be told."""

import datetime as dt
import hashlib
import secrets
from typing import Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from articles.models.events import StoryEvent
from common.fields import CleanCharField, CleanEmailField, CleanURLField

BEGINS = "nr_"  # what a token begins with, so that one that leaked is known for what it is
SHOWN = 7  # of its first letters, by which the desk tells tokens apart


def new_salt() -> str:
    return secrets.token_hex(16)


def all_kinds() -> list[str]:
    return list(StoryEvent.Kind.values)


def hash_of_token(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


class PartnerQuerySet(models.QuerySet):
    def by_name(self) -> Self:
        return self.order_by("name", "pk")

    def active(self) -> Self:
        return self.filter(is_active=True)


class Partner(models.Model):
    """Of its token only the hash is kept. One that is switched off is known, and refused."""

    class Gives(models.TextChoices):
        FULL = "full", _("Whole stories")
        SUMMARY = "summary", _("Headlines and summaries")

    name = CleanCharField(_("name"), max_length=120, unique=True)
    contact = CleanEmailField(
        _("contact"), blank=True, help_text=_("Whom to write to when a story that they took is put right or goes.")
    )
    token_hash = models.CharField(max_length=64, unique=True, null=True, editable=False)
    token_start = models.CharField(_("token"), max_length=12, blank=True, editable=False)
    sections = models.ManyToManyField(
        "articles.Section",
        blank=True,
        related_name="+",
        verbose_name=_("sections"),
        help_text=_("With those inside them. None chosen: all."),
    )
    delay_minutes = models.PositiveIntegerField(
        _("delay"), default=0, help_text=_("Minutes after publication, before which a story is not theirs.")
    )
    gives = models.CharField(_("what they get"), max_length=10, choices=Gives, default=Gives.FULL)
    is_active = models.BooleanField(_("active"), default=True)
    made_at = models.DateTimeField(_("made"), default=timezone.now, editable=False)

    objects = PartnerQuerySet.as_manager()

    class Meta:
        verbose_name = _("partner")
        verbose_name_plural = _("partners")
        constraints = [
            models.CheckConstraint(name="partner_gives_is_known", condition=Q(gives__in=["full", "summary"])),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def delay(self) -> dt.timedelta:
        return dt.timedelta(minutes=self.delay_minutes)

    def renew_token(self) -> str:
        """A new token, which is given back and kept nowhere; the old one opens nothing any more."""
        token = BEGINS + secrets.token_urlsafe(32)
        self.token_hash, self.token_start = hash_of_token(token), token[:SHOWN]
        Partner.objects.filter(pk=self.pk).update(token_hash=self.token_hash, token_start=self.token_start)
        return token

    def section_ids(self) -> set[int] | None:
        """The sections whose stories are theirs, with those inside them; None for all."""
        chosen = list(self.sections.all())
        return {pk for section in chosen for pk in section.with_subsections} if chosen else None


class PartnerTakeQuerySet(models.QuerySet):
    def with_partners(self) -> Self:
        return self.select_related("partner").order_by("partner__name", "pk")


class PartnerTake(models.Model):
    """That a partner has the words of a story, and since when. It stays: the words may stand there for ever."""

    partner = models.ForeignKey(Partner, models.CASCADE, related_name="takes")
    article = models.ForeignKey("articles.Article", models.CASCADE, related_name="partner_takes")
    taken_at = models.DateTimeField(_("taken"), default=timezone.now)

    objects = PartnerTakeQuerySet.as_manager()

    class Meta:
        verbose_name = _("story that a partner took")
        verbose_name_plural = _("stories that partners took")
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["article", "partner"], name="partner_take_once")]

    def __str__(self) -> str:
        return f"{self.partner_id} took {self.article_id}"


class Webhook(models.Model):
    """An address of a partner that is told what happens to stories. Its secret is made of the paper's own."""

    partner = models.ForeignKey(Partner, models.CASCADE, related_name="webhooks")
    address = CleanURLField(_("address"), max_length=500)
    salt = models.CharField(max_length=32, default=new_salt, editable=False)
    events = models.JSONField(_("events"), default=all_kinds, help_text=_("What it is told of."))
    is_active = models.BooleanField(_("active"), default=True)
    failing_since = models.DateTimeField(_("failing since"), null=True, editable=False)
    stopped_at = models.DateTimeField(_("stopped by itself"), null=True, editable=False)

    class Meta:
        verbose_name = _("webhook")
        verbose_name_plural = _("webhooks")
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["partner", "address"], name="webhook_once_for_a_partner")]

    def __str__(self) -> str:
        return self.address

    @property
    def secret(self) -> str:
        """By which the partner knows that it is us. Whoever has the database alone does not have it."""
        return "whsec_" + salted_hmac("articles.webhook", f"{self.pk}:{self.salt}", algorithm="sha256").hexdigest()

    def clean(self) -> None:
        if not self.address.startswith("https://"):
            raise ValidationError({"address": _("The address has to begin with https://: stories are nobody else’s.")})


class WebhookDelivery(models.Model):
    """One event on its way to one address."""

    webhook = models.ForeignKey(Webhook, models.CASCADE, related_name="deliveries")
    event = models.ForeignKey(StoryEvent, models.CASCADE, related_name="deliveries")
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    error = CleanCharField(_("last error"), max_length=200, blank=True)
    told_at = models.DateTimeField(_("told"), null=True)
    given_up_at = models.DateTimeField(_("given up"), null=True)

    class Meta:
        verbose_name = _("message to a webhook")
        verbose_name_plural = _("messages to webhooks")
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["event", "webhook"], name="webhook_delivery_once")]

    def __str__(self) -> str:
        return f"{self.event} → {self.webhook}"

    def take_up(self) -> bool:
        """Claim it for one try; False when another worker has it."""
        tries, self.attempts = self.attempts, self.attempts + 1
        return bool(WebhookDelivery.objects.filter(pk=self.pk, attempts=tries).update(attempts=self.attempts))
