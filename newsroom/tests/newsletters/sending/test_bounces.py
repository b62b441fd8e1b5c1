"""What mail servers report: counted once, believed only with our mark, and in doubt nobody is suppressed."""

import datetime as dt
import imaplib
import io

import pytest
import time_machine
from django.core import mail
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from newsroom.newsletters.bounces.mailbox import take_unread
from newsroom.newsletters.bounces.reports import read_report
from newsroom.newsletters.bounces.return_path import mark_of, return_path, subscription_in
from newsroom.newsletters.bounces.take import forget_reports, note_bounce, take_report
from newsroom.newsletters.models import BounceEvent, Subscription, Suppression
from newsroom.newsletters.subscribing import switch_on
from newsroom.tests.newsletter_builders import make_newsletter, make_subscription, note_consent
from newsroom.tests.newsletters.sending.bounce_samples import SAMPLES, failed
from supporters.models import Attention
from supporters.money.receipts import resend_receipt

DAY = dt.timedelta(days=1)


@pytest.fixture
def ada(db, settings):
    settings.BOUNCE_ADDRESS = "bounces@courier.example"
    return make_subscription(make_newsletter("morning"), "ada@example.org")


def report_to(subscription, text):
    return text.replace("{to}", return_path(mark_of(subscription))).encode()


def current():
    return list(Subscription.objects.current())


def told(ada, kind, number=1):
    return note_bounce(event_key=f"{kind}-{number}", kind=kind, address_hmac=ada.address_hmac, source="reply")


@pytest.mark.parametrize("name", SAMPLES)
def test_each_message_means_what_it_means(name):
    text, kind = SAMPLES[name]
    report = read_report(text.replace("{to}", "x@example.org").encode())

    assert (report and report.kind) == kind


@given(content=st.binary(max_size=400), at=st.integers(0, 600))
def test_no_message_breaks_the_reader(content, at):
    sample = SAMPLES["no such mailbox"][0].encode()

    read_report(content)
    read_report(sample[:at] + content + sample[at:])


@pytest.mark.parametrize(("name", "reason"), [("no such mailbox", "hard"), ("complaint", "complaint")])
def test_a_mailbox_that_is_none_and_a_complaint_end_all_letters_at_once(ada, name, reason):
    eva = make_subscription(make_newsletter("sport"))
    take_report(content=report_to(ada, SAMPLES[name][0]))

    assert current() == [eva]
    assert (Suppression.objects.get().reason, Suppression.objects.get().scope) == (reason, "")


def test_no_address_stands_in_what_is_kept(ada):
    take_report(content=report_to(ada, failed("5.1.1", "smtp; 550 5.1.1 <ada@example.org>: no such user")))

    event = BounceEvent.objects.get()
    assert "ada" not in event.text
    assert "no such user" in event.text


def test_a_full_mailbox_is_forgiven_four_times_in_thirty_days(ada):
    for number in range(4):
        told(ada, "soft", number)
    with time_machine.travel(timezone.now() + 31 * DAY):
        told(ada, "soft", 5)
        assert current() == [ada]
        for number in range(6, 10):
            told(ada, "soft", number)
        assert current() == []
    assert Suppression.objects.get().reason == "soft"


def test_what_was_before_a_confirmation_counts_no_more(ada):
    for number in range(5):
        told(ada, "soft", number)
    assert current() == []
    with time_machine.travel(timezone.now() + DAY):
        switch_on(subscription=ada, consent=note_consent(ada.supporter, ada.newsletter), source="page")
        told(ada, "soft", 6)

        assert current() == [ada]


def test_a_thousand_refusals_of_our_server_suppress_nobody(ada):
    for number in range(1000):
        told(ada, "ours", number)

    assert current() == [ada]


def test_one_message_counts_once(ada):
    for _ in range(5):
        take_report(content=report_to(ada, SAMPLES["full"][0]))

    assert BounceEvent.objects.count() == 1
    assert current() == [ada]


def test_a_report_without_our_mark_is_believed_by_nobody(ada):
    signed = return_path(mark_of(ada))
    forged = [signed.replace(f"-{ada.pk}-", f"-{ada.pk + 1}-"), "bounces@courier.example", signed.replace("@", "0@")]

    for address in forged:
        text = SAMPLES["no such mailbox"][0].replace("{to}", address)
        assert take_report(content=text.encode()) is None
    assert current() == [ada]
    assert subscription_in([signed]) == ada
    assert len(signed.partition("@")[0]) <= 64


