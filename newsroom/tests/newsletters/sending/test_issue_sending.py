"""Issues on their way: who gets one, in which bytes, and what happens when something changes on the way."""

import datetime as dt
import time

import pytest
from django.utils import timezone

from articles.publishing.publish import withdraw
from articles.publishing.takedowns import take_down
from newsroom.newsletters.composing.approve import CannotSend
from newsroom.newsletters.composing.arrange import save_issue
from newsroom.newsletters.models import Delivery, Issue, IssueCorrection, Suppression
from newsroom.newsletters.sending.batches import claim
from newsroom.newsletters.sending.control import go_on, hold, stop
from newsroom.newsletters.sending.courier import message_id
from newsroom.newsletters.sending.freeze import freeze
from newsroom.tests.issue_builders import make_issue
from newsroom.tests.newsletter_builders import make_newsletter, make_subscription
from newsroom.tests.newsletters.sending.sending import expire_leases, parsed, send, send_first_batch

pytest_plugins = ["newsroom.tests.newsletters.sending.issues_on_their_way"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("by_hand")]


def test_everybody_gets_it_once_and_it_is_sent(sink, small, frozen, readers):
    send(frozen)

    assert sorted(sink.recipients) == sorted(reader.supporter.email for reader in readers)
    assert (frozen.state, frozen.accepted, frozen.waiting) == ("sent", 7, 0)
    assert frozen.over_at is not None
    send(frozen)
    assert len(sink.taken) == 7


def test_headers_on_the_wire_are_those_of_a_letter_that_one_can_leave(sink, frozen, readers):
    send(frozen)
    letter = parsed(next(taken for taken in sink.taken if taken.to == "reader3@example.org"))

    leave = letter["List-Unsubscribe"]
    assert leave.startswith("<http")
    assert "/letters/leave/" in leave
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert letter["List-Id"] == "<morning.letters.localhost>"
    assert letter["Message-ID"].startswith("<letter.")
    assert letter["To"] == "reader3@example.org"
    html = letter.get_body(("html",)).get_content()
    assert leave.strip("<>") in html
    assert leave not in [parsed(taken)["List-Unsubscribe"] for taken in sink.taken if taken.to != letter["To"]]
    assert not any(b"List-" in line and b"=?" in line for line in sink.taken[0].message.split(b"\r\n"))


def test_who_may_not_be_written_to_has_no_row(morning, readers, frozen):
    make_subscription(morning, state="asked")
    make_subscription(morning, state="left", left_at=timezone.now())
    make_subscription(make_newsletter("sport"))

    assert frozen.recipients == 7
    assert Delivery.objects.count() == 7


def left(reader):
    reader.state, reader.left_at = "left", timezone.now()
    reader.save()


def paused(reader):
    reader.state, reader.paused_until = "paused", timezone.now() + dt.timedelta(days=7)
    reader.save()


def suppressed(reader):
    Suppression.objects.create(address_hmac=reader.address_hmac, reason="hard")


@pytest.mark.parametrize("act", [left, paused, suppressed])
def test_whoever_goes_between_two_batches_is_passed_over_and_counted(sink, small, frozen, readers, act):
    send_first_batch(frozen)
    act(readers[5])
    send(frozen)

    assert "reader5@example.org" not in sink.recipients
    assert (frozen.accepted, frozen.skipped, frozen.state) == (6, 1, "sent")


def withdrawn(story, picture, editor):
    withdraw(article=story, by=editor)


def taken_down(story, picture, editor):
    take_down(article=story, by=editor, reason="A court said so.")


def rights_ended(story, picture, editor):
    picture.rights_until = timezone.localdate() - dt.timedelta(days=1)
    picture.save()


@pytest.mark.parametrize("act", [withdrawn, taken_down, rights_ended])
def test_what_readers_may_not_have_any_more_stops_the_rest(
    sink, small, morning, readers, make_live_article, make_picture, editor, act
):
    picture = make_picture()
    story = make_live_article("The wall", lead_picture=picture)
    issue = make_issue(morning, stories=[story, make_live_article("The tide")], state="approved")
    freeze(issue=issue, by=editor)
    send_first_batch(issue)
    act(story, picture, editor)
    send(issue)

    assert (len(sink.taken), issue.state) == (3, "paused")
    assert issue.events.order_by("-pk").first().text


