"""The desk: Django's admin under the paper's name, with the policy that its editor needs."""

from collections.abc import Callable
from functools import partial

from django.conf import settings
from django.contrib.admin import AdminSite
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import NON_FIELD_ERRORS, PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csp import csp_override

from common.desk_admin import AsksCan, DeskAdmin
from common.paper import paper_name
from newsroom.dashboard import first_day, shift_notes
from newsroom.dashboard.home import home_of
from newsroom.dashboard.status import status_page
from newsroom.identity.guessing import seconds_to_wait
from newsroom.identity.letters import Event, write_to_owner
from newsroom.identity.session_views import sessions_page
from newsroom.identity.sign_in import TOO_MANY, OwnPasswordForm, SignInForm
from newsroom.identity.urls import urls_of
from newsroom.identity.views import second_step_after


class Desk(AdminSite):
    site_title = _("Desk")
    index_title = _("The desk")
    site_url = "/"
    login_form = SignInForm
    password_change_form = OwnPasswordForm

    @property
    def site_header(self) -> str:
        return paper_name()

    def register(self, model_or_iterable, admin_class=None, **options) -> None:
        """An admin that comes with somebody else's package asks `can()` too."""
        admin_class = admin_class or DeskAdmin
        if not issubclass(admin_class, AsksCan):
            admin_class = type(admin_class.__name__, (AsksCan, admin_class), {})
        super().register(model_or_iterable, admin_class, **options)

    def admin_view(self, view, cacheable=False) -> Callable:
        return csp_override(settings.DESK_CSP)(super().admin_view(view, cacheable))

    def login(self, request, extra_context=None) -> HttpResponse:
        words = {"title": _("Sign in"), **(extra_context or {})}
        response = csp_override(settings.DESK_CSP)(super().login)(request, words)
        form = (getattr(response, "context_data", None) or {}).get("form")
        if form and form.has_error(NON_FIELD_ERRORS, TOO_MANY):
            response.status_code, response["Retry-After"] = 429, str(seconds_to_wait())
            response._has_been_logged = True  # guessing would fill the log
        return second_step_after(request, response)

    def logout(self, request, extra_context=None) -> HttpResponse:
        """Pages that the browser kept go too. Words that nobody has saved stay in its storage for their writer."""
        response = super().logout(request, extra_context)
        response["Clear-Site-Data"] = '"cache"'
        return response

    def password_change(self, request, extra_context=None) -> HttpResponse:
        response = super().password_change(request, extra_context)
        if response.status_code == 302:
            write_to_owner(user=request.user, event=Event.PASSWORD_CHANGED, request=request)
        return response

    def each_context(self, request) -> dict:
        signs_in_by_password = settings.DEMO and not settings.SECOND_FACTOR
        return super().each_context(request) | {"signs_in_by_password": signs_in_by_password}

    def get_app_list(self, request, app_label=None) -> SimpleLazyObject:
        """All that this person may open, asked when a page lists it: pages to write on do not."""
        return SimpleLazyObject(partial(super().get_app_list, request, app_label))

    def get_urls(self) -> list[URLPattern]:
        on_site = path("r/<int:content_type_id>/<int:object_id>/", self.admin_view(self.on_site), name="view_on_site")
        status = path("status/", self.admin_view(self.status), name="status")
        sessions = path("sessions/", self.admin_view(self.own_sessions), name="own_sessions")
        first = [
            path("shift-note/", self.admin_view(self.shift_note), name="shift_note"),
            path("first-day/sections/", self.admin_view(first_day.sections_view), name="first_sections"),
            path("first-day/mail/", self.admin_view(first_day.letter_view), name="first_mail"),
        ]
        return [on_site, status, sessions, *first, *urls_of(self), *super().get_urls()]

    def status(self, request) -> HttpResponse:
        return status_page(request, self.each_context(request))

    def shift_note(self, request) -> HttpResponse:
        return shift_notes.leave_note_view(self, request)

    def own_sessions(self, request) -> HttpResponse:
        return sessions_page(request, self.each_context(request), person=request.user)

    def on_site(self, request, content_type_id, object_id) -> HttpResponse:
        """From a row to its public page, for who may see the row: the address alone says what a draft is about."""
        model = get_object_or_404(ContentType, pk=content_type_id).model_class()
        if not hasattr(model, "get_absolute_url"):
            raise Http404
        if model not in self._registry or not self._registry[model].has_view_permission(request):
            raise PermissionDenied
        return redirect(get_object_or_404(self._registry[model].get_queryset(request), pk=object_id))

    def index(self, request, extra_context=None) -> HttpResponse:
        own = {"home": home_of(request.user), "shift_form": shift_notes.ShiftNoteForm()}
        return super().index(request, own | (extra_context or {}))
