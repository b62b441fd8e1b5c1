"""Sessions of the desk, as rows that their owners can read. What opens one is in the browser alone."""

import datetime as dt
from typing import Self

from django.conf import settings
from django.contrib.auth.models import User
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from common.client_network import wider_network_of
from newsroom.identity.browsers import browser_of

BEGUN = "begun"


class StaffSessionQuerySet(models.QuerySet):
    def of(self, user: User) -> Self:
        """Those that still open the desk for this person, the last used first."""
        return self.filter(user=user, expire_date__gt=timezone.now()).order_by("-seen_at", "pk")


class StaffSession(AbstractBaseSession):
    """Its key is a keyed hash of what the browser holds, so that nobody signs in with a row of the database."""

    user = models.ForeignKey(User, models.CASCADE, null=True, related_name="staff_sessions", verbose_name=_("person"))
    begun_at = models.DateTimeField(_("begun"), null=True)
    seen_at = models.DateTimeField(_("last used"), default=timezone.now)
    browser = models.CharField(_("browser"), max_length=60, blank=True)
    network = models.CharField(_("network"), max_length=50, blank=True)

    objects = StaffSessionQuerySet.as_manager()

    class Meta:
        verbose_name = _("session")
        verbose_name_plural = _("sessions")
        default_permissions = ()

    @classmethod
    def get_session_store_class(cls) -> type:
        from newsroom.identity.session_store import SessionStore

        return SessionStore


def row_key(session_key: str) -> str:
    return salted_hmac("newsroom.identity.sessions", session_key, algorithm="sha256").hexdigest()[:40]


def ends_at(begun_at: dt.datetime | None, seen_at: dt.datetime) -> dt.datetime:
    """After so many hours without use, and after two weeks whatever happens."""
    idle = seen_at + dt.timedelta(hours=settings.SESSION_IDLE_HOURS)
    return min(idle, begun_at + dt.timedelta(seconds=settings.SESSION_COOKIE_AGE)) if begun_at else idle


def note_begin(sender: object, request: HttpRequest, user: User, **kwargs: object) -> None:
    """At each sign-in: what the row will say of it."""
    request.session[BEGUN] = [timezone.now().isoformat(), browser_of(request), wider_network_of(request)]


def prune_sessions() -> int:
    """Forget those that have ended; how many there were."""
    return StaffSession.objects.filter(expire_date__lte=timezone.now()).delete()[0]
