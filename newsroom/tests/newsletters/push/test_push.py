"""Alerts in browsers, sent to a push service of the tests' own that leads nowhere and opened by a browser of theirs."""

import datetime as dt

import pytest
from django.tasks import default_task_backend
from django.utils import timezone

from articles.publishing.publish import withdraw
from newsroom.newsletters.composing.approve import CannotSend
from newsroom.newsletters.models import PushAlert, PushEndpoint
from newsroom.newsletters.push import send as sending
from newsroom.newsletters.push import subscribe as subscribing
from newsroom.newsletters.push.begin import begin_push
from newsroom.newsletters.push.sealing import public_key
from newsroom.newsletters.push.send import push, push_again
from newsroom.newsletters.push.subscribe import subscribe
from newsroom.newsletters.push.tasks import wake_pushes
from newsroom.newsletters.sending.automatic import send_alert
from newsroom.newsletters.sending.control import stop
from newsroom.tests.newsletter_builders import make_newsletter, make_subscription
from newsroom.tests.newsletters.push.pushed import Browser

pytestmark = pytest.mark.django_db
OURS = {"Sec-Fetch-Site": "same-origin"}
FCM = "https://fcm.googleapis.com/fcm/send/abc"


@pytest.fixture(autouse=True)
def _by_hand(settings):
    settings.TASKS = {"default": {"BACKEND": "django.tasks.backends.dummy.DummyBackend"}}


@pytest.fixture
def breaking():
    return make_newsletter("breaking", kind="alert", most_a_day=5)


@pytest.fixture
def service(internet, canary, monkeypatch):
    """The stand-in for the internet is a push service, and keeps what it was handed."""
    monkeypatch.setattr(subscribing, "SERVICES", ("good.example",))
    # The stand-in speaks no TLS; that the gate does is its own test.
    monkeypatch.setattr(sending, "tell", plain(sending.tell))
    canary.bodies = []

    def keep(handler):
        body = handler.rfile.read(int(handler.headers["Content-Length"]))
        canary.bodies.append((handler.path, dict(handler.headers), body))
        handler.do_GET()

    monkeypatch.setattr(canary.RequestHandlerClass, "do_POST", keep)
    return canary


def plain(tell):
    return lambda url, **options: tell(url.replace("https://", "http://"), **options)


def keep(browser, *kinds):
    form = browser.form()
    return subscribe(endpoint=browser.endpoint, key=form["p256dh"], secret=form["auth"], kinds=kinds)


def alert(newsletter, article, editor):
    words = {"subject": "Sea wall gives way", "preheader": "Stay away from Lowgate"}
    return send_alert(newsletter=newsletter, article=article, by=editor, **words)


def run(issue):
    return push(alert_id=issue.push.pk, seconds=30)


def test_alert_from_a_story_goes_by_mail_and_to_browsers_in_one_act(breaking, service, make_live_article, editor):
    ada = Browser("https://good.example/page/ada")
    keep(ada, breaking)
    make_subscription(breaking)
    story = make_live_article("The wall")

    issue = alert(breaking, story, editor)
    run(issue)

    assert issue.recipients == 1
    ((path, headers, body),) = service.bodies
    told = ada.told(body)
    assert (told["title"], told["body"]) == ("Sea wall gives way", "Stay away from Lowgate")
    assert told["url"].endswith(f"{story.get_absolute_url()}?from=breaking.1")
    assert path == "/page/ada"
    assert (headers["Content-Encoding"], headers["Urgency"], headers["TTL"]) == ("aes128gcm", "high", "14400")
    assert headers["Authorization"].endswith(f", k={public_key()}")
    assert b"wall" not in body
    issue.push.refresh_from_db()
    assert (issue.push.taken, issue.push.gone, issue.push.over_at is None) == (1, 0, False)


def test_browser_gets_the_kinds_that_it_chose_and_no_others(breaking, service, make_live_article, editor):
    sport = make_newsletter("sport", kind="alert")
    keep(Browser("https://good.example/page/news"), breaking)
    keep(Browser("https://good.example/page/both"), breaking, sport)

    run(alert(sport, make_live_article(), editor))

    assert [path for path, *_rest in service.bodies] == ["/page/both"]


@pytest.mark.parametrize("status", [404, 410])
def test_browser_that_is_gone_is_forgotten(breaking, service, make_live_article, editor, status):
    keep(Browser(f"https://good.example/status/{status}"), breaking)
    keep(Browser("https://good.example/page/1"), breaking)

    issue = alert(breaking, make_live_article(), editor)
    run(issue)

    assert [row.endpoint for row in PushEndpoint.objects.all()] == ["https://good.example/page/1"]
    issue.push.refresh_from_db()
    assert (issue.push.taken, issue.push.gone) == (1, 1)


