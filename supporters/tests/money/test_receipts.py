import datetime as dt
import uuid

import pytest
import time_machine
from django.db import DatabaseError, transaction
from django.utils import timezone

from supporters.models import OutboxMail, Payment, Pledge, PledgeLog
from supporters.models.append_only import LedgerIsAppendOnly
from supporters.money.pledge_actions import pause


def test_completes_a_single_pledge_and_makes_a_repeating_one_active(make_pledge, make_payment):
    once, monthly = make_pledge(), make_pledge(frequency="month", amount=500)

    make_payment(once)
    make_payment(monthly)

    assert Pledge.objects.get(pk=once.pk).state == Pledge.State.COMPLETED
    assert Pledge.objects.get(pk=monthly.pk).state == Pledge.State.ACTIVE


def test_the_same_key_records_one_payment_and_sends_one_receipt(make_pledge, make_payment, mailoutbox):
    pledge, key = make_pledge(), uuid.uuid4().hex
    mailoutbox.clear()

    payments = {make_payment(pledge, key=key).pk for _ in range(50)}

    assert len(payments) == 1
    assert len(mailoutbox) == 1
    assert Payment.objects.total() == pledge.amount


def test_the_receipt_says_what_came_and_that_nothing_was_sold(make_payment, mailoutbox, settings):
    payment = make_payment(amount=2000, method="cheque")

    letter = mailoutbox[-1]
    assert letter.subject == f"Receipt: £20.00 for {settings.PAPER_NAME}"
    assert "Received on: 20 November 2026" in letter.body
    assert "How: Cheque" in letter.body
    assert payment.receipt_number in letter.body
    assert payment.pledge.spaced_reference in letter.body
    assert "It is not an invoice" in letter.body
    assert letter.extra_headers["Auto-Submitted"] == "auto-generated"


def test_each_payment_of_a_pledge_has_its_own_receipt_number(make_pledge, make_payment):
    pledge = make_pledge(frequency="month", amount=500)

    numbers = [make_payment(pledge).receipt_number for _ in range(3)]

    assert numbers == [f"{pledge.reference}-{number}" for number in (1, 2, 3)]


def test_money_that_comes_after_the_end_is_kept(make_pledge, make_payment):
    expired, cancelled = make_pledge(), make_pledge(frequency="month", amount=500)
    expired.move(Pledge.State.EXPIRED, source=PledgeLog.Source.SYSTEM)
    cancelled.move(Pledge.State.CANCELLED, source=PledgeLog.Source.SUPPORTER)

    make_payment(expired)
    make_payment(cancelled)

    assert Pledge.objects.get(pk=expired.pk).state == Pledge.State.COMPLETED
    assert Pledge.objects.get(pk=cancelled.pk).state == Pledge.State.CANCELLED
    assert Payment.objects.count() == 2
    assert cancelled.log.filter(text__endswith=cancelled.payments.get().receipt_number).exists()


def test_regular_support_counts_from_the_day_on_which_the_money_came(make_pledge, make_payment):
    payment = make_payment(make_pledge(frequency="month", amount=500), received_on=dt.date(2026, 11, 20))

    assert timezone.localdate(payment.pledge.value_changes.get().at) == dt.date(2026, 11, 20)


@pytest.mark.parametrize(("day", "state"), [(27, "paused"), (28, "paused"), (29, "active")])
def test_money_of_before_a_pause_does_not_end_it(make_pledge, make_payment, day, state):
    pledge = make_pledge(frequency="month", amount=500)
    make_payment(pledge)
    pledge.refresh_from_db()
    with time_machine.travel(dt.datetime(2026, 11, 28, 9, tzinfo=dt.UTC), tick=False):
        pause(pledge=pledge)

    make_payment(pledge, received_on=dt.date(2026, 11, day))

    pledge.refresh_from_db()
    assert pledge.state == state
    assert pledge.payments.received().count() == 2


def test_the_log_says_who_recorded_what(make_pledge, make_payment, supporter_desk):
    payment = make_payment(make_pledge(), by=supporter_desk)

    line = payment.pledge.log.order_by("-pk").first()
    assert line.by == supporter_desk
    assert "£25.00" in line.text
    assert payment.receipt_number in line.text


def test_the_receipt_hangs_on_the_payment_by_its_key(make_payment):
    payment = make_payment()

    assert OutboxMail.objects.filter(key=f"receipt:{payment.pk}").count() == 1


@pytest.mark.parametrize("act", ["update", "delete"])
def test_no_list_of_payments_can_be_changed_or_removed(make_payment, act):
    make_payment()

    with pytest.raises(LedgerIsAppendOnly):
        getattr(Payment.objects.all(), act)(**({"amount": 1} if act == "update" else {}))


def test_the_database_refuses_to_change_a_payment_or_a_line_of_the_log(make_payment):
    payment = make_payment()

    for row, field in [(payment, "note"), (payment.pledge.log.first(), "text")]:
        setattr(row, field, "changed")
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            row.save()
