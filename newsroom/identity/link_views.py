"""The two pages outside of the desk's door: a password was forgotten, and a link lets choose one."""

from django.conf import settings
from django.contrib import admin, messages
from django.contrib.auth import login
from django.contrib.auth.forms import SetPasswordForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.csp import csp_override
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from common.limits import PASSWORD_LINKS
from newsroom.identity.letters import Event, write_to_owner
from newsroom.identity.links import Purpose, read_link
from newsroom.identity.people import set_password
from newsroom.identity.people_forms import ForgottenForm
from newsroom.identity.sign_in import too_many_tries
from newsroom.identity.tasks import mail_reset_links
from newsroom.identity.views import second_step_after


@require_http_methods(["GET", "POST"])
@csp_override(settings.DESK_CSP)
def forgotten(request: HttpRequest) -> HttpResponse:
    """Ask for a link. Known addresses and others get the same answer, by the same steps."""
    form = ForgottenForm(request.POST or None)
    title, status = _("Forgotten your password?"), 200
    if request.method == "POST" and form.is_valid():
        if PASSWORD_LINKS.allows_network_of(request):
            mail_reset_links.enqueue(form.cleaned_data["email"])
            words = _("If somebody at the desk has that address, a letter is on its way. Its link opens for an hour.")
            return _page(request, title=title, words=words)
        form.add_error(None, too_many_tries())
        status = 429
    words = _("You get a letter with a link to choose a new one.")
    return _page(request, title=title, words=words, form=form, button=_("Send the letter"), status=status)


@require_http_methods(["GET", "POST"])
@sensitive_post_parameters()
@csp_override(settings.DESK_CSP)
def choose_password(request: HttpRequest, token: str) -> HttpResponse:
    """Opened, it changes nothing: programs that look at mail open links. Then the desk asks for the second step."""
    title, found = _("Choose a password"), read_link(token)
    if found is None:
        words = _("This link was used, is too old, or is not whole. Ask for another one.")
        return _page(request, title=title, words=words, status=410)
    user, purpose = found
    form = SetPasswordForm(user, request.POST or None)
    if request.method == "POST" and form.is_valid():
        set_password(user=user, password=form.cleaned_data["new_password1"])
        if purpose == Purpose.RESET:
            write_to_owner(user=user, event=Event.PASSWORD_CHANGED, request=request)
        login(request, user)
        messages.success(request, _("Your password is chosen."))
        return second_step_after(request, redirect("admin:index"))
    words = _("You sign in as “%s”.") % user.get_username()
    return _page(request, title=title, words=words, form=form, button=_("Choose it"))


def _page(request, *, status=200, **context):
    context |= admin.site.each_context(request) | {"title": context["title"]}
    response = render(request, "admin/identity/door.html", context, status=status)
    patch_cache_control(response, private=True, no_store=True)
    response["Referrer-Policy"] = "same-origin"  # the address is a key
    return response
