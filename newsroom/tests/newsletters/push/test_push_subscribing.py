"""Browsers that ask for alerts: which may, what is kept of them, and how they stop."""

import pytest
from django.test import Client
from django.utils import timezone

from common import limits
from newsroom.newsletters.models import Newsletter, PushEndpoint
from newsroom.newsletters.push.sealing import public_key
from newsroom.newsletters.push.subscribe import is_of_a_service
from newsroom.tests.newsletter_builders import make_newsletter
from newsroom.tests.newsletters.push.pushed import Browser

pytestmark = pytest.mark.django_db
OURS = {"Sec-Fetch-Site": "same-origin"}
FCM = "https://fcm.googleapis.com/fcm/send/abc"


@pytest.fixture
def breaking():
    return make_newsletter("breaking", kind="alert", most_a_day=5)


def post(client, headers=OURS, **fields):
    return client.post("/letters/push/", fields, headers=headers)


@pytest.mark.parametrize(
    "endpoint",
    [
        "http://fcm.googleapis.com/x",
        "https://push.example/x",
        "https://fcm.googleapis.com.example/x",
        "https://evilgoogleapis.com/x",
        "https://fcm.googleapis.com@push.example/x",
        "https://fcm.googleapis.com:8443/x",
        "https://fcm.googleapis.com:x/",
        "https://fcm.googleapis.com/\n",
        "https://fcm.googleapis.com/" + "x" * 600,
        "https://[",
        "",
    ],
)
def test_address_of_no_known_service_is_refused(client, breaking, endpoint):
    answer = post(client, **Browser(endpoint).form("breaking"))

    assert answer.status_code == 422
    assert not PushEndpoint.objects.exists()


@pytest.mark.parametrize(
    "wrong", [{"p256dh": "AAAA"}, {"p256dh": "é"}, {"auth": "AAAA"}, {"auth": "="}, {"p256dh": ""}]
)
def test_keys_that_are_none_are_refused(client, breaking, wrong):
    assert post(client, **Browser(FCM).form("breaking") | wrong).status_code == 422
    assert not PushEndpoint.objects.exists()


def test_services_of_all_browsers_are_known():
    for host in (
        "fcm.googleapis.com",
        "updates.push.services.mozilla.com",
        "web.push.apple.com",
        "wns2.notify.windows.com",
    ):
        assert is_of_a_service(f"https://{host}/w/?token=a%2b"), host


def test_browser_subscribes_changes_and_stops_and_nothing_else_is_kept_of_it(client, breaking):
    make_newsletter("sport", kind="alert")
    ada = Browser(FCM)

    assert post(client, **ada.form("breaking")).json() == {"key": public_key(), "kinds": ["breaking"]}
    assert post(client, **ada.form("breaking", "sport")).json()["kinds"] == ["breaking", "sport"]
    assert post(Client(), ask="kinds", endpoint=FCM).json()["kinds"] == ["breaking", "sport"]
    row = PushEndpoint.objects.get()
    assert row.month == timezone.localdate().replace(day=1)
    fields = {field.name for field in PushEndpoint._meta.get_fields()}
    assert fields == {"id", "digest", "endpoint", "key", "secret", "kinds", "month"}

    assert post(client, endpoint=FCM).json()["kinds"] == []
    assert not PushEndpoint.objects.exists()
    assert post(client, ask="kinds", endpoint=FCM).json()["kinds"] == []


def test_letter_that_is_no_alert_or_is_closed_cannot_be_asked_for(client, breaking):
    make_newsletter("morning")
    Newsletter.objects.filter(slug="breaking").update(is_open=False)

    assert post(client, **Browser(FCM).form("morning", "breaking", "nothing")).json()["kinds"] == []
    assert not PushEndpoint.objects.exists()


def test_other_sites_subscribe_nobody(client, breaking):
    answer = post(client, headers={"Sec-Fetch-Site": "cross-site"}, **Browser(FCM).form("breaking"))

    assert answer.status_code == 403
    assert not PushEndpoint.objects.exists()


def test_network_subscribes_so_many_browsers_an_hour(client, breaking):
    for number in range(limits.PUSH_FORMS.number):
        assert post(client, endpoint=f"{FCM}{number}").status_code == 200

    assert post(client, **Browser(FCM).form("breaking")).status_code == 429
    assert post(client, ask="kinds", endpoint=FCM).status_code == 200


def test_page_of_letters_offers_alerts_where_there_are_any_and_keeps_no_key(client, breaking):
    page = client.get("/letters/")

    assert "data-push=" in page.text
    assert "push.js" in page.text
    assert public_key() not in page.text
    Newsletter.objects.update(is_open=False)
    assert "data-push=" not in client.get("/letters/").text


def test_worker_shows_alerts_and_looks_after_no_page(client):
    worker = client.get("/letters/push/worker.js")

    assert worker["Content-Type"] == "text/javascript; charset=utf-8"
    assert "showNotification" in worker.content.decode()
    assert "Service-Worker-Allowed" not in worker.headers
    assert "fetch" not in worker.content.decode()
