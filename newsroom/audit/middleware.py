"""Who acts during a request of the desk. Readers' requests are nobody's: what they do is not in the log."""

from collections.abc import Callable

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import User
from django.db import Error
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from common.audit import Actor, acting_as, becomes, note
from common.client_network import network_of
from common.rate_limit import is_within_limit
from newsroom.database.unavailable import answer_unavailable, is_unavailable
from newsroom.identity.proved import PROVED
from newsroom.monitoring.logs import request_id

REFUSALS_AN_HOUR = 30  # that are written down of one network; what strangers try must not fill the database
REFUSALS_OF_ALL = 200


def audit_middleware(get_response: Callable) -> Callable:
    def answer(request: HttpRequest) -> HttpResponse:
        if not request.path_info.startswith(reverse("admin:index")):
            return get_response(request)
        try:
            who = actor_of(request)
        except Error as error:
            if is_unavailable(error):
                return answer_unavailable(request)
            raise
        with acting_as(who):
            return get_response(request)

    return answer


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
    limits = (("refusal", network, REFUSALS_AN_HOUR), ("refusals", "all", REFUSALS_OF_ALL))
    if all(is_within_limit(what=f"audit-{what}", who=who, limit=limit) for what, who, limit in limits):
        known = User.objects.filter(username=credentials.get("username") or "").first()
        with acting_as(Actor("", network=network, request=request_id.get())):
            note(action="sign_in_refused", about=known or "auth_user")
