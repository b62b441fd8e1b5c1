"""The second step of signing in, and one's own factors. Whoever has none yet adds the first one at the door."""

from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login, logout
from django.contrib.auth.models import AnonymousUser, User
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.utils.translation import gettext as _

from common.paper import paper_name
from common.qr_code import MARGIN, SIZE, qr_path
from newsroom.identity import totp
from newsroom.identity.factors import LastFactor, add_app, add_passkey, factors_of, remove_all_factors, remove_factor
from newsroom.identity.forms import LONGEST_ANSWER, NameForm, NewAppForm, NewPasskeyForm, ProofForm
from newsroom.identity.models import AuthenticatorApp, Passkey
from newsroom.identity.passkeys import (
    PasskeyRefused,
    creation_options,
    person_at_the_door,
    request_options,
    set_door_options,
)
from newsroom.identity.proved import note_factor, person_by_factor, renew_stamp
from newsroom.identity.recovery import new_recovery_codes
from newsroom.identity.sealing import SealIsBroken, seal, unseal

OFFERED = "offered_app_secret"
KINDS = {model.kind: model for model in (Passkey, AuthenticatorApp)}


def next_of(request: HttpRequest) -> str:
    """Where this person was going, if that is here; else the desk's first page."""
    asked = request.POST.get("next") or request.GET.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(asked, {request.get_host()}, require_https=request.is_secure())
    return asked if is_ours else reverse("admin:index")


def go_on_to(request: HttpRequest, name: str) -> HttpResponse:
    return redirect(f"{reverse(name)}?{urlencode({'next': next_of(request)})}")


