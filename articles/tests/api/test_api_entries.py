"""What partners read of entries, and how they are told that one came, was put right or went."""

import datetime as dt
import json

import pytest
import time_machine
from django.utils import timezone
from jsonschema import Draft202012Validator

from articles.api import webhooks
from articles.api.events import note_events
from articles.models import PartnerTake
from articles.running.publish import correct_entry, publish_entry, withdraw_entry
from articles.running.takedowns import take_down_entry
from articles.running.write import Written, change_entry
from articles.tests.exporting.test_ninjs import SCHEMA
from common import tombstones

HOUR = dt.timedelta(hours=1)


@pytest.fixture
def path(running_story):
    return f"stories/{running_story.uuid}/entries/"


def told(answer):
    return [entry["headline"] for entry in answer.json()["entries"]]


def test_story_leads_to_its_entries_which_come_page_by_page(
    make_partner, ask, running_story, put_out, path, make_author
):
    for number in range(5):
        put_out(f"<p>Of {number}.</p>", f"Entry {number}", author=make_author(), is_key=True)
    partner, seen, address = make_partner(), [], f"{path}?limit=2&form=plain"
    story = ask(partner, f"stories/{running_story.uuid}/", form="plain").json()
    assert story["running"]["entries_address"].endswith(f"/api/v1/{path}")
    item = ask(partner, f"stories/{running_story.uuid}/").json()
    assert item["renditions"][1]["href"] == story["running"]["entries_address"]

    while address:
        answer = ask(partner, address)
        seen += told(answer)
        address = (answer.json()["next"] or "").partition("/api/v1/")[2]
    assert seen == [f"Entry {number}" for number in (4, 3, 2, 1, 0)]
    items = [item, *ask(partner, path).json()["entries"]]
    assert [error.message for each in items for error in Draft202012Validator(SCHEMA).iter_errors(each)] == []
    answer = ask(partner, path)
    assert ask(partner, path, headers={"If-None-Match": answer["ETag"]}).status_code == 304
    assert PartnerTake.objects.count() == 1


def test_partner_has_of_entries_what_its_rules_say(make_partner, ask, put_out, path, make_live_article, make_section):
    put_out("<p>Quagga.</p>", "Zebra")
    summary, late = make_partner(gives="summary"), make_partner("Late", delay_minutes=60)
    other = make_partner("Other", sections=[make_section("Sport")])

    for form in ("plain", "ninjs"):
        answer = ask(summary, path, form=form)
        assert ("Zebra" in answer.text, "Quagga" in answer.text) == (True, False)
    assert told(ask(late, path, form="plain")) == []
    assert ask(other, path).status_code == 403
    assert ask(summary, f"stories/{make_live_article().uuid}/entries/").status_code == 404
    with time_machine.travel(timezone.now() + 2 * HOUR):
        assert told(ask(late, path, form="plain")) == ["Zebra"]


def test_each_step_of_an_entry_is_told_and_what_is_gone_is_named(
    make_partner, ask, running_story, write, editor, path, monkeypatch
):
    posts, partner = [], make_partner()
    partner.webhooks.create(address="https://radio.example/hook/")
    monkeypatch.setattr(webhooks, "tell", lambda url, *, body, headers: posts.append(json.loads(body)))
    note_events()
    entry, other = write("<p>Quagga.</p>", "Zebra"), write("<p>Gnu.</p>", "Okapi")

    def put_right():
        changed = change_entry(entry=entry, seen=1, by=editor, written=Written("Zebras", "<p>Quagga.</p>"))
        correct_entry(entry=changed, by=editor, wording="There were two.", kind="correction")

    for act, changes in (
        (lambda: None, []),
        (lambda: publish_entry(entry=entry, by=editor), ["updated"]),
        (put_right, ["updated", "corrected"]),
        (lambda: withdraw_entry(entry=entry), ["updated"]),
        (lambda: publish_entry(entry=other, by=editor), ["updated"]),
        (lambda: take_down_entry(entry=other, by=editor, reason="An order."), ["updated"]),
    ):
        posts.clear()
        act()
        note_events()
        note_events()
        assert [post["change"] for post in posts] == changes
        assert {post["entries"].endswith(f"/api/v1/{path}") for post in posts} <= {True}
        if changes == ["updated", "corrected"]:
            assert "There were two." in ask(partner, path).text

    answer = ask(partner, path, form="plain").json()
    states = {gone["id"]: gone["state"] for gone in answer["gone"]}
    assert (answer["entries"], states) == ([], {str(entry.uuid): "withdrawn", str(other.uuid): "taken_down"})
    tombstones.lift_entry(entry=other.uuid, files=[])
