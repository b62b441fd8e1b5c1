"""Passkeys with Chromium's virtual authenticator, and codes, under the real policy."""

from importlib import import_module
from urllib.parse import parse_qsl

import pytest
from django.conf import settings
from django.test import Client

from newsroom.identity.models import Passkey
from newsroom.identity.proved import PROVED
from newsroom.tests.browser import broken_rules
from newsroom.tests.second_factor import code_now

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def visit(make_visit, live_server, second_factor, monkeypatch):
    """A browser at the door of a paper at this address; passkeys are bound to it."""
    monkeypatch.setattr(settings, "SITE_URL", live_server.url)
    return make_visit()


def plug_in(visit, **options):
    session = visit.context.new_cdp_session(visit.page)
    session.send("WebAuthn.enable")
    answer = session.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE | options})
    return session, answer["authenticatorId"]


def give_password(visit, user, to="/admin/articles/article/"):
    visit.open(f"/admin/login/?next={to}")
    visit.page.fill("#id_username", user.username)
    visit.page.fill("#id_password", "a-long-password")
    with visit.page.expect_navigation():
        visit.page.click("input[type=submit]")


def press(visit, name):
    with visit.page.expect_navigation():
        visit.page.get_by_role("button", name=name).click()


def add_passkey(visit, user):
    give_password(visit, user)
    visit.page.get_by_role("link", name="Add a passkey").click()
    press(visit, "Add a passkey")


def path_of(visit):
    return visit.page.url.removeprefix(visit.address).partition("?")[0]


def test_passkey_is_added_at_the_first_sign_in_and_used_at_the_next(visit, editor):
    plug_in(visit)
    add_passkey(visit, editor)
    assert visit.page.locator(".codes li").count() == 10
    with visit.page.expect_download() as download:
        visit.page.get_by_role("link", name="Download them").click()
    kept = download.value.path().read_text().split()
    assert kept == visit.page.locator(".codes li").all_inner_texts()
    visit.page.get_by_role("link", name="go on").click()
    assert path_of(visit) == "/admin/articles/article/"
    used = Passkey.objects.get().used_at

    visit.context.clear_cookies()
    give_password(visit, editor)
    press(visit, "Use a passkey")

    assert path_of(visit) == "/admin/articles/article/"
    assert used is None
    assert Passkey.objects.get().used_at is not None
    assert visit.violations == []
    assert visit.errors == []


def test_passkey_of_a_device_that_does_not_know_who_holds_it_is_refused(visit, editor):
    plug_in(visit, isUserVerified=False)
    give_password(visit, editor)
    visit.page.get_by_role("link", name="Add a passkey").click()
    visit.page.get_by_role("button", name="Add a passkey").click()

    visit.page.get_by_text("That did not work.").wait_for()
    assert not Passkey.objects.exists()


def test_passkey_is_a_whole_sign_in_and_its_answer_is_taken_once(visit, editor):
    plug_in(visit)
    add_passkey(visit, editor)
    visit.context.clear_cookies()
    visit.open("/admin/login/?next=/admin/articles/article/")
    sent = []
    visit.page.on("request", lambda request: sent.append(request))
    press(visit, "Sign in with a passkey")
    assert path_of(visit) == "/admin/articles/article/"
    again = next(request for request in sent if "with-passkey" in request.url)
    session = {cookie["name"]: cookie["value"] for cookie in visit.context.cookies()}

    replayed = Client(headers={"Origin": visit.address})
    replayed.cookies.load({"passkey_challenge": session["passkey_challenge"]})
    answer = dict(parse_qsl(again.post_data))
    Passkey.objects.update(sign_count=0)

    assert replayed.post("/admin/sign-in/with-passkey/", {"passkey": answer["passkey"]}).url.startswith("/admin/login/")
    assert not replayed.session.get("_auth_user_id")


@pytest.mark.parametrize("change", [{"is_active": False}, {"is_staff": False}])
def test_passkey_of_somebody_who_has_left_opens_nothing(visit, editor, change):
    plug_in(visit)
    add_passkey(visit, editor)
    type(editor).objects.update(**change)
    visit.context.clear_cookies()
    visit.open("/admin/login/")
    press(visit, "Sign in with a passkey")

    assert path_of(visit) == "/admin/login/"
    assert "That passkey did not work here" in visit.page.inner_text("body")


def test_copy_of_a_passkey_is_refused(visit, editor):
    """A device counts what it signs. Who signs with a lower number has a copy."""
    plug_in(visit)
    add_passkey(visit, editor)
    Passkey.objects.update(sign_count=1_000_000)
    visit.context.clear_cookies()
    give_password(visit, editor)
    press(visit, "Use a passkey")

    assert path_of(visit) == "/admin/sign-in/second-step/"
    assert "That passkey did not work here" in visit.page.inner_text("#content")


def test_passkey_answers_who_sits_there(visit, administrator):
    plug_in(visit)
    add_passkey(visit, administrator)
    visit.page.get_by_role("link", name="go on").click()
    let_an_hour_pass(visit)
    visit.open("/admin/auth/user/add/")
    press(visit, "Use a passkey")

    assert path_of(visit) == "/admin/auth/user/add/"
    assert visit.page.locator("#id_username").is_visible()


def let_an_hour_pass(visit):
    """As the session sees it."""
    key = next(cookie["value"] for cookie in visit.context.cookies() if cookie["name"] == settings.SESSION_COOKIE_NAME)
    session = import_module(settings.SESSION_ENGINE).SessionStore(key)
    session[PROVED] = session[PROVED] | {"at": 0}
    session.save()


def test_app_is_added_by_its_key_without_javascript(make_visit, editor, second_factor):
    visit = make_visit(java_script_enabled=False)
    give_password(visit, editor)
    visit.page.get_by_role("link", name="Add an authenticator app").click()
    secret = visit.page.inner_text(".secret")
    visit.page.fill("#id_code", code_now(secret))
    press(visit, "Add it")
    visit.page.get_by_role("link", name="go on").click()

    assert path_of(visit) == "/admin/articles/article/"


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_everybody_can_use_the_pages_of_the_door(make_visit, editor, add_app, second_factor, theme):
    visit = make_visit(color_scheme=theme, viewport={"width": 360, "height": 800})
    give_password(visit, editor)
    pages = ["/admin/sign-in/", "/admin/sign-in/app/", "/admin/sign-in/passkey/"]
    found = {path: problems_on(visit.open(path)) for path in pages}
    add_app(editor)
    give_password(visit, editor)
    found["second step"] = problems_on(visit.page)

    assert {path: problems for path, problems in found.items() if problems} == {}
    assert visit.violations == []


def problems_on(page):
    wide = page.evaluate("document.documentElement.scrollWidth > innerWidth")
    return broken_rules(page) + (["scrolls sideways"] if wide else [])
