import datetime as dt

import pytest
from django.core import mail
from django.core.mail.backends.base import BaseEmailBackend
from django.core.management import call_command
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from common.outbox import RETRY_AFTER, send_letter
from supporters.letters.queue import queue_letter
from supporters.letters.tasks import deliver
from supporters.models import OutboxMail
from supporters.models.letters import TAKEN_UP_FOR

State = OutboxMail.State


class ServerThatIsDown(BaseEmailBackend):
    def send_messages(self, messages):
        raise ConnectionRefusedError("the mail server is down")


@pytest.fixture
def mail_server(settings):
    """The mail server: put out and back."""

    class Server:
        up = settings.MAILERS
        down = {"default": {"BACKEND": f"{__name__}.ServerThatIsDown"}}

        def stop(self):
            settings.MAILERS = self.down

        def start(self):
            settings.MAILERS = self.up

    return Server()


@pytest.fixture
def write(make_pledge):
    pledge = make_pledge()

    def queue(key="test:1"):
        context = {"supporter": pledge.supporter, "wording": "Send me the newsletter", "link": "https://example.org/"}
        return queue_letter(key=key, to="ada@example.org", template="newsletter_confirm", context=context)

    mail.outbox.clear()
    return queue


def test_the_same_cause_writes_and_sends_one_letter(write, mailoutbox):
    letters = {write().pk for _ in range(10)}

    assert len(letters) == 1
    assert len(mailoutbox) == 1


def test_a_sent_letter_is_never_sent_again(write, mailoutbox):
    letter = write()

    assert send_letter(letter) is False
    call_command("send_waiting_letters")

    assert len(mailoutbox) == 1
    assert letter.state == State.SENT
    assert letter.sent_at is not None


def test_while_the_server_is_down_a_letter_waits_with_the_reason(write, mail_server):
    mail_server.stop()

    letter = write()

    letter.refresh_from_db()
    assert (letter.state, letter.attempts) == (State.WAITING, 1)
    assert letter.error == "the mail server is down"
    assert letter.seconds_until_retry() == RETRY_AFTER[0]


def test_waiting_letters_go_out_once_the_server_is_back(write, mail_server, capsys):
    mail_server.stop()
    write("test:1")
    write("test:2")
    mail_server.start()

    call_command("send_waiting_letters")
    call_command("send_waiting_letters")

    assert "2 of 2 waiting letters sent." in capsys.readouterr().out
    assert len(mail.outbox) == 2
    assert not OutboxMail.objects.exclude(state=State.SENT).exists()


def test_a_letter_is_given_up_in_the_end_and_can_be_reopened(write, mail_server):
    mail_server.stop()
    letter = write()
    for _ in RETRY_AFTER:
        send_letter(letter)

    assert letter.state == State.FAILED
    assert letter.seconds_until_retry() is None
    assert letter.reopen()
    mail_server.start()
    assert send_letter(letter)


def test_a_letter_that_another_sender_has_is_left_alone(write, mail_server):
    mail_server.stop()
    letter = write()
    mail_server.start()
    assert letter.take_up()

    assert send_letter(OutboxMail.objects.get(pk=letter.pk)) is False
    assert mail.outbox == []


def test_a_letter_whose_sender_died_is_taken_up_later_under_the_same_message_id(write, mail_server):
    mail_server.stop()
    letter = write()
    mail_server.start()
    letter.take_up()
    long_ago = timezone.now() - TAKEN_UP_FOR - dt.timedelta(seconds=1)
    OutboxMail.objects.filter(pk=letter.pk).update(taken_up_at=long_ago)

    before = letter.as_message().extra_headers["Message-ID"]
    call_command("send_waiting_letters")

    assert mail.outbox[0].extra_headers["Message-ID"] == before


def test_a_letter_that_a_reader_waits_for_goes_before_all_that_an_outage_left(write, mail_server, settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    mail_server.stop()
    tried = [write("receipt:1"), write("newsletter:1")]
    DBTaskResult.objects.all().delete()
    for letter in tried:
        deliver.call(letter.pk)  # leaves a task for its next try
    DBTaskResult.objects.update(run_after=timezone.now())  # the outage is over, and all are due

    write("receipt:2")
    write("sign-in:1")

    due = [OutboxMail.objects.get(pk=task.args_kwargs["args"][0]).key for task in DBTaskResult.objects.ready()]
    assert due == ["newsletter:1", "sign-in:1", "receipt:2", "receipt:1"]


def test_letters_sent_by_hand_begin_with_those_that_a_reader_waits_for(write, mail_server):
    mail_server.stop()
    for key in ("receipt:1", "receipt:2", "sign-in:1"):
        write(key)
    mail_server.start()

    call_command("send_waiting_letters")

    first, *others = [letter.extra_headers["Message-ID"] for letter in mail.outbox]
    assert "sign-in" in first
    assert len(others) == 2


def test_a_subject_is_one_line_and_the_body_begins_with_the_greeting(write):
    letter = write()

    assert "\n" not in letter.subject
    assert letter.body.startswith("Dear Ada Marsh,")


def test_words_are_not_turned_into_html(make_pledge, mailoutbox):
    make_pledge(name="Ada & Bert’s “Fish”")

    assert "Ada & Bert’s “Fish”" in mailoutbox[0].body
