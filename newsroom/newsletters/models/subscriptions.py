"""Who gets which letter. Each row follows from the log of consents, and the log has the last word."""

import datetime as dt
from typing import Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from newsroom.newsletters.models.keys import hmac_of_address
from newsroom.newsletters.models.newsletters import Newsletter
from newsroom.newsletters.models.suppressions import Suppression
from supporters.models import ConsentRecord
from supporters.models.consent import Purpose

UNDO_WITHIN = dt.timedelta(days=1)


def _held():
    """The consent of a subscription, as long as it stands."""
    return ConsentRecord.objects.held().filter(topic=OuterRef("newsletter__slug"), pk=OuterRef("consent"))


class SubscriptionQuerySet(models.QuerySet):
    def may_be_written_to(self, newsletter: Newsletter, at: dt.datetime | None = None) -> Self:
        """The one gate for who gets a letter: confirmed, not paused, not suppressed, and not withdrawn since.

        Ask it again for each batch: whoever left, paused, bounced or was erased meanwhile is not in it any more.
        """
        return self.filter(newsletter=newsletter).current(at)

    def current(self, at: dt.datetime | None = None) -> Self:
        """The rules of the gate, for every letter."""
        states = Subscription.State
        rests = Q(state=states.PAUSED, paused_until__lte=at or timezone.now())
        suppressed = Suppression.objects.standing().filter(
            Q(scope=Suppression.EVERY_LETTER) | Q(scope=OuterRef("newsletter__slug")),
            address_hmac=OuterRef("address_hmac"),
        )
        return self.filter(
            Q(state=states.ACTIVE) | rests,
            Exists(_held()),
            ~Exists(suppressed),
            supporter__erased_at=None,
        )

    def running(self) -> Self:
        """Those that their readers have, or will have again when a pause ends."""
        return self._begun().filter(Exists(_held()))

    def behind_the_log(self) -> Self:
        """Those whose consent was withdrawn where letters are not known of: the log is right."""
        return self._begun().filter(~Exists(_held()))

    def asked_for_again(self) -> Self:
        """Those that were left and then asked for: nothing is confirmed yet, and a link for that is on its way."""
        whose, topic = OuterRef("supporter"), OuterRef("newsletter__slug")
        decisions = ConsentRecord.objects.for_purpose(whose, Purpose.NEWSLETTER, topic)
        newest = decisions.latest_first().values("action")[:1]
        return self.annotate(decision=newest).filter(state=Subscription.State.LEFT, decision=ConsentRecord.Action.ASKED)

    def _begun(self):
        return self.filter(state__in=[Subscription.State.ACTIVE, Subscription.State.PAUSED])

    def mark_left(self) -> int:
        left = {"state": Subscription.State.LEFT, "left_at": timezone.now(), "paused_until": None}
        return self.exclude(state=Subscription.State.LEFT).update(**left)

    def in_letters_order(self) -> Self:
        return self.order_by("newsletter__position", "newsletter__name", "pk")


class Subscription(models.Model):
    """One person and one letter."""

    class State(models.TextChoices):
        ASKED = "asked", _("Asked, not confirmed")
        ACTIVE = "active", _("Gets the letter")
        PAUSED = "paused", _("Paused")
        LEFT = "left", _("Left")

    class Source(models.TextChoices):
        PAGE = "page", _("A page of the site")
        OWN = "own", _("The reader's own page")
        IMPORT = "import", _("A list that was brought in")
        DESK = "desk", _("The desk")

    supporter = models.ForeignKey(
        "supporters.Supporter", models.PROTECT, related_name="subscriptions", verbose_name=_("reader")
    )
    newsletter = models.ForeignKey(
        Newsletter, models.PROTECT, related_name="subscriptions", verbose_name=_("newsletter")
    )
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.ASKED)
    paused_until = models.DateTimeField(_("paused until"), null=True, blank=True)
    # The record that confirmed it, and a mark of the address that did: a consent is of one mailbox.
    consent = models.ForeignKey(
        "supporters.ConsentRecord", models.PROTECT, null=True, related_name="+", verbose_name=_("consent")
    )
    address_hmac = models.CharField(max_length=32, editable=False)
    source = models.CharField(_("came by"), max_length=10, choices=Source, default=Source.PAGE)
    # After a change of address: the letter now goes there, and links of before are about it.
    moved_to = models.ForeignKey("self", models.SET_NULL, null=True, editable=False, related_name="+")
    asked_at = models.DateTimeField(_("asked"), default=timezone.now, editable=False)
    left_at = models.DateTimeField(_("left at"), null=True, editable=False)

    objects = SubscriptionQuerySet.as_manager()

    class Meta:
        verbose_name = _("subscription")
        verbose_name_plural = _("subscriptions")
        permissions = [("export_subscription", _("Can export the readers of letters"))]
        constraints = [
            models.UniqueConstraint("supporter", "newsletter", name="subscription_once"),
            models.CheckConstraint(
                name="subscription_in_use_has_its_consent",
                condition=Q(state__in=["asked", "left"]) | Q(consent__isnull=False),
            ),
            models.CheckConstraint(
                name="subscription_paused_has_its_end",
                condition=Q(state="paused", paused_until__isnull=False) | (~Q(state="paused") & Q(paused_until=None)),
            ),
            models.CheckConstraint(
                name="subscription_left_has_its_time",
                condition=Q(state="left", left_at__isnull=False) | (~Q(state="left") & Q(left_at=None)),
            ),
        ]
        indexes = [
            models.Index(fields=["newsletter", "state"], name="subscription_of_letter"),
            models.Index(fields=["address_hmac"], name="subscription_address"),
        ]

    def __str__(self) -> str:
        return f"{self.newsletter}: {self.get_state_display()}"

    @property
    def can_be_undone(self) -> bool:
        """Whoever left by a slip, or was made to leave by somebody who has the letter, has a day to come back."""
        left = self.state == self.State.LEFT and self.consent_id is not None
        return left and self.moved_to_id is None and self.left_at > timezone.now() - UNDO_WITHIN

    def newest(self) -> "Subscription":
        """This one, or where its reader has moved to since."""
        found = self
        while found.moved_to is not None:
            found = found.moved_to
        return found

    def masked_address(self) -> str:
        """Enough for its owner to know it by; nothing where the mailbox is another one than that which agreed."""
        email = self.supporter.email
        if not email or hmac_of_address(email) != self.address_hmac:
            return ""
        name, _at, domain = email.rpartition("@")
        return f"{name[0]}…@{domain}"

    def activate(self, consent: ConsentRecord, *, source: str = "", paused_until: dt.datetime | None = None) -> None:
        """From now on the letter goes to the address that has just agreed to it."""
        self.state = self.State.PAUSED if paused_until else self.State.ACTIVE
        self.consent, self.paused_until, self.left_at, self.moved_to = consent, paused_until, None, None
        self.source, self.address_hmac = source or self.source, hmac_of_address(self.supporter.email)
        self.save()

    def pause(self, until: dt.datetime) -> None:
        self.state, self.paused_until = self.State.PAUSED, until
        self.save(update_fields=["state", "paused_until"])

    def resume(self) -> None:
        self.state, self.paused_until = self.State.ACTIVE, None
        self.save(update_fields=["state", "paused_until"])
