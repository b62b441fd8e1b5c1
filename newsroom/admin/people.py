"""People who work here, for administrators: where they are signed in, and the roles that they hold for a time."""

from collections.abc import Callable

from django.contrib import admin, messages
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.ask_page import Question, ask_page
from common.dates import in_words
from newsroom.identity.people_forms import RoleGrantForm
from newsroom.identity.session_views import sessions_page

admin.site.unregister(User)


@admin.register(User)
class StaffAdmin(UserAdmin):
    change_form_template = "admin/identity/person.html"
    list_display = ["username", "first_name", "last_name", "email", "roles", "is_active"]

    def get_queryset(self, request) -> QuerySet[User]:
        return super().get_queryset(request).prefetch_related("groups", "role_grants__group")

    @admin.display(description=gettext_lazy("roles"))
    def roles(self, person) -> str:
        held = [_("Administrator")] if person.is_superuser else []
        return ", ".join([*held, *map(str, person.groups.all()), *map(_with_end, _in_force(person))])

    def get_urls(self) -> list[URLPattern]:
        screens = {"sessions": sessions_view, "roles": roles_view}
        return [
            *(
                path(f"<int:pk>/{name}/", self.admin_site.admin_view(self._screen(view)), name=f"auth_user_{name}")
                for name, view in screens.items()
            ),
            *super().get_urls(),
        ]

    def _screen(self, view) -> Callable[..., HttpResponse]:
        """One for a colleague, which administrators alone open: whoever changes logins could take any of them."""

        def answer(request, pk):
            if not request.user.is_superuser:
                raise PermissionDenied
            return view(self, request, get_object_or_404(User, pk=pk))

        return answer


def _in_force(person):
    return [grant for grant in person.role_grants.all() if grant.is_in_force]


def _with_end(grant):
    return _("%(role)s until %(time)s") % {"role": grant.group, "time": in_words(grant.ends_at)}


def sessions_view(admin: UserAdmin, request: HttpRequest, person: User) -> HttpResponse:
    return sessions_page(request, admin.admin_site.each_context(request), person=person)


def roles_view(admin: UserAdmin, request: HttpRequest, person: User) -> HttpResponse:
    """Give a role until a moment, or end one that is held."""
    if request.method == "POST" and (chosen := request.POST.get("end", "")):
        grant = get_object_or_404(person.role_grants, pk=chosen if chosen.isdecimal() else 0)
        grant.end()
        admin.log_change(request, person, _("Ended the role %s.") % grant)
        return redirect(request.path)
    form = RoleGrantForm(request.POST or None, person=person)
    if request.method == "POST" and form.is_valid():
        grant = person.role_grants.create(given_by=request.user, **form.cleaned_data)
        admin.log_change(request, person, _("Gave the role %s.") % _with_end(grant))
        messages.success(request, _("From now on: %s.") % _with_end(grant))
        return redirect(request.path)
    question = Question(
        title=_("A role for a time"),
        words=[_("It ends by itself at that moment. Until then it is held beside the roles of the login.")],
        form=form,
        button=_("Give the role"),
        leave=_("Leave it as it is"),
    )
    held = person.role_grants.in_force().select_related("group", "given_by").order_by("ends_at")
    return ask_page(admin, request, question, about=person, template="admin/identity/roles.html", held=held)
