"""What mail servers say to an issue, and what is done about it."""

import time

import pytest
from django.utils import timezone

from demo.bench.mail_sink import mail_sink, mailers
from newsroom.newsletters.bounces.return_path import subscription_in
from newsroom.newsletters.models import Delivery, DeliveryProblem, Suppression
from newsroom.newsletters.models.deliveries import DeliveryQuerySet
from newsroom.newsletters.sending import batches, courier
from newsroom.newsletters.sending.batches import note_refusal
from newsroom.newsletters.sending.courier import Pace
from newsroom.newsletters.sending.freeze import freeze
from newsroom.tests.issue_builders import make_issue
from newsroom.tests.newsletter_builders import make_subscription
from newsroom.tests.newsletters.sending.sending import parsed, send

pytest_plugins = ["newsroom.tests.newsletters.sending.issues_on_their_way"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("by_hand")]


def test_lines_of_dots_come_through(sink, morning, readers, make_live_article, editor):
    note = "<p>First</p><p>.</p><p>..</p><p>From here on.</p>"
    issue = make_issue(morning, stories=[make_live_article()], note=note, state="approved")
    freeze(issue=issue, by=editor)
    send(issue)

    text = parsed(sink.taken[0]).get_body(("plain",)).get_content()
    assert "\n.\n\n..\n\nFrom here on.\n" in text.replace("\r", "")


def test_one_refused_recipient_is_one_row_and_is_suppressed(sink, frozen, readers):
    sink.at_recipient = lambda to: "550 5.1.1 no such mailbox" if to.startswith("reader3") else "250 ok"
    send(frozen)

    assert (frozen.accepted, frozen.refused, frozen.state) == (6, 1, "sent")
    problem = DeliveryProblem.objects.get()
    assert (problem.code, problem.retry_at) == (550, None)
    assert "no such mailbox" in problem.reply
    gone = [row.address_hmac for row in Suppression.objects.standing()]
    assert gone == [readers[3].address_hmac]


def test_greylisted_letter_is_tried_again_alone(sink, frozen):
    answers = iter(["451 4.7.1 come back later"])
    sink.at_recipient = lambda to: next(answers, "250 ok") if to.startswith("reader3") else "250 ok"
    send(frozen)
    assert (len(sink.taken), frozen.state) == (6, "sending")

    send(frozen)
    assert len(sink.taken) == 6  # it is not asked again at once
    DeliveryProblem.objects.update(retry_at=timezone.now())
    send(frozen)

    assert (len(sink.taken), frozen.accepted, frozen.refused, frozen.state) == (7, 7, 0, "sent")
    assert not DeliveryProblem.objects.exists()


def test_letter_that_is_put_off_for_ever_is_refused_in_the_end(frozen, sink):
    sink.at_recipient = lambda to: "451 later" if to.startswith("reader3") else "250 ok"
    for _ in range(6):
        send(frozen)
        DeliveryProblem.objects.update(retry_at=timezone.now())

    assert (frozen.state, frozen.refused) == ("sent", 1)
    assert DeliveryProblem.objects.get().tries == 5


def test_server_that_closes_loses_nothing(sink, frozen):
    answers = iter(["421 4.3.2 closing", "421 4.3.2 closing"])
    sink.at_letter = lambda taken: next(answers, "250 ok") if taken.to.startswith("reader4") else "250 ok"
    send(frozen)

    assert (frozen.accepted, frozen.state) == (7, "sent")
    assert len(set(sink.recipients)) == len(sink.recipients) == 7


def test_letter_whose_answer_never_came_goes_again_under_the_same_name(sink, frozen):
    names = []

    def vanish(taken):
        names.append(parsed(taken)["Message-ID"])
        return None if len(names) == 4 else "250 ok"

    sink.at_letter = vanish
    send(frozen)

    assert names.count(names[3]) == 2
    assert (len(names), len(set(names)), frozen.accepted) == (8, 7, 7)


def test_letter_that_breaks_every_connection_stops_no_other(sink, frozen):
    sink.at_letter = lambda taken: None if taken.to.startswith("reader2") else "250 ok"
    send(frozen)

    assert (len(sink.taken), frozen.state) == (6, "sending")
    assert DeliveryProblem.objects.get().retry_at > timezone.now()


def test_report_finds_its_way_back_by_the_sender_of_the_letter(sink, frozen, readers, settings):
    settings.BOUNCE_ADDRESS = "bounces@courier.example"
    send(frozen)

    senders = {taken.to: taken.sender for taken in sink.taken}
    assert len(set(senders.values())) == 7
    assert subscription_in([senders["reader3@example.org"]]) == readers[3]


