"""People with factors, for the tests of the door. `client.force_login` alone is a session that never used one."""

import pytest
from django.conf import settings

from newsroom.identity import totp
from newsroom.identity.proved import note_factor
from newsroom.identity.sealing import seal

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


@pytest.fixture
def second_factor(settings):
    """The door as a real paper has it."""
    settings.SECOND_FACTOR = True


@pytest.fixture
def add_app():
    def add(user, secret=SECRET):
        return user.authenticatorapps.create(name="My telephone", sealed_secret=seal(secret))

    return add


def code_now(secret=SECRET, later=0):
    return totp.code_at(secret, totp.current_step() + later)


def sign_in_with_factor(client, user, factor="app"):
    """A session in which the factor was used this very moment."""
    client.force_login(user)
    request = type("Request", (), {"session": client.session})
    note_factor(request, user, factor)
    request.session.save()
    client.cookies[settings.SESSION_COOKIE_NAME] = request.session.session_key