def test_where_no_mailbox_is_read_no_sender_is_signed(ada, settings):
    settings.BOUNCE_ADDRESS = ""

    assert return_path(mark_of(ada)) == ""


def test_reports_go_after_ninety_days_and_the_suppression_stays(ada):
    told(ada, "hard")
    with time_machine.travel(timezone.now() + 91 * DAY):
        forget_reports()

    assert not BounceEvent.objects.exists()
    assert Suppression.objects.standing().exists()


class Mailbox:
    """Answers as imaplib does."""

    def __init__(self, messages):
        self.messages, self.seen = messages, set()

    def uid(self, command, *args):
        if command == "SEARCH":
            return "OK", [b" ".join(str(number).encode() for number in self.messages if number not in self.seen)]
        number = int(args[0])
        if command == "FETCH":
            assert args[1] == "(BODY.PEEK[])"
            return "OK", [(b"head", self.messages[number]), b")"]
        self.seen.add(number)
        return "OK", [None]


def test_mailbox_is_read_once_and_what_is_not_ours_is_left_unread(ada):
    mailbox = Mailbox({1: report_to(ada, SAMPLES["no such mailbox"][0]), 2: b"Subject: Hello\n\nAre you there?\n"})

    assert take_unread(mailbox) == (1, 1)
    assert mailbox.seen == {1}
    assert take_unread(mailbox) == (0, 1)
    assert BounceEvent.objects.count() == 1


def test_command_takes_a_file_and_says_what_it_was(ada, tmp_path, settings):
    file, out = tmp_path / "report.eml", io.StringIO()
    file.write_bytes(report_to(ada, SAMPLES["no such mailbox"][0]))
    call_command("read_bounces", str(file), stdout=out)
    file.write_bytes(b"Subject: Hello\n\n")
    call_command("read_bounces", str(file), stdout=out)

    assert "no such mailbox" in out.getvalue()
    assert "no report about a letter of ours" in out.getvalue()
    with pytest.raises(CommandError, match="Set BOUNCE_MAILBOX"):
        call_command("read_bounces")


@pytest.mark.parametrize("error", [OSError("no route"), imaplib.IMAP4.error("wrong password")])
def test_command_says_why_a_mailbox_cannot_be_read(settings, monkeypatch, error):
    def refuse(*args, **options):
        raise error

    settings.BOUNCE_MAILBOX = "imaps://name:hush@mail.example/INBOX"
    monkeypatch.setattr(imaplib, "IMAP4_SSL", refuse)

    with pytest.raises(CommandError, match=str(error)) as found:
        call_command("read_bounces")
    assert "hush" not in str(found.value)


def test_desk_sees_reports_without_addresses(client, supporter_desk, editor, ada):
    told(ada, "hard")
    client.force_login(supporter_desk)
    assert "There is no such mailbox" in client.get(reverse("admin:newsroom_bounceevent_changelist")).text

    client.force_login(editor)
    assert client.get(reverse("admin:newsroom_bounceevent_changelist")).status_code == 403


def test_desk_sees_that_mail_to_a_supporter_comes_back_and_receipts_go_on(
    ada, client, supporter_desk, make_pledge, make_payment
):
    reader = make_subscription(ada.newsletter, "reader@example.org")
    payment = make_payment(make_pledge(email="ada@example.org"))
    page = reverse("admin:supporters_supporter_change", args=[ada.supporter_id])
    client.force_login(supporter_desk)
    assert "coming back" not in client.get(page).text
    for subscription in (ada, reader, ada):
        told(subscription, "hard", subscription.pk)

    alert = Attention.objects.get(kind=Attention.Kind.MAILBOX)
    assert (alert.pledge, "ada" in alert.text) == (payment.pledge, False)
    assert "coming back" in client.get(page).text
    assert "comes back" in client.get(reverse("admin:supporters_attention_changelist")).text
    mail.outbox.clear()
    resend_receipt(payment=payment)
    assert [message.to for message in mail.outbox] == [["ada@example.org"]]

    told(ada, "hard", 9)
    assert Attention.objects.filter(kind=Attention.Kind.MAILBOX).count() == 1
    switch_on(subscription=ada, consent=note_consent(ada.supporter, ada.newsletter), source="page")
    assert "coming back" not in client.get(page).text