def test_server_that_is_away_leaves_the_issue_to_the_next_minute(settings, frozen):
    settings.MAILERS = mailers(9)
    assert not send(frozen)

    assert (frozen.state, frozen.accepted) == ("sending", 0)


def test_many_refusals_hold_the_issue(sink, morning, make_live_article, editor, monkeypatch):
    monkeypatch.setattr(batches, "SIZE", 25)
    for number in range(40):
        make_subscription(morning, f"r{number}@example.org")
    sink.at_recipient = lambda to: "550 5.7.1 blocked"
    issue = make_issue(morning, stories=[make_live_article()], state="approved")
    freeze(issue=issue, by=editor)
    send(issue)

    assert (issue.state, issue.refused, issue.waiting) == ("paused", 25, 15)
    assert not Suppression.objects.exists()


def test_address_that_no_server_takes_is_refused_in_words(sink, morning, make_live_article, editor):
    make_subscription(morning, "é@example.org")
    issue = make_issue(morning, stories=[make_live_article()], state="approved")
    freeze(issue=issue, by=editor)
    send(issue)

    assert (issue.state, issue.refused, sink.count) == ("sent", 1, 0)
    assert "mail servers" in DeliveryProblem.objects.get().reply


def test_refusal_keeps_the_first_signs_of_a_long_answer(frozen):
    delivery = Delivery.objects.first()
    note_refusal(delivery_id=delivery.pk, code=550, reply="x" * 999, wait=None)

    assert len(DeliveryProblem.objects.get().reply) == 200


def test_rate_spreads_letters_over_time():
    pace, begun = Pace(200), time.monotonic()
    for _ in range(21):
        time.sleep(pace.left())
        pace.begin()

    assert time.monotonic() - begun >= 0.1


@pytest.fixture
def of_four(settings):
    settings.LETTER_CONNECTIONS = 4


@pytest.mark.usefixtures("of_four")
def test_letters_go_on_several_connections_at_once(sink, frozen):
    open_at_once, most = 0, []

    def begin(_to):
        nonlocal open_at_once
        open_at_once += 1
        most.append(open_at_once)
        return "250 ok"

    def end(_taken):
        nonlocal open_at_once
        open_at_once -= 1
        return "250 ok"

    sink.at_recipient, sink.at_letter = begin, end
    send(frozen)

    assert (frozen.accepted, len(set(sink.recipients)), len(sink.taken)) == (7, 7, 7)
    assert max(most) > 1


def test_server_that_wants_one_connection_gets_one(frozen, settings):
    settings.LETTER_CONNECTIONS = 4
    with mail_sink(most=1) as sink:
        settings.MAILERS = mailers(sink.port)
        send(frozen)

        assert (frozen.accepted, frozen.state, len(sink.taken)) == (7, "sent", 7)
        assert sink.turned_away


@pytest.mark.usefixtures("of_four")
def test_each_connection_that_breaks_puts_one_letter_in_doubt(sink, frozen):
    names = []

    def vanish(taken):
        names.append(parsed(taken)["Message-ID"])
        return None if len(names) <= 4 else "250 ok"

    sink.at_letter = vanish
    send(frozen)

    assert (frozen.accepted, frozen.state, len(set(names))) == (7, "sent", 7)
    assert len(names) == 7 + 4


def test_next_letter_of_a_connection_waits_for_the_mark_of_the_last(sink, frozen, settings, monkeypatch):
    """So that of a killed worker one letter a connection is in doubt, and no more."""
    settings.LETTER_CONNECTIONS = 2
    mark, marked, unmarked = DeliveryQuerySet.mark_accepted, [], []

    def watched(self, rows):
        unmarked.append(sink.count - len(marked))
        marked.extend(rows)
        mark(self, rows)

    monkeypatch.setattr(DeliveryQuerySet, "mark_accepted", watched)
    send(frozen)

    assert (frozen.accepted, len(marked)) == (7, 7)
    assert max(unmarked) <= 2


def test_connection_that_keeps_silent_is_left_and_its_letter_goes_again(sink, frozen, monkeypatch):
    monkeypatch.setattr(courier, "PATIENCE", 0.3)
    silences = iter([0.9])
    sink.at_letter = lambda _taken: time.sleep(next(silences, 0)) or "250 ok"
    send(frozen)

    assert (frozen.accepted, frozen.state) == (7, "sent")
    assert len(set(sink.recipients)) == 7
