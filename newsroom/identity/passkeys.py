"""Passkeys (WebAuthn), by Yubico's library. Each challenge is answered once, with the person verified by the device."""

import json
import struct
from hashlib import sha256
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.models import User
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from fido2.server import Fido2Server
from fido2.utils import websafe_decode, websafe_encode
from fido2.webauthn import (
    AttestedCredentialData,
    AuthenticationResponse,
    PublicKeyCredentialDescriptor,
    PublicKeyCredentialRpEntity,
    PublicKeyCredentialType,
    PublicKeyCredentialUserEntity,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from common import counters
from common.cookie_names import cookie_name
from common.paper import paper_name
from newsroom.identity.models import Passkey

CHALLENGE = "passkey_challenge"
DOOR_SECONDS = 10 * 60
VERIFIED = UserVerificationRequirement.REQUIRED


class PasskeyRefused(Exception):
    """The answer of the browser proves nothing."""


def creation_options(request: HttpRequest, user: User) -> str:
    """What a browser needs to make a passkey, as JSON."""
    entity = PublicKeyCredentialUserEntity(
        id=str(user.pk).encode(), name=user.get_username(), display_name=user.get_full_name() or user.get_username()
    )
    options, state = _server().register_begin(
        entity,
        [_descriptor(passkey) for passkey in user.passkeys.all()],
        resident_key_requirement=ResidentKeyRequirement.PREFERRED,
        user_verification=VERIFIED,
    )
    request.session[CHALLENGE] = state
    return json.dumps(dict(options)["publicKey"])


def create_passkey(*, request: HttpRequest, user: User, name: str, answer: str) -> Passkey:
    """Keep the passkey that the browser made. Raises PasskeyRefused."""
    made = _checked(lambda: _server().register_complete(_challenge(request), json.loads(answer)))
    credential = made.credential_data
    passkey, is_new = Passkey.objects.get_or_create(
        credential_id=websafe_encode(credential.credential_id),
        defaults={"user": user, "name": name, "credential": bytes(credential), "sign_count": made.counter},
    )
    if not is_new:
        raise PasskeyRefused
    return passkey


def request_options(request: HttpRequest, user: User) -> str:
    """What a browser needs to use a passkey of this person, as JSON; nothing where there is none to be used."""
    descriptors = [_descriptor(passkey) for passkey in user.passkeys.all()]
    if not descriptors:
        return ""
    options, state = _server().authenticate_begin(descriptors, user_verification=VERIFIED)
    request.session[CHALLENGE] = state
    return json.dumps(dict(options)["publicKey"])


def door_cookie() -> str:
    return cookie_name("passkey_challenge", path=reverse("admin:sign_in_with_passkey"))


def set_door_options(response: TemplateResponse) -> None:
    """Let whoever sits before the door use a passkey. A stranger gets a signed cookie and no row in the database."""
    options, state = _server().authenticate_begin(user_verification=VERIFIED)
    response.context_data["passkey_options"] = json.dumps(dict(options)["publicKey"])
    response.set_signed_cookie(
        door_cookie(),
        json.dumps(state),
        max_age=DOOR_SECONDS,
        path=reverse("admin:sign_in_with_passkey"),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Strict",
    )


def person_at_the_door(request: HttpRequest, answer: str) -> User:
    """Who answered the challenge of the door, which is taken once. Raises PasskeyRefused."""
    signed = request.get_signed_cookie(door_cookie(), None, max_age=DOOR_SECONDS)
    if signed is None:
        raise PasskeyRefused
    user = _use(json.loads(signed), answer, Passkey.objects.filter(user__is_staff=True)).user
    if not counters.mark(f"passkey-challenge-{sha256(signed.encode()).hexdigest()}", seconds=DOOR_SECONDS):
        raise PasskeyRefused
    return user


def use_passkey(*, request: HttpRequest, answer: str, user: User) -> Passkey:
    """The passkey of this person that signed our challenge. Raises PasskeyRefused."""
    return _use(_challenge(request), answer, user.passkeys)


def _use(challenge, answer, passkeys):
    response = _checked(lambda: _read(answer))
    known = passkeys.filter(credential_id=websafe_encode(response.raw_id), user__is_active=True)
    passkey = known.select_related("user").first()
    if passkey is None:
        raise PasskeyRefused
    credential = AttestedCredentialData(bytes(passkey.credential))
    _checked(lambda: _server().authenticate_complete(challenge, [credential], response))
    count = response.response.authenticator_data.counter
    unused = Passkey.objects.filter(pk=passkey.pk)
    if count or passkey.sign_count:  # a device that counts never counts the same twice: a copy of it would
        unused = unused.filter(sign_count__lt=count)
    if not unused.update(sign_count=count, used_at=timezone.now()):
        raise PasskeyRefused
    return passkey


def _challenge(request):
    challenge = request.session.pop(CHALLENGE, None)
    if challenge is None:
        raise PasskeyRefused
    return challenge


def _read(answer):
    response = AuthenticationResponse.from_dict(json.loads(answer))
    if response is None:  # the library takes JSON's null for no answer, and lets it pass
        raise PasskeyRefused
    return response


def _checked(prove):
    """The library raises these for what does not prove anything, and for what is no answer at all."""
    try:
        return prove()
    except (ValueError, TypeError, LookupError, AttributeError, AssertionError, RuntimeError, struct.error) as error:
        raise PasskeyRefused from error


def _server():
    site = urlsplit(settings.SITE_URL)
    entity = PublicKeyCredentialRpEntity(name=paper_name(), id=site.hostname)
    return Fido2Server(entity, verify_origin=lambda origin: origin == f"{site.scheme}://{site.netloc}")


def _descriptor(passkey):
    return PublicKeyCredentialDescriptor(
        type=PublicKeyCredentialType.PUBLIC_KEY, id=websafe_decode(passkey.credential_id)
    )
