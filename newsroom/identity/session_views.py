"""Where somebody is signed in: for everybody their own, for administrators a colleague's."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from common.audit import note
from common.people import name_of
from newsroom.identity.sessions import StaffSession, row_key

OTHERS = "others"


def sessions_page(request: HttpRequest, context: dict, *, person: User) -> HttpResponse:
    """The list; posted to, it ends one of them or all others. The one that asks is ended by signing out."""
    sessions = StaffSession.objects.of(person)
    here = row_key(request.session.session_key)
    if request.method == "POST":
        chosen = request.POST.get("end", "")
        ended = sessions.exclude(pk=here) if chosen == OTHERS else sessions.filter(pk=chosen).exclude(pk=here)
        count = ended.delete()[0]
        note(action="sessions_ended", about=person, number=count)
        messages.success(request, ngettext("%d session was ended.", "%d sessions were ended.", count) % count)
        return redirect(request.path)
    is_own = person == request.user
    context |= {
        "title": _("Where you are signed in") if is_own else _("Where %s is signed in") % name_of(person),
        "sessions": sessions,
        "here": here,
        "person": person,
        "grants": person.role_grants.in_force().select_related("group").order_by("ends_at"),
        "is_own": is_own,
        "may_end_others": sessions.exclude(pk=here).exists(),
        "idle_hours": settings.SESSION_IDLE_HOURS,
    }
    return render(request, "admin/identity/sessions.html", context)
