"""Where somebody is signed in: the page that shows it, and when a session ends."""

import datetime as dt

import pytest
import time_machine
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from newsroom.identity.known_browser import COOKIE
from newsroom.identity.sessions import StaffSession, prune_sessions, row_key

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0"
SAFARI = "Mozilla/5.0 (iPhone; CPU iPhone OS 19_1 like Mac OS X) AppleWebKit/605.1 Version/19.1 Mobile Safari/604.1"
MONDAY = dt.datetime(2026, 5, 4, 9, tzinfo=dt.UTC)


@pytest.fixture
def clock():
    with time_machine.travel(MONDAY, tick=False) as clock:
        yield clock


def sign_in(user, agent=FIREFOX, client=None):
    """A browser in which this person has signed in by the form."""
    client = client or Client()
    client.defaults |= {"HTTP_USER_AGENT": agent, "REMOTE_ADDR": "81.2.69.142"}
    answer = client.post("/admin/login/", {"username": user.username, "password": "a-long-password"})
    assert answer.status_code == 302
    return client


def key_of(client):
    return row_key(client.cookies["sessionid"].value)


def is_in(client):
    return client.get("/admin/").status_code == 200


def test_page_shows_where_one_is_signed_in_and_which_is_here(reporter, editor, clock):
    here = sign_in(reporter)
    clock.shift(dt.timedelta(hours=1))
    sign_in(reporter, SAFARI)
    sign_in(editor, SAFARI)

    page = here.get("/admin/sessions/").text

    assert [page.count(words) for words in ("Firefox on Linux", "81.2.0.0/16", "This is where you are")] == [1, 2, 1]
    assert page.count("<strong>Safari on iPhone</strong>") == 1
    assert "4 May 2026, 10:00 BST" in page
    assert "4 May 2026, 11:00 BST" in page


def test_one_session_or_all_others_are_ended_and_this_one_stays(reporter, editor):
    here, phone, *others = [sign_in(reporter, agent) for agent in (FIREFOX, SAFARI, FIREFOX, FIREFOX)]
    colleague = sign_in(editor)

    here.post("/admin/sessions/", {"end": key_of(phone)})
    assert [is_in(client) for client in (here, phone, *others)] == [True, False, True, True]

    here.post("/admin/sessions/", {"end": "others"})
    assert [is_in(client) for client in (here, *others, colleague)] == [True, False, False, True]


def test_session_of_a_colleague_is_ended_by_nobody_but_an_administrator(reporter, editor, administrator):
    phone, address = sign_in(reporter), f"/admin/auth/user/{reporter.pk}/sessions/"
    others = sign_in(editor)

    others.post("/admin/sessions/", {"end": key_of(phone)})
    assert others.get(address).status_code == others.post(address, {"end": "others"}).status_code == 403
    assert is_in(phone)

    admin = sign_in(administrator)
    assert "Firefox on Linux" in admin.get(address).text
    admin.post(address, {"end": "others"})
    assert (is_in(phone), is_in(admin)) == (False, True)


def test_session_ends_after_twelve_hours_without_use(reporter, clock):
    used, left = sign_in(reporter), sign_in(reporter)

    clock.shift(dt.timedelta(hours=11, minutes=59))
    assert is_in(used)
    clock.shift(dt.timedelta(minutes=1))

    assert (is_in(used), is_in(left)) == (True, False)


def test_open_form_that_nobody_sits_at_keeps_no_session(reporter, make_article, clock):
    article, browser = make_article(created_by=reporter), sign_in(reporter)

    clock.shift(dt.timedelta(hours=11))
    assert browser.post(f"/admin/articles/article/{article.pk}/present/").status_code == 200
    clock.shift(dt.timedelta(hours=1))

    assert not is_in(browser)


def test_session_ends_two_weeks_after_signing_in_however_much_it_is_used(reporter, clock):
    browser = sign_in(reporter)

    for _ in range(2 * 14 - 1):
        clock.shift(dt.timedelta(hours=12, seconds=-1))
        assert is_in(browser)
        assert browser.post("/admin/sessions/", {"end": "others"}).status_code == 302
    clock.shift(dt.timedelta(hours=12, seconds=27))

    assert not is_in(browser)


def test_row_of_the_database_opens_nothing(reporter):
    known, thief = sign_in(reporter), Client()

    thief.cookies["sessionid"] = StaffSession.objects.get().pk
    assert not is_in(thief)

    thief.cookies["sessionid"] = known.cookies["sessionid"].value
    assert is_in(thief)


def test_session_has_another_key_after_signing_in_and_after_a_new_password(reporter):
    browser = Client()
    browser.cookies["sessionid"] = "chosen-by-somebody-else-00000000"
    sign_in(reporter, client=browser)
    keys = ["chosen-by-somebody-else-00000000", browser.cookies["sessionid"].value]
    new = {"new_password1": "harbour-lights-1871", "new_password2": "harbour-lights-1871"}
    browser.post("/admin/password_change/", {"old_password": "a-long-password"} | new)
    keys.append(browser.cookies["sessionid"].value)

    assert len({*keys}) == 3
    assert StaffSession.objects.filter(user=reporter).count() == 1


def test_schedule_forgets_sessions_that_have_ended(reporter, clock):
    sign_in(reporter)
    clock.shift(dt.timedelta(hours=6))
    open_still = sign_in(reporter)
    clock.shift(dt.timedelta(hours=6))

    assert prune_sessions() == 1
    assert [row.pk for row in StaffSession.objects.all()] == [key_of(open_still)]


def test_owner_is_told_of_a_browser_that_is_new_and_of_no_other(reporter, mailoutbox):
    User.objects.filter(pk=reporter.pk).update(email="reporter@courier.example")
    browser = sign_in(reporter)
    browser.post("/admin/logout/")
    sign_in(reporter, client=browser)
    browser.post("/admin/sessions/", {"end": "others"})
    assert len(mailoutbox) == 1
    assert browser.cookies[COOKIE]["httponly"]

    sign_in(reporter, SAFARI)
    assert [("Safari" in letter.body, letter.to) for letter in mailoutbox] == [
        (False, ["reporter@courier.example"]),
        (True, ["reporter@courier.example"]),
    ]
    assert {letter.subject for letter in mailoutbox} == {"Somebody signed in with a browser that was not used before"}


def test_refused_sign_in_makes_no_browser_known(reporter):
    browser = Client()
    browser.post("/admin/login/", {"username": "reporter", "password": "not-it"})

    assert COOKIE not in browser.cookies
    assert COOKIE in sign_in(reporter, client=browser).cookies


def test_public_page_makes_no_session(client, make_live_article, reporter):
    sign_in(reporter, client=client)
    seen = StaffSession.objects.get().seen_at
    with time_machine.travel(timezone.now() + dt.timedelta(hours=1), tick=False):
        assert client.get(make_live_article().get_absolute_url()).status_code == 200
        assert StaffSession.objects.get().seen_at == seen

        assert is_in(client)
        assert StaffSession.objects.get().seen_at > seen
