"""Colleagues come by invitation, and choose a password by a link."""

import datetime as dt
import re

import pytest
import time_machine
from django.contrib.auth.models import Group, Permission, User
from django.core import mail
from django.test import Client

from articles.models import DeskLetter
from newsroom.identity.known_browser import COOKIE
from newsroom.identity.link_letters import LinkLetter
from newsroom.identity.links import Purpose, link_for, read_link
from newsroom.identity.tasks import mail_reset_links, prune_link_letters

MONDAY = dt.datetime(2026, 5, 4, 9, 5, tzinfo=dt.UTC)
NEW = {"new_password1": "kelp-and-lanterns", "new_password2": "kelp-and-lanterns"}


@pytest.fixture
def clock():
    with time_machine.travel(MONDAY, tick=False) as clock:
        yield clock


@pytest.fixture
def at_desk(client, administrator):
    client.force_login(administrator)
    return client


@pytest.fixture
def invitation():
    return {
        "first_name": "Wren",
        "last_name": "Polglaze",
        "email": "wren@courier.example",
        "username": "wren",
        "groups": [Group.objects.get(name="Reporter").pk],
    }


def letters_to(address):
    return [letter for letter in mail.outbox if letter.to == [address]]


def link_to(address):
    letter = letters_to(address)[-1]
    return re.search(r"http://localhost:8000(/admin/password/\S+)", letter.body)[1]


def is_in(client):
    return client.get("/admin/").status_code == 200


def test_colleague_comes_by_a_link_that_works_once(at_desk, invitation, clock):
    at_desk.post("/admin/auth/user/add/", invitation)
    link, wren = link_to("wren@courier.example"), Client()

    assert "You sign in as “wren”." in wren.get(link).text
    assert wren.post(link, NEW).url == "/admin/"

    assert is_in(wren)
    user = User.objects.get(username="wren")
    assert (user.is_staff, user.is_superuser, [str(role) for role in user.groups.all()]) == (True, False, ["Reporter"])
    assert Client().get(link).status_code == Client().post(link, NEW).status_code == 410


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"email": "Admin@Courier.Example"}, "Somebody here has this address already."),
        ({"email": ""}, "This field is required."),
        ({"username": "admin"}, "A user with that username already exists."),
    ],
)
def test_invitation_that_cannot_be_sent_keeps_what_was_typed(at_desk, invitation, typed, said):
    page = at_desk.post("/admin/auth/user/add/", invitation | typed).text

    assert said in page
    assert "Polglaze" in page
    assert not User.objects.filter(last_name="Polglaze").exists()


def test_invitation_is_sent_by_administrators_alone(client, editor, invitation):
    client.force_login(editor)
    editor.user_permissions.add(Permission.objects.get(codename="add_user"))

    assert client.post("/admin/auth/user/add/", invitation).status_code == 403
    assert not User.objects.filter(username="wren").exists()


@pytest.mark.parametrize(("purpose", "lasts"), [(Purpose.INVITATION, 7 * 86400), (Purpose.RESET, 3600)])
def test_link_opens_until_its_time_is_over(purpose, lasts, reporter, clock):
    token = link_for(reporter, purpose).split("/")[-2]

    clock.shift(lasts)
    assert read_link(token) == (reporter, purpose)
    clock.shift(1)
    assert read_link(token) is None


@pytest.mark.parametrize(
    "change",
    [{"email": "new@courier.example"}, {"is_active": False}, {"is_staff": False}, {"last_login": MONDAY}],
)
def test_link_is_void_once_its_login_has_changed(change, reporter):
    token = link_for(reporter, Purpose.RESET).split("/")[-2]
    assert read_link(token)

    User.objects.filter(pk=reporter.pk).update(**change)

    assert read_link(token) is None


def test_link_that_was_tampered_with_opens_nothing(reporter, editor, client):
    token, other = (link_for(person, Purpose.RESET).split("/")[-2] for person in (reporter, editor))
    forged = ":".join([other.split(":")[0], *token.split(":")[1:]])

    assert client.get(f"/admin/password/{forged}/").status_code == 410
    assert client.get(f"/admin/password/{token}/").status_code == 200


def test_forgotten_password_is_chosen_anew_and_all_sessions_end(reporter, client, clock):
    User.objects.filter(pk=reporter.pk).update(email="nell@courier.example")
    thief = Client()
    thief.force_login(reporter)
    client.post("/admin/forgotten/", {"email": "Nell@courier.example"})
    link = link_to("nell@courier.example")

    page = client.post(link, {"new_password1": "qwerty123456", "new_password2": "qwerty123456"})
    assert "passwords that are tried first" in page.text
    assert is_in(thief)

    client.post(link, NEW)

    assert (is_in(client), is_in(thief)) == (True, False)
    assert User.objects.get(pk=reporter.pk).check_password("kelp-and-lanterns")
    assert "Your password was changed" in {letter.subject for letter in mail.outbox}


def test_link_ends_at_the_second_step_and_makes_no_browser_known(reporter, client, settings):
    settings.SECOND_FACTOR = True
    reporter.authenticatorapps.create(name="Telephone", sealed_secret="sealed")

    answer = client.post(link_for(reporter, Purpose.RESET).removeprefix("http://localhost:8000"), NEW)

    assert answer.url == "/admin/sign-in/second-step/?next=%2Fadmin%2F"
    assert not is_in(client)
    assert COOKIE not in client.cookies