def test_mended_issue_goes_on_to_the_others_in_its_new_wording(sink, small, frozen, editor, make_live_article):
    send_first_batch(frozen)
    withdraw(article=frozen.slots.first().article, by=editor)
    send(frozen)
    slot = frozen.slots.first()
    slot.article = make_live_article("The tide")
    save_issue(issue=frozen, words={}, slots=[slot], version=frozen.version, by=editor)

    go_on(issue=frozen, by=editor)
    send(frozen)

    assert (frozen.state, frozen.accepted, frozen.renders.count()) == ("sent", 7, 2)
    assert [b"The tide" in taken.message for taken in sink.taken] == [False] * 3 + [True] * 4
    assert len(set(sink.recipients)) == 7


def test_held_issue_that_cannot_go_on_says_why(sink, small, frozen, editor):
    send_first_batch(frozen)
    withdraw(article=frozen.slots.first().article, by=editor)
    send(frozen)

    with pytest.raises(CannotSend):
        go_on(issue=frozen, by=editor)
    assert len(sink.taken) == 3


def test_stop_is_obeyed_within_a_batch_and_for_good(sink, small, frozen, editor):
    send_first_batch(frozen)
    hold(issue=frozen, by=editor)
    assert not send(frozen)
    stop(issue=frozen, by=editor)
    send(frozen)

    assert (len(sink.taken), frozen.accepted, frozen.waiting, frozen.state) == (3, 3, 4, "stopped")


def test_first_batch_waits_for_a_person(sink, frozen, editor):
    Issue.objects.filter(pk=frozen.pk).update(first_batch=2)
    send(frozen)
    assert (len(sink.taken), frozen.state) == (2, "paused")

    go_on(issue=frozen, by=editor)
    send(frozen)

    assert (len(sink.taken), len(set(sink.recipients)), frozen.state) == (7, 7, "sent")


def test_batch_of_a_killed_worker_goes_on_where_it_was(sink, small, frozen):
    Issue.objects.filter(pk=frozen.pk).update(state="sending")
    claimed = claim(issue_id=frozen.pk, owner="killed")
    first, _subscription = claimed.deliveries[0]
    Delivery.objects.filter(pk=first).update(state=Delivery.State.ACCEPTED)  # it went out, and then came the end
    send(frozen)
    assert len(sink.taken) == 4  # the lease of the others is not over

    expire_leases()
    send(frozen)

    assert (len(sink.taken), frozen.accepted, frozen.state) == (6, 7, "sent")
    name = message_id(frozen.pk, claimed.deliveries[1][0])
    assert any(parsed(taken)["Message-ID"] == f"<{name}>" for taken in sink.taken)


def test_two_workers_never_have_the_same_letter(small, frozen):
    Issue.objects.filter(pk=frozen.pk).update(state="sending")
    claims = [claim(issue_id=frozen.pk, owner=name) for name in ("one", "two", "three", "four")]

    rows = [row for claimed in claims if claimed for row, _ in claimed.deliveries]
    assert len(rows) == len(set(rows)) == 7
    assert claims[3] is None


def test_freeze_refuses_what_is_not_with_readers_and_writes_nothing(morning, readers, make_live_article, editor):
    story = make_live_article()
    issue = make_issue(morning, stories=[story], state="approved")
    withdraw(article=story, by=editor)

    with pytest.raises(CannotSend):
        freeze(issue=issue, by=editor)
    issue.refresh_from_db()
    assert (issue.state, issue.renders.count(), Delivery.objects.count()) == ("approved", 0, 0)


def test_correction_made_while_it_is_sent_stands_in_the_next_issue_once(sink, small, frozen, morning, editor):
    send_first_batch(frozen)
    story = frozen.slots.first().article
    correction = story.corrections.create(wording="At six.")
    send(frozen)

    for expected in (1, 0):
        issue = make_issue(morning, note="<p>Hello.</p>", state="approved")
        freeze(issue=issue, by=editor)
        send(issue)
        assert IssueCorrection.objects.filter(issue=issue, correction=correction).count() == expected


def test_taken_out_of_the_demo_it_goes_into_files_and_waits_for_nobody(settings, tmp_path, frozen, monkeypatch):
    backend = "django.core.mail.backends.filebased.EmailBackend"
    settings.MAILERS = {"default": {"BACKEND": backend, "OPTIONS": {"file_path": str(tmp_path)}}}
    slept = []
    monkeypatch.setattr(time, "sleep", slept.append)
    send(frozen)

    assert frozen.state == "sent"
    assert sum(slept) == 0
    assert sum(path.read_text().count("List-Unsubscribe: ") for path in tmp_path.iterdir()) == 7
