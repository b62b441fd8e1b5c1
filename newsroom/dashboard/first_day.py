"""What a new paper still needs, for its administrator, with two buttons: sections to begin with, and a test letter."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from articles.models import Section
from articles.workflow.notifications import write_letter
from common.can import can
from newsroom.dashboard.viewer import Viewer
from newsroom.paper.first_day import Step, first_day, make_sections


def steps_for(viewer: Viewer) -> list[Step]:
    """All steps until the last is done; then, and for everybody else, none."""
    if settings.DEMO or not viewer.can("change", User):
        return []
    steps = first_day()
    return [] if all(step.is_done for step in steps) else steps


@require_POST
def sections_view(request: HttpRequest) -> HttpResponse:
    if not can(request.user, "add", Section):
        raise PermissionDenied
    if made := make_sections():
        messages.success(request, _("There are %(count)s sections now. Change them as you like.") % {"count": made})
    return redirect("admin:index")


@require_POST
def letter_view(request: HttpRequest) -> HttpResponse:
    if not can(request.user, "change", User):
        raise PermissionDenied
    if not request.user.email:
        messages.error(request, _("Your login has no e-mail address. Give it one first."))
        return redirect("admin:auth_user_change", request.user.pk)
    key = f"test:{request.user.pk}:{timezone.now():%Y%m%d%H%M%S}"
    write_letter(key=key, to=request.user, template="desk_test", path=reverse("admin:index"))
    messages.success(request, _("A letter to %(address)s is on its way.") % {"address": request.user.email})
    return redirect("admin:index")
