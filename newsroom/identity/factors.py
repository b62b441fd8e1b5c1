"""Adding a factor to a login, using it, and taking it off."""

from django.contrib.auth.models import User
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone

from common.limits import CODES
from newsroom.identity import totp
from newsroom.identity.letters import Event, write_to_owner
from newsroom.identity.models import AuthenticatorApp, Passkey
from newsroom.identity.passkeys import create_passkey
from newsroom.identity.proved import needs_factor
from newsroom.identity.recovery import use_recovery_code
from newsroom.identity.sealing import SealIsBroken, seal, unseal


class LastFactor(Exception):
    """This login has no other factor, and may not do without."""


def factors_of(user: User) -> list[Passkey | AuthenticatorApp]:
    return [*user.passkeys.order_by("pk"), *user.authenticatorapps.order_by("pk")]


@transaction.atomic
def add_app(*, request: HttpRequest, user: User, name: str, secret: str, code: str) -> AuthenticatorApp | None:
    """The app, once it has shown a code. That code opens nothing any more."""
    step = totp.step_of(secret, code)
    if step is None:
        return None
    write_to_owner(user=user, event=Event.NEW_FACTOR, request=request)
    return user.authenticatorapps.create(name=name, sealed_secret=seal(secret), last_step=step)


@transaction.atomic
def add_passkey(*, request: HttpRequest, user: User, name: str, answer: str) -> Passkey:
    """Raises PasskeyRefused."""
    passkey = create_passkey(request=request, user=user, name=name, answer=answer)
    write_to_owner(user=user, event=Event.NEW_FACTOR, request=request)
    return passkey


def use_code(*, request: HttpRequest, user: User, code: str) -> str | None:
    """Which factor this code proves: `app` or `recovery`. Each code of an app is taken once, by whoever comes first."""
    if use_recovery_code(user=user, code=code):
        write_to_owner(user=user, event=Event.RECOVERY_CODE_USED, request=request)
        return "recovery"
    if not CODES.allows(str(user.pk)):
        return None
    return "app" if any(_takes(app, code) for app in user.authenticatorapps.all()) else None


def _takes(app, code):
    try:
        step = totp.step_of(unseal(app.sealed_secret), code)
    except SealIsBroken:
        return False
    if step is None:
        return False
    unused = AuthenticatorApp.objects.filter(pk=app.pk, last_step__lt=step)
    return bool(unused.update(last_step=step, used_at=timezone.now()))


@transaction.atomic
def remove_factor(*, request: HttpRequest, factor: Passkey | AuthenticatorApp) -> None:
    """Raises LastFactor."""
    user = User.objects.select_for_update().get(pk=factor.user_id)  # two removals at once leave one
    if needs_factor(user) and len(factors_of(user)) == 1:
        raise LastFactor
    factor.delete()
    write_to_owner(user=user, event=Event.FACTOR_REMOVED, request=request)


@transaction.atomic
def remove_all_factors(*, user: User, request: HttpRequest | None = None) -> int:
    """For a colleague whose telephone is lost, or a login in wrong hands: the next sign-in begins anew. How many."""
    number = len(factors_of(user))
    for kept in (user.passkeys, user.authenticatorapps, user.recovery_codes):
        kept.all().delete()
    if request:
        write_to_owner(user=user, event=Event.FACTOR_REMOVED, request=request)
    return number
