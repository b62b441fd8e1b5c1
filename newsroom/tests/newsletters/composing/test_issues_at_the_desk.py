"""The screen on which an issue of a letter is put together, driven by its buttons, as without a script."""

import datetime as dt
import re

import pytest
from django.core import mail
from django.utils import timezone

from articles.publishing.publish import withdraw
from newsroom.newsletters.composing.approve import schedule
from newsroom.newsletters.models import Issue, IssueSlot
from newsroom.tests.issue_builders import CORRECTIONS, make_issue, sent_issue
from newsroom.tests.newsletter_builders import make_newsletter, make_subscription
from newsroom.tests.newsletters.composing.pressing import address, press, step

pytest_plugins = ["newsroom.tests.newsletters.composing.issue_desk"]
pytestmark = pytest.mark.django_db


def kinds(page):
    return [card.slot.kind for card in page.context["board"].cards]


def headlines(page):
    return [card.headline for card in page.context["board"].cards]


def test_issue_is_begun_for_a_letter_and_fills_itself(desk, make_live_article):
    make_live_article("Newest")
    morning = make_newsletter()

    page = desk.post("/admin/newsroom/issue/add/", {"newsletter": morning.pk}, follow=True)

    assert headlines(page)[0] == "Newest"
    assert "corrections" in kinds(page)


def test_places_move_come_and_go_and_nothing_is_stored(desk, issue):
    page = press(desk, desk.get(address(issue)), "down", "s0")
    assert headlines(page)[:2] == ["The tide", "The wall"]

    page = press(desk, page, "add", "most_read")
    page = press(desk, page, "remove", "s0")

    assert kinds(page) == ["story", "corrections", "most_read"]
    assert issue.slots.count() == 3


def test_place_of_corrections_cannot_be_removed(desk, issue):
    page = press(desk, desk.get(address(issue)), "remove", "s2")

    assert "Readers are owed corrections" in page.text
    assert "corrections" in kinds(page)


def test_words_and_places_are_saved(desk, issue):
    page = desk.get(address(issue))

    page = press(desk, page, "save", **{"subject": "Tide", "s0-headline": "Own", "note": "<p>Hello</p>"})

    issue.refresh_from_db()
    assert (issue.subject, issue.note, issue.slots.first().headline) == ("Tide", "<p>Hello</p>", "Own")
    assert "The issue is saved." in page.text


def test_what_was_typed_is_kept_when_it_cannot_be_saved(desk, issue):
    page = press(desk, desk.get(address(issue)), "save", **{"subject": "x" * 151, "s0-article": "999999"})

    assert "Nothing was saved" in page.text
    assert "There is no story with the number 999999." in page.text
    assert "x" * 151 in page.text
    issue.refresh_from_db()
    assert issue.subject == "The wall holds"


def test_of_two_who_save_the_second_is_told_and_keeps_the_words(desk, issue):
    first, second = desk.get(address(issue)), desk.get(address(issue))
    press(desk, first, "save", subject="First")

    page = press(desk, second, "save", subject="Second")

    assert "Somebody has saved this issue since" in page.text
    assert 'value="Second"' in page.text
    issue.refresh_from_db()
    assert issue.subject == "First"


def test_words_for_one_story_do_not_come_to_stand_over_another(desk, issue, make_live_article):
    other = make_live_article("Other")
    page = press(desk, desk.get(address(issue)), "refresh", **{"s0-article": other.pk, "s0-headline": "Of the wall"})

    assert headlines(page)[0] == "Other"


def test_story_that_is_not_with_readers_is_said_and_stops_the_issue(desk, issue, editor):
    withdraw(article=issue.slots.first().article, by=editor)

    page = desk.get(address(issue))
    assert "is not with readers now" in page.text

    page = step(desk, issue, "approve")
    assert issue.state == "draft"
    assert "not with readers" in page.text


def test_preview_shows_the_words_of_the_form_in_all_four_looks(desk, issue):
    page = desk.get(address(issue))
    said = {"subject": "Unsaved", "preheader": "p", "order": ["s0"], "s0-kind": "story", "s0-headline": "Typed"}
    said |= {"s0-article": page.context["board"].slots[0].article_id}

    shown = desk.post(address(issue, "preview"), said)

    assert shown.text.count("srcdoc=") == 3
    assert "Typed" in shown.text
    assert "sandbox title" in shown.text
    assert "@media all" in shown.text
    assert "script-src" in shown.headers["Content-Security-Policy"]
    assert Issue.objects.get().subject == "The wall holds"


def test_test_goes_to_oneself_alone_and_names_nobody(desk, issue):
    make_subscription(issue.newsletter, "ada@example.org")

    page = step(desk, issue, "sample")

    assert "editor@courier.example" in page.text
    assert len(mail.outbox) == 1
    assert mail.outbox[0].to == ["editor@courier.example"]
    assert issue.state == "draft"


