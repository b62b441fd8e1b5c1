"""People who work here, for administrators: invited, signed in, given a role for a time, gone."""

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
from common.audit import note
from common.autocomplete import RowChoices
from common.converters import read_number
from common.dates import in_words
from common.people import name_of
from newsroom.identity.letters import Event, write_to_owner
from newsroom.identity.links import Purpose
from newsroom.identity.people import AccountClosed, close_account, invite
from newsroom.identity.people_forms import InvitationForm, LeavingForm, RoleGrantForm
from newsroom.identity.session_views import sessions_page
from newsroom.identity.tasks import write_link_letter

admin.site.unregister(User)


@admin.register(User)
class StaffAdmin(RowChoices, UserAdmin):
    list_display = ["username", "first_name", "last_name", "email", "roles", "is_active"]

    def get_queryset(self, request) -> QuerySet[User]:
        return super().get_queryset(request).prefetch_related("groups", "role_grants__group")

    @admin.display(description=gettext_lazy("roles"))
    def roles(self, person) -> str:
        held = [_("Administrator")] if person.is_superuser else []
        return ", ".join([*held, *map(str, person.groups.all()), *map(_with_end, _in_force(person))])

    def add_view(self, request, form_url="", extra_context=None) -> HttpResponse:
        """Nobody chooses a password for a colleague: a login begins with an invitation."""
        return invite_view(self, request)

    def user_change_password(self, request, id, form_url="") -> HttpResponse:
        response = super().user_change_password(request, id, form_url)
        if request.method == "POST" and response.status_code == 302:
            write_to_owner(user=User.objects.get(pk=id), event=Event.PASSWORD_CHANGED, request=request)
        return response

    def get_urls(self) -> list[URLPattern]:
        screens = {"sessions": sessions_view, "roles": roles_view, "link": link_view, "leave": leave_view}
        return [
            *(
                path(f"<int:pk>/{name}/", self.admin_site.admin_view(self._screen(view)), name=f"auth_user_{name}")
                for name, view in screens.items()
            ),
            *super().get_urls(),
        ]

    def _screen(self, view) -> Callable[..., HttpResponse]:
        def answer(request, pk):
            if not self.has_change_permission(request):
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
        grant = get_object_or_404(person.role_grants, pk=read_number(chosen))
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
        words=[
            _("It ends by itself at that moment. Until then it is held beside the roles of the login."),
            _("Where this person is signed in now, they sign in again."),
        ],
        form=form,
        button=_("Give the role"),
        leave=_("Leave it as it is"),
    )
    held = person.role_grants.in_force().select_related("group", "given_by").order_by("ends_at")
    return ask_page(admin, request, question, about=person, template="admin/identity/roles.html", held=held)


def invite_view(admin: UserAdmin, request: HttpRequest) -> HttpResponse:
    if not admin.has_add_permission(request):
        raise PermissionDenied
    form = InvitationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        person = form.save(commit=False)
        invite(user=person, roles=form.cleaned_data["groups"], by=request.user)
        admin.log_addition(request, person, _("Invited."))
        messages.success(request, _("A letter with a link for %s is on its way.") % name_of(person))
        return redirect("admin:auth_user_change", person.pk)
    question = Question(
        title=_("Invite a colleague"),
        words=[_("A letter brings a link to choose a password with. It works once, and for seven days.")],
        form=form,
        button=_("Send the invitation"),
        leave=_("Invite nobody"),
    )
    return ask_page(admin, request, question)


def link_view(admin: UserAdmin, request: HttpRequest, person: User) -> HttpResponse:
    """For an invitation that has run out, or a colleague who cannot get at the page for forgotten passwords."""
    can_be_sent = bool(person.is_active and person.is_staff and person.email)
    if request.method == "POST" and can_be_sent:
        purpose = Purpose.RESET if person.has_usable_password() else Purpose.INVITATION
        write_link_letter(user=person, purpose=purpose, by=request.user)
        note(action="link_sent", about=person, purpose=purpose)
        admin.log_change(request, person, _("Sent a link to choose a password with."))
        messages.success(request, _("A letter with a link for %s is on its way.") % name_of(person))
        return redirect("admin:auth_user_change", person.pk)
    words = _("The letter goes to %s. Its link works once.") % person.email
    if not can_be_sent:
        words = _("That takes a login of the staff that is active and has an e-mail address.")
    question = Question(
        title=_("Send a link to choose a password"),
        words=[words],
        button=_("Send the link") if can_be_sent else "",
        leave=_("Send nothing"),
    )
    return ask_page(admin, request, question, about=person)


def leave_view(admin: UserAdmin, request: HttpRequest, person: User) -> HttpResponse:
    """Close the account of somebody who leaves. Not one's own, so an administrator is always left."""
    stories = person.assigned_articles.select_related("section").order_by("-changed_at")
    plans = person.plans.filter(article=None).order_by("planned_for")
    is_open = person.is_active and person != request.user
    form = LeavingForm(
        request.POST if request.method == "POST" else None, person=person, has_work=stories.exists() or plans.exists()
    )
    if request.method == "POST" and is_open and form.is_valid():
        try:
            close_account(user=person, hand_over_to=form.cleaned_data.get("hand_over_to"), by=request.user)
        except AccountClosed as error:
            raise PermissionDenied from error
        admin.log_change(request, person, _("Closed the account."))
        messages.success(request, _("The account is closed, and all of its sessions with it."))
        return redirect("admin:auth_user_change", person.pk)
    words = _("Nothing opens the desk for this login any more. Bylines and what was done under its name stay.")
    if not is_open:
        words = _("This account is closed.") if not person.is_active else _("Another administrator closes yours.")
    question = Question(
        title=_("Leaving"),
        words=[words],
        form=form if is_open else None,
        button=_("Close the account") if is_open else "",
        is_danger=True,
        leave=_("Leave it as it is"),
    )
    work = {"stories": stories, "plans": plans} if is_open else {}
    return ask_page(admin, request, question, about=person, template="admin/identity/leave.html", **work)
