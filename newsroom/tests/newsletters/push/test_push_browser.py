"""The button for alerts in Chromium. Its push service is the test's own: no real one is reached."""

import json

import pytest

from newsroom.newsletters.models import PushEndpoint
from newsroom.tests.newsletter_builders import make_newsletter
from newsroom.tests.newsletters.push.pushed import Browser
from newsroom.tests.processes import wait_until

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
# What the browser would ask its maker's service for.
SERVICE = """
const said = %s;
let held = null;
PushManager.prototype.subscribe = async ({ applicationServerKey, userVisibleOnly }) => {
  if (applicationServerKey.length !== 65 || !userVisibleOnly) throw new Error("not ours");
  held = { endpoint: said.endpoint, toJSON: () => said, unsubscribe: async () => { held = null; } };
  return held;
};
PushManager.prototype.getSubscription = async () => held;
Notification.requestPermission = async () => "%s";
"""


def opened(make_visit, permission="granted"):
    form = Browser("https://fcm.googleapis.com/fcm/send/ada").form()
    said = {"endpoint": form["endpoint"], "keys": {"p256dh": form["p256dh"], "auth": form["auth"]}}
    visit = make_visit()
    visit.page.add_init_script(SERVICE % (json.dumps(said), permission))
    return visit.open("/letters/")


def browsers():
    return [[kind.slug for kind in row.kinds.order_by("slug")] for row in PushEndpoint.objects.all()]


def test_reader_asks_for_alerts_and_stops_them(make_visit):
    make_newsletter("breaking", kind="alert")
    make_newsletter("sport", kind="alert")
    page = opened(make_visit)
    page.get_by_role("button", name="Show me these alerts").click()
    page.get_by_text("Choose at least one kind").wait_for()

    page.get_by_label("The sport letter", exact=True).check()
    page.get_by_role("button", name="Show me these alerts").click()
    page.get_by_text("This browser gets these alerts from now on.").wait_for()
    assert browsers() == [["sport"]]

    page.get_by_role("button", name="Stop all alerts here").click()
    page.get_by_text("we have forgotten it").wait_for()
    assert wait_until(lambda: browsers() == [])
    assert not page.get_by_role("button", name="Stop all alerts here").is_visible()


def test_reader_who_says_no_to_the_browser_is_told_and_not_kept(make_visit):
    make_newsletter("breaking", kind="alert")
    page = opened(make_visit, permission="denied")

    page.get_by_role("button", name="Show me these alerts").click()
    page.get_by_text("Your browser does not let us show alerts.").wait_for()

    assert browsers() == []