def test_page_of_a_link_is_kept_by_nobody_and_told_to_nobody(reporter, client):
    answer = client.get(link_for(reporter, Purpose.RESET).removeprefix("http://localhost:8000"))

    assert answer["Cache-Control"] == "private, no-store"
    assert answer["Referrer-Policy"] == "same-origin"
    assert not answer.cookies.get("sessionid")


def test_link_stands_in_no_row_and_on_no_screen(at_desk, invitation):
    at_desk.post("/admin/auth/user/add/", invitation)

    token = link_to("wren@courier.example").split("/")[-2]
    assert token not in str(LinkLetter.objects.values())
    assert not DeskLetter.objects.filter(to="wren@courier.example").exists()


def test_answer_to_a_forgotten_password_is_the_same_for_every_address(reporter, editor, monkeypatch):
    User.objects.filter(pk=reporter.pk).update(email="nell@courier.example")
    User.objects.filter(pk=editor.pk).update(email="left@courier.example", is_active=False)
    asked = []
    monkeypatch.setattr(type(mail_reset_links), "enqueue", lambda task, email: asked.append(email))
    known = ["nell@courier.example", "left@courier.example", "none@courier.example"]

    answers = [Client().post("/admin/forgotten/", {"email": email}) for email in known]

    said = {re.sub(r'nonce="[^"]+"|value="\w{64}"', "", answer.text) for answer in answers}
    assert len(said) == 1
    assert "a letter is on its way" in said.pop()
    assert asked == known


def test_link_is_mailed_to_staff_that_may_sign_in_and_to_nobody_else(reporter, editor, stranger):
    User.objects.filter(pk=reporter.pk).update(email="nell@courier.example")
    User.objects.filter(pk=editor.pk).update(email="left@courier.example", is_active=False)
    User.objects.filter(pk=stranger.pk).update(email="stranger@courier.example")

    for name in ("nell", "left", "stranger", "none"):
        mail_reset_links.call(f"{name}@courier.example")
    mail_reset_links.call("")

    assert [letter.to for letter in mail.outbox] == [["nell@courier.example"]]


@pytest.mark.usefixtures("unbroken_hour")
def test_nobody_is_buried_in_letters(reporter, clock):
    User.objects.filter(pk=reporter.pk).update(email="nell@courier.example")

    for _ in range(9):
        mail_reset_links.call("nell@courier.example")
        clock.shift(61)
    assert len(mail.outbox) == 5

    answers = [Client().post("/admin/forgotten/", {"email": f"a{number}@b.example"}) for number in range(21)]
    assert [answer.status_code for answer in answers] == [200] * 20 + [429]
    assert "Try again at 11:00." in answers[-1].text
    assert "a20@b.example" in answers[-1].text


def test_letter_that_waited_while_the_address_was_mended_opens_nothing(at_desk, invitation):
    at_desk.post("/admin/auth/user/add/", invitation | {"email": "wrong@courier.example"})
    letter = LinkLetter.objects.get()
    as_it_was = letter.as_message().body
    User.objects.filter(username="wren").update(email="wren@courier.example")
    letter = LinkLetter.objects.get()

    late, right = letter.as_message().body, link_for(letter.user, Purpose.INVITATION)

    assert [read_link(body.split("/admin/password/")[1].split("/")[0]) for body in (as_it_was, late)] == [None, None]
    assert read_link(right.split("/")[-2]) == (letter.user, Purpose.INVITATION)


def test_letters_with_links_are_forgotten(reporter, clock):
    User.objects.filter(pk=reporter.pk).update(email="nell@courier.example")
    mail_reset_links.call("nell@courier.example")
    clock.shift(dt.timedelta(days=29))
    mail_reset_links.call("nell@courier.example")
    clock.shift(dt.timedelta(days=2))

    assert prune_link_letters() == 1
    assert LinkLetter.objects.count() == 1


def test_administrator_sends_a_link_instead_of_a_password(at_desk, reporter):
    address = f"/admin/auth/user/{reporter.pk}/link/"
    at_desk.post(address)
    assert not LinkLetter.objects.exists()

    User.objects.filter(pk=reporter.pk).update(email="nell@courier.example")
    at_desk.post(address)

    assert "It works once, and for an hour" in " ".join(letters_to("nell@courier.example")[-1].body.split())


@pytest.mark.parametrize("screen", ["link", "leave", "roles", "sessions", "password", "change"])
def test_screens_of_a_colleague_are_for_administrators_alone(screen, client, reporter, editor, administrator):
    may = [f"{act}_user" for act in ("add", "change", "view", "delete")]
    editor.user_permissions.set(Permission.objects.filter(codename__in=may))
    address = f"/admin/auth/user/{reporter.pk}/{screen}/"
    client.force_login(editor)
    assert client.post(address, {"is_superuser": "on", "username": "reporter"}).status_code == 403

    client.force_login(administrator)
    assert client.get(address).status_code == 200
    assert User.objects.get(pk=reporter.pk).is_active
