"""The two buttons of a pledge that is paid by card: compare it with the provider, and act on its messages again."""

from django.contrib import messages
from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.http import HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from common.can import can
from supporters.admin.money import replay_events
from supporters.models import Pledge, PledgeLog, ProviderEvent
from supporters.money.sync import sync
from supporters.providers.base import ProviderError


def sync_view(request, pk) -> HttpResponse:
    pledge = pledge_for(request, pk)
    if pledge is None:
        return HttpResponseNotAllowed(["POST"])
    try:
        pledge = sync(pledge=pledge, source=PledgeLog.Source.STAFF, by=request.user)
    except (ProviderError, ImproperlyConfigured) as error:
        messages.error(request, _("The provider could not be asked: %(error)s") % {"error": error})
    else:
        state = pledge.get_state_display()
        messages.success(request, _("Compared with the provider. State: %(state)s.") % {"state": state})
    return HttpResponseRedirect(reverse("admin:supporters_pledge_change", args=[pk]))


def replay_view(request, pk) -> HttpResponse:
    pledge = pledge_for(request, pk)
    if pledge is None:
        return HttpResponseNotAllowed(["POST"])
    done = replay_events(pledge.events.exclude(state=ProviderEvent.State.IGNORED).order_by("pk"))
    messages.success(request, _("%(count)s messages replayed.") % {"count": done})
    return HttpResponseRedirect(reverse("admin:supporters_pledge_change", args=[pk]))


def pledge_for(request, pk) -> Pledge | None:
    """The pledge that the button belongs to, for those who may press it; None where nothing was pressed."""
    if not can(request.user, "record_payment", Pledge):
        raise PermissionDenied
    pledge = get_object_or_404(Pledge, pk=pk)
    return pledge if request.method == "POST" else None