def test_issue_is_approved_and_sent(desk, issue):
    make_subscription(issue.newsletter)

    step(desk, issue, "approve")
    asked = step(desk, issue, "send")
    assert "It goes to 1 reader now." in asked.text
    assert issue.state == "approved"

    page = step(desk, issue, "send", sure=1)
    assert (issue.state, issue.recipients) == ("frozen", 1)
    assert "on its way to 1 reader." in page.text


def test_issue_gets_its_time_and_loses_its_approval_with_a_change(desk, issue):
    day = timezone.localdate() + dt.timedelta(days=3)
    press(desk, desk.get(address(issue)), "save", goes_out_on=day.isoformat(), goes_out_at="06:30")
    step(desk, issue, "approve")
    step(desk, issue, "schedule")
    assert issue.state == "scheduled"
    assert timezone.localtime(issue.send_at).strftime("%H:%M") == "06:30"

    press(desk, desk.get(address(issue)), "save", subject="Other")

    issue.refresh_from_db()
    assert (issue.state, issue.send_at) == ("draft", None)


@pytest.mark.parametrize("step_name", ["approve", "send", "schedule", "draft", "hold", "go_on", "stop", ""])
def test_who_only_composes_takes_no_step_on_the_way_out(client, sub_editor, issue, step_name):
    client.force_login(sub_editor)

    response = client.post(address(issue, "step"), {"step": step_name})

    assert response.status_code == 403
    assert Issue.objects.get().state == "draft"


def test_who_only_composes_puts_it_together_and_sees_no_such_button(client, sub_editor, issue):
    client.force_login(sub_editor)

    page = client.get(address(issue))

    assert [name for name, _step in page.context["steps"]] == ["sample"]
    assert press(client, page, "save", subject="Tide").status_code == 200
    assert Issue.objects.get().subject == "Tide"


def test_who_composes_reads_no_address_on_any_screen_of_it(client, sub_editor, issue):
    make_subscription(issue.newsletter, "ada@example.org")
    client.force_login(sub_editor)

    for act in ("change", "preview", "history"):
        page = client.get(address(issue, act))
        assert page.status_code == 200
        assert "ada@example.org" not in page.text
    assert client.get("/admin/supporters/supporter/").status_code == 403


@pytest.mark.parametrize("role", ["reporter", "finance", "supporter_desk"])
def test_others_open_no_screen_of_it(client, request, role, issue):
    client.force_login(request.getfixturevalue(role))

    for act in ("change", "preview", "history"):
        assert client.get(address(issue, act)).status_code in {302, 403}
    assert client.post(address(issue, "step"), {"step": "approve"}).status_code == 403
    assert client.post("/admin/newsroom/issue/add/", {"newsletter": issue.newsletter_id}).status_code == 403


def test_issue_that_went_out_shows_what_went_out(desk, make_live_article):
    issue = sent_issue(make_newsletter(), make_live_article("The wall"), slots=[IssueSlot()])
    make_live_article("Newer", hours_ago=0)

    for act in ("change", "preview"):
        page = desk.get(address(issue, act)).text
        assert "The wall" in page
        assert "Newer" not in page


def test_only_steps_of_its_state_are_offered(desk, make_live_article):
    found = {}
    for state in Issue.State.values:
        issue = make_issue(stories=[make_live_article()], state=state)
        found[state] = [name for name, _step in desk.get(address(issue)).context["steps"]]

    assert found == {
        "draft": ["sample", "approve"],
        "approved": ["sample", "send", "schedule", "draft"],
        "scheduled": ["sample", "send", "draft"],
        "frozen": ["stop"],
        "sending": ["hold", "stop"],
        "paused": ["sample", "go_on", "stop"],
        "sent": [],
        "stopped": [],
    }


def test_time_that_is_over_is_refused(desk, editor, issue):
    Issue.objects.update(state="approved", goes_out_on=dt.date(2020, 1, 1), goes_out_at=dt.time(6, 30))
    page = step(desk, issue, "schedule")

    assert "That time is over" in page.text
    Issue.objects.update(goes_out_on=timezone.localdate() + dt.timedelta(days=2))
    issue.refresh_from_db()
    assert schedule(issue=issue, by=editor) > timezone.now()


def test_pinned_story_keeps_its_place_when_a_newer_comes(desk, make_live_article):
    old = make_live_article("Old", hours_ago=3)
    issue = make_issue(slots=[IssueSlot(), CORRECTIONS])
    page = press(desk, desk.get(address(issue)), "pin", "s0")
    assert page.context["board"].slots[0].article == old
    make_live_article("New", hours_ago=0.1)

    assert headlines(press(desk, page, "refresh"))[0] == "Old"
    assert re.search(r"Unpin", page.text)
