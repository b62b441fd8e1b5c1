"""How the demonstration is signed in to: by a password alone, and with a printed secret where that is asked for."""

from django.contrib.auth.models import User

from demo.loading.staff import STAFF, app_secret_of, create_staff
from newsroom.tests.identity.test_second_factor import STEP
from newsroom.tests.second_factor import code_now


def test_secret_that_is_printed_opens_the_desk_and_stays(client, db, second_factor):
    create_staff()
    person = STAFF[0]
    secret = app_secret_of(person)
    client.post("/admin/login/", {"username": person.username, "password": person.password})

    assert client.post(STEP, {"proof-code": code_now(secret)}).url == "/admin/"
    assert app_secret_of(person) == secret
    assert User.objects.get(username=person.username).authenticatorapps.count() == 1


def test_banner_says_that_a_password_alone_opens_the_demonstration(client, editor, settings):
    words = "this desk opens with a password alone"
    client.force_login(editor)
    assert words not in client.get("/admin/").text
    settings.DEMO = True

    assert words in client.get("/admin/").text
    assert words not in client.get("/admin/login/").text
