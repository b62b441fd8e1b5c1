"""Who acts during a request of the desk. Readers' requests are nobody's: what they do is not in the log."""

from collections.abc import Callable

from django.apps import apps
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import User
from django.db import Error
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from common.audit import Actor, acting_as, becomes, note
from common.client_network import network_of
from common.limits import REFUSALS, REFUSALS_OF_ALL
from newsroom.audit.left_out import count_left_out
from newsroom.database.unavailable import answer_unavailable, is_unavailable
from newsroom.identity.proved import PROVED
from newsroom.monitoring.logs import request_id

PEOPLE = "supporters"  # the app whose screens show people


def audit_middleware(get_response: Callable) -> Callable:
    def answer(request: HttpRequest) -> HttpResponse:
        if not request.path_info.startswith(reverse("admin:index")):
            return get_response(request)
        try:
            with acting_as(actor_of(request)):
                response = get_response(request)
                note_reading(request, response)
            return response
        except Error as error:  # what cannot be written down is not shown either
            if is_unavailable(error):
                return answer_unavailable(request)
            raise

    return answer


def note_reading(request: HttpRequest, response: HttpResponse) -> None:
    """Every screen of supporters that somebody was shown, and every file that the desk gave out, whatever is in it."""
    match = request.resolver_match
    if response.status_code != 200 or match is None or not request.user.is_authenticated:
        return
    app, _, rest = match.view_name.removeprefix("admin:").partition("_")
    if match.view_name == "admin:autocomplete":
        app, rest = (request.GET.get(name, "")[:40] for name in ("app_label", "model_name"))
    is_file = response.get("Content-Disposition", "").startswith("attachment")
    if app == PEOPLE or is_file:
        row = match.kwargs.get("object_id") or match.kwargs.get("pk") or ""
        about = _table_of(app, rest.partition("_")[0])
        note(action="exported" if is_file else "opened", about=about, row=str(row), view=match.view_name)


def _table_of(app, model):
    try:
        return apps.get_model(app, model)._meta.db_table
    except LookupError:
        return ""


def actor_of(request: HttpRequest) -> Actor:
    """Who is signed in, by which factor, and from where; before a second step, whose password it was; or nobody."""
    user = request.user if request.user.is_authenticated else request.user_by_password
    factor = (request.session[PROVED]["factor"] or "password") if user.is_authenticated else ""
    return Actor(user.get_username(), user.pk, factor, network_of(request), request_id.get())


def note_sign_in(*, request: HttpRequest, user: AbstractBaseUser, **kwargs) -> None:
    """By whichever door: from here on the request is this person's."""
    who = Actor(user.get_username(), user.pk, "password", network_of(request), request_id.get())
    with acting_as(who):
        note(action="signed_in", about=user)
    becomes(who)


def note_sign_out(*, request: HttpRequest, user: AbstractBaseUser | None, **kwargs) -> None:
    if user:
        with acting_as(Actor(user.get_username(), user.pk, "", network_of(request), request_id.get())):
            note(action="signed_out", about=user)


def note_refusal(*, credentials: dict, request: HttpRequest | None = None, **kwargs) -> None:
    """A name that is no login is not kept: it may be a password that was typed into the wrong field."""
    network = network_of(request) if request else ""
    if REFUSALS.allows(network) and REFUSALS_OF_ALL.allows("all"):
        known = User.objects.filter(username=credentials.get("username") or "").first()
        with acting_as(Actor("", network=network, request=request_id.get())):
            note(action="sign_in_refused", about=known or "auth_user")
    else:
        count_left_out()
