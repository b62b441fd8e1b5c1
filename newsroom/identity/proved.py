"""What a browser's session has proved: whose password it knew, when, with which factor, and who that was then."""

import time
from dataclasses import replace

from django.conf import settings
from django.contrib.auth.models import AnonymousUser, User
from django.http import HttpRequest

from common.audit import actor, becomes, note
from common.prepared import Prepared
from newsroom.identity.role_grants import roles_held

PROVED = "proved"
FRESH_SECONDS = 15 * 60
# Asked with each request of the desk.
STAMPED = Prepared(
    lambda _at, ids: User.objects.filter(pk=ids[0]).values_list(
        "groups", "role_grants", "passkeys", "authenticatorapps"
    )
)


def note_password(sender, request: HttpRequest, user: User, **kwargs: object) -> None:
    """A right password begins anew: what an earlier one had proved beside it is gone."""
    request.session[PROVED] = {"stamp": stamp_of(user), "at": time.time(), "factor": ""}


def note_factor(request: HttpRequest, user: User, factor: str) -> None:
    """The session gets another name, so that nobody who knew it before comes in with it."""
    request.session.cycle_key()
    request.session[PROVED] = {"stamp": stamp_of(user), "at": time.time(), "factor": factor}
    becomes(replace(actor(), who=user.get_username(), user=user.pk, factor=factor or "password"))
    note(action="factor", about=user)


def renew_stamp(request: HttpRequest, user: User) -> None:
    """This session goes on, for it is the one that changed the person's factors."""
    request.session[PROVED] = request.session[PROVED] | {"stamp": stamp_of(user)}


def is_fresh(request: HttpRequest) -> bool:
    return time.time() - request.session[PROVED]["at"] < FRESH_SECONDS


def person_by_password(request: HttpRequest, user: User | AnonymousUser) -> User | AnonymousUser:
    """Whose password this session knows. It ends when the person's roles or factors are others than they were."""
    if not user.is_staff:
        return AnonymousUser()
    proved = request.session.get(PROVED)
    return user if proved and proved["stamp"] == stamp_of(user) else AnonymousUser()


def person_by_factor(request: HttpRequest, person: User | AnonymousUser) -> User | AnonymousUser:
    """The same person where a factor was used in this session, or none is needed; else nobody."""
    if person.is_authenticated and needs_factor(person) and not request.session[PROVED]["factor"]:
        return AnonymousUser()
    return person


def needs_factor(user: User) -> bool:
    """All who work here do, but for people whose every right comes from a role that may go without."""
    if not settings.SECOND_FACTOR:
        return False
    if user.is_superuser or not settings.ROLES_WITHOUT_FACTOR:
        return True
    roles = {*roles_held(user).values_list("name", flat=True)}
    return not roles or not roles <= {*settings.ROLES_WITHOUT_FACTOR} or user.user_permissions.exists()


def stamp_of(user: User) -> str:
    """Roles and factors of a person, in one query: another stamp ends every session but the one that changed it.

    A role for a time counts from when it was given, so that its end signs nobody out of what they are writing.
    """
    held = [sorted({number for number in column if number}) for column in zip(*STAMPED.rows([user.pk]), strict=True)]
    return f"{user.is_staff} {user.is_superuser} {held}"
