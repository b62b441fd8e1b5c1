"""Letters to a person at the desk about their own login, so that whoever uses it in their place is noticed."""

from django.contrib.auth.models import User
from django.db import models
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.workflow.notifications import write_letter
from common.client_network import wider_network_of
from newsroom.identity.browsers import browser_of


class Event(models.TextChoices):
    NEW_BROWSER = "new-browser", _("Somebody signed in with a browser that was not used before")
    NEW_FACTOR = "new-factor", _("A second step was added to your login")
    FACTOR_REMOVED = "factor-removed", _("A second step was taken off your login")
    RECOVERY_CODE_USED = "recovery-code-used", _("Somebody signed in with one of your recovery codes")
    PASSWORD_CHANGED = "password-changed", _("Your password was changed")


def write_to_owner(*, user: User, event: Event, request: HttpRequest) -> None:
    """Tell whose login it is what was done with it, when, and roughly from where; no secret stands in it."""
    at = timezone.now()
    write_letter(
        key=f"login:{user.pk}:{event}:{at:%Y%m%d%H%M%S%f}",
        to=user,
        template="desk_login",
        path=reverse("admin:index"),
        event=Event(event).label,
        at=at,
        browser=browser_of(request),
        network=wider_network_of(request),
    )
