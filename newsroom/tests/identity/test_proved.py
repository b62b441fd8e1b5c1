"""What a session of the desk has proved, and when that is no longer so."""

import pytest
from django.contrib.auth.models import Group, Permission, User

from newsroom.tests.identity.test_second_factor import PASSWORD, STEP, led_away, sign_in
from newsroom.tests.second_factor import code_now, sign_in_with_factor


@pytest.fixture(autouse=True)
def _second_factor(second_factor):
    pass


def test_session_gets_another_name_at_the_password_and_at_the_factor(client, editor, add_app):
    add_app(editor)
    names = []
    client.post("/admin/login/", {"username": "nobody", "password": "x"})
    for path, sent in (
        ("/admin/login/", {"username": "editor", "password": PASSWORD}),
        (STEP, {"proof-code": code_now()}),
    ):
        client.post(path, sent)
        names.append(client.session.session_key)

    assert len({*names}) == 2


def test_browser_is_known_once_the_factor_was_used_and_not_before(client, editor, add_app, mailoutbox):
    User.objects.update(email="idris@courier.example")
    add_app(editor)
    asked = sign_in(client, editor)
    assert mailoutbox == []

    client.post(asked.redirect_chain[-1][0], {"proof-code": code_now()})

    assert [letter.subject for letter in mailoutbox] == ["Somebody signed in with a browser that was not used before"]


def test_password_given_again_asks_for_the_factor_again(client, editor, add_app):
    add_app(editor)
    sign_in_with_factor(client, editor)

    client.post("/admin/login/", {"username": "editor", "password": PASSWORD})

    assert led_away(client.get("/admin/"))


@pytest.mark.parametrize("change", ["role", "administrator", "factor", "password"])
def test_other_sessions_end_when_what_opens_a_login_changes(client, editor, add_app, change):
    app = add_app(editor)
    sign_in_with_factor(client, editor)
    assert client.get("/admin/").status_code == 200

    if change == "role":
        editor.groups.add(Group.objects.get(name="Finance"))
    elif change == "administrator":
        User.objects.update(is_superuser=True)
    elif change == "password":
        editor.set_password("another-long-password")
        editor.save()
    else:
        app.delete()

    assert led_away(client.get("/admin/"))


def test_login_of_a_role_that_may_go_without_opens_by_password_alone(client, picture_desk, settings):
    settings.ROLES_WITHOUT_FACTOR = ["Picture desk"]
    client.force_login(picture_desk)

    assert client.get("/admin/").status_code == 200


@pytest.mark.parametrize("more", ["another role", "a right of one's own", "administrator"])
def test_login_with_more_than_such_a_role_needs_a_factor(client, picture_desk, settings, more):
    settings.ROLES_WITHOUT_FACTOR = ["Picture desk"]
    if more == "another role":
        picture_desk.groups.add(Group.objects.get(name="Editor"))
    elif more == "administrator":
        User.objects.filter(pk=picture_desk.pk).update(is_superuser=True)
    else:
        picture_desk.user_permissions.add(Permission.objects.get(codename="view_pledge"))
    client.force_login(picture_desk)

    assert led_away(client.get("/admin/"))