def second_step_after(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """What the page of the password answers, or the next step for a password that was right, now or before."""
    user = request.user if request.method == "POST" else request.user_by_password
    if not user.is_authenticated or person_by_factor(request, user).is_authenticated:
        if isinstance(response, TemplateResponse):
            set_door_options(response)
        return response
    request.user = AnonymousUser()  # also to the middleware that takes note of who has come in
    return go_on_to(request, "admin:second_step")


def second_step(request: HttpRequest, context: dict) -> HttpResponse:
    user = request.user_by_password
    if request.user.is_authenticated:
        return HttpResponseRedirect(next_of(request))
    if "leave" in request.POST:
        logout(request)
    if not user.is_authenticated or "leave" in request.POST:
        return go_on_to(request, "admin:login")
    if not factors_of(user):
        return go_on_to(request, "admin:factors")
    form = ProofForm(request.POST or None, request=request, user=user, with_password=False)
    if form.is_valid():
        note_factor(request, user, form.factor)
        request.user = user
        return HttpResponseRedirect(next_of(request))
    context |= {"title": _("Second step"), "form": form, "passkey_options": request_options(request, user)}
    return render(request, "admin/identity/second_step.html", context)


def sign_in_with_passkey(request: HttpRequest, context: dict) -> HttpResponse:
    """The whole way in: the device has asked for a finger or a PIN, so a password would add nothing."""
    if request.method == "POST":
        try:
            user = person_at_the_door(request, request.POST.get("passkey", "")[:LONGEST_ANSWER])
        except PasskeyRefused:
            messages.error(request, _("That passkey did not work here. Try again, or use your password."))
        else:
            login(request, user, backend=settings.AUTHENTICATION_BACKENDS[0])
            note_factor(request, user, Passkey.kind)
            return HttpResponseRedirect(next_of(request))
    return go_on_to(request, "admin:login")


def for_who_may_add_factors(view) -> Callable:
    """Whoever has used a factor in this session, or has none to use; others are led to the step that they left out."""

    @wraps(view)
    def answer(request, context):
        if request.user.is_authenticated:
            return view(request, request.user, context)
        user = request.user_by_password
        if user.is_authenticated and not factors_of(user):
            return view(request, user, context)
        step = "admin:second_step" if user.is_authenticated else "admin:login"
        return redirect(f"{reverse(step)}?{urlencode({'next': request.path})}")

    return answer


@for_who_may_add_factors
def factors(request: HttpRequest, user: User, context: dict) -> HttpResponse:
    context |= {
        "title": _("Sign-in and second step"),
        "is_enrolling": not request.user.is_authenticated,
        "factors": factors_of(user),
        "codes_left": user.recovery_codes.filter(used_at=None).count(),
        "going": urlencode({"next": next_of(request)}),
    }
    return render(request, "admin/identity/factors.html", context)


@for_who_may_add_factors
def new_app(request: HttpRequest, user: User, context: dict) -> HttpResponse:
    secret = _offered_secret(request)
    form = NewAppForm(request.POST or None)
    if form.is_valid():
        if add_app(
            request=request, user=user, name=form.cleaned_data["name"], secret=secret, code=form.cleaned_data["code"]
        ):
            del request.session[OFFERED]
            return _added(request, user, "app", context)
        form.add_error(
            "code", _("The app does not show this code now. Type the next one, and check the telephone’s clock.")
        )
    address = totp.otpauth_address(secret, paper=paper_name(), username=user.get_username())
    context |= {
        "title": _("Add an authenticator app"),
        "form": form,
        "secret": secret,
        "qr_path": qr_path(address),
        "qr_side": SIZE + 2 * MARGIN,
    }
    return render(request, "admin/identity/new_app.html", context)


def _offered_secret(request):
    """The same secret until it is taken, so that a mistyped code does not ask for another scan."""
    try:
        return unseal(request.session[OFFERED])
    except (KeyError, SealIsBroken):
        secret = totp.new_secret()
        request.session[OFFERED] = seal(secret)
        return secret


@for_who_may_add_factors
def new_passkey(request: HttpRequest, user: User, context: dict) -> HttpResponse:
    form = NewPasskeyForm(request.POST or None)
    if form.is_valid():
        try:
            add_passkey(request=request, user=user, name=form.cleaned_data["name"], answer=form.cleaned_data["passkey"])
        except PasskeyRefused:
            form.add_error(None, _("That passkey could not be added. Try again, or use another device."))
        else:
            return _added(request, user, "passkey", context)
    context |= {"title": _("Add a passkey"), "form": form, "passkey_options": creation_options(request, user)}
    return render(request, "admin/identity/new_passkey.html", context)


def _added(request, user, kind, context):
    """The first one has been used by being added, and brings the codes for the day on which it is lost."""
    is_first = not request.user.is_authenticated
    if is_first:
        note_factor(request, user, kind)
        request.user = user
    else:
        renew_stamp(request, user)
    if is_first or not user.recovery_codes.exists():
        return _show_new_codes(request, user, context)
    messages.success(request, _("It is added. From now on you can sign in with it."))
    return redirect("admin:factors")


def recovery_codes(request: HttpRequest, context: dict) -> HttpResponse:
    if request.method == "POST":
        return _show_new_codes(request, request.user, context)
    return render(request, "admin/identity/ask_codes.html", context | {"title": _("New recovery codes")})


def _show_new_codes(request, user, context):
    codes = new_recovery_codes(user=user)
    context |= {
        "title": _("Your recovery codes"),
        "codes": codes,
        "codes_text": "%0A".join(codes),
        "next_url": next_of(request),
    }
    return render(request, "admin/identity/codes.html", context)


def factor(request: HttpRequest, context: dict, kind: str, pk: int) -> HttpResponse:
    """One factor of one's own: another name, or off."""
    if kind not in KINDS:
        raise Http404
    mine = get_object_or_404(KINDS[kind], pk=pk, user=request.user)
    if "remove" in request.POST:
        return _remove(request, mine)
    form = NameForm(request.POST or None, initial={"name": mine.name})
    if form.is_valid():
        KINDS[kind].objects.filter(pk=pk).update(name=form.cleaned_data["name"])
        return redirect("admin:factors")
    return render(request, "admin/identity/factor.html", context | {"title": mine.name, "form": form})


def _remove(request, mine):
    try:
        remove_factor(request=request, factor=mine)
    except LastFactor:
        messages.error(request, _("This is your last factor, and your role asks for one. Add another before."))
    else:
        renew_stamp(request, request.user)
        messages.success(request, _("It is taken off your login. Your other sessions have ended."))
    return redirect("admin:factors")


def remove_factors(request: HttpRequest, context: dict, pk: int) -> HttpResponse:
    """Of a colleague whose telephone is lost. Raises PermissionDenied for whoever is no administrator."""
    if not request.user.is_superuser:
        raise PermissionDenied
    colleague = get_object_or_404(User, pk=pk)
    if request.method == "POST":
        remove_all_factors(user=colleague, request=request)
        messages.success(
            request, _("%(name)s has no factor any more, and adds one at the next sign-in.") % {"name": colleague}
        )
        return redirect("admin:auth_user_change", pk)
    context |= {"title": _("Take off all factors"), "colleague": colleague, "factors": factors_of(colleague)}
    return render(request, "admin/identity/remove_factors.html", context)