@pytest.mark.parametrize("status", ["429/60", "503"])
def test_service_that_asks_for_patience_is_asked_again_and_then_left(
    breaking, service, make_live_article, editor, status
):
    kept = keep(Browser(f"https://good.example/status/{status}"), breaking)
    issue = alert(breaking, make_live_article(), editor)

    turn = run(issue)
    assert (turn.has_more, turn.later) == (False, [kept.pk])

    later = push_again(alert_id=issue.push.pk, browsers=turn.later, is_last=False)
    assert later == [kept.pk]
    assert push_again(alert_id=issue.push.pk, browsers=later, is_last=True) == []
    issue.push.refresh_from_db()
    assert (issue.push.failed, len(service.bodies)) == (1, 3)
    assert PushEndpoint.objects.exists()


@pytest.mark.parametrize("path", ["status/400", "status/413", "to/https://other.example/"])
def test_service_that_refuses_or_leads_elsewhere_is_not_asked_again(breaking, service, make_live_article, editor, path):
    keep(Browser(f"https://good.example/{path}"), breaking)
    issue = alert(breaking, make_live_article(), editor)

    assert run(issue).later == []
    issue.push.refresh_from_db()
    assert (issue.push.failed, len(service.bodies)) == (1, 1)


def test_story_that_leaves_the_site_goes_to_no_more_browsers(breaking, service, make_live_article, editor, monkeypatch):
    monkeypatch.setattr(sending, "AT_ONCE", 1)
    for number in range(3):
        keep(Browser(f"https://good.example/page/{number}"), breaking)
    story = make_live_article()
    issue = alert(breaking, story, editor)
    tell, told = sending.tell, []

    def tell_once(url, **options):
        told.append(url)
        tell(url, **options)

    monkeypatch.setattr(sending, "tell", tell_once)
    monkeypatch.setattr(sending, "words_of", after_one(story, editor, told))
    run(issue)

    assert len(told) == 1
    issue.push.refresh_from_db()
    assert issue.push.over_at


def after_one(story, editor, told):
    words_of = sending.words_of

    def asked(alert):
        if told:
            withdraw(article=story, by=editor)
        return words_of(alert)

    return asked


def test_alert_that_the_desk_stops_goes_to_no_browser(breaking, service, make_live_article, editor):
    keep(Browser(), breaking)
    issue = alert(breaking, make_live_article(), editor)
    issue.refresh_from_db()
    stop(issue=issue, by=editor)

    assert not run(issue).has_more
    assert service.bodies == []


def test_two_alerts_about_one_story_are_one(breaking, service, make_live_article, editor):
    keep(Browser(), breaking)
    story = make_live_article()
    issue = alert(breaking, story, editor)
    with pytest.raises(CannotSend):
        alert(breaking, story, editor)
    begin_push(issue=issue, article=story)
    run(issue)
    run(issue)

    assert (PushAlert.objects.count(), len(service.bodies)) == (1, 1)


def test_killed_worker_leaves_the_rest_to_the_next_and_what_comes_twice_is_shown_once(
    breaking, service, make_live_article, editor, monkeypatch
):
    monkeypatch.setattr(sending, "AT_ONCE", 2)
    browsers = [Browser(f"https://good.example/page/{number}") for number in range(5)]
    for browser in browsers:
        keep(browser, breaking)
    issue = alert(breaking, make_live_article(), editor)
    note, calls = PushAlert.note, []

    def killed(self, **facts):
        calls.append(facts)
        if len(calls) == 2:
            raise KeyboardInterrupt
        note(self, **facts)

    monkeypatch.setattr(PushAlert, "note", killed)
    with pytest.raises(KeyboardInterrupt):
        run(issue)
    run(issue)

    told = {}
    for path, _headers, body in service.bodies:
        browser = next(one for one in browsers if one.endpoint.endswith(path))
        told.setdefault(path, []).append(browser.told(body)["tag"])
    assert len(told) == 5
    assert sum(len(tags) for tags in told.values()) == 7
    assert {tag for tags in told.values() for tag in tags} == {f"alert-{issue.pk}"}
    assert len({headers["Topic"] for _path, headers, _body in service.bodies}) == 1


def test_alert_that_no_worker_has_is_woken(breaking, make_live_article, editor):
    keep(Browser(FCM), breaking)
    issue = alert(breaking, make_live_article(), editor)
    default_task_backend.clear()

    wake_pushes()
    assert default_task_backend.results == []
    wake_pushes(at=timezone.now() + dt.timedelta(minutes=3))

    assert [(row.task.name, row.args) for row in default_task_backend.results] == [("push_some", [issue.push.pk])]


def test_long_words_are_cut_to_what_services_take(breaking, service, make_live_article, editor):
    ada = Browser()
    keep(ada, breaking)
    story = make_live_article("ŵ" * 200)
    issue = send_alert(newsletter=breaking, article=story, by=editor, subject="ŵ" * 150, preheader="漢" * 150)
    run(issue)

    assert len(service.bodies[0][2]) <= 4096
    assert ada.told(service.bodies[0][2])["title"] == "ŵ" * 150
