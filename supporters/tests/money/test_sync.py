"""Whatever order snapshots come in, and however often, the rows in the end are those of the newest."""

import datetime as dt
import math
import random
from contextlib import contextmanager

import pytest
from django.db import transaction
from django.utils import timezone

from supporters.models import Attention, Dispute, MrrChange, OutboxMail, Payment, Pledge, Refund
from supporters.models.states import PledgeState
from supporters.money.sync import import_snapshot, sync
from supporters.providers.base import ProviderDispute, ProviderPayment, ProviderRefund, Snapshot

START = dt.datetime(2026, 10, 1, 9, tzinfo=dt.UTC)


def day(number):
    return START + dt.timedelta(days=number)


def paid(ref, number, status="succeeded", **facts):
    return ProviderPayment(
        ref=ref, status=status, amount=500, currency="GBP", at=day(number), period_start=day(number).date(), **facts
    )


def regular_life():
    """Begun, paid, renewal fails, renewal paid, first payment given back in part, stopped."""
    first, failed, second = paid("p1", 0), paid("p2", 31, "failed", failure_code="declined"), paid("p2", 33)
    refund = ProviderRefund("r1", "p1", "succeeded", 200, "GBP", day(40))
    ids = {"session": "s1", "subscription": "sub1", "customer": "c1", "amount": 500, "currency": "GBP"}
    lines = [
        ("checkout", [], [], {}),
        ("active", [first], [], {"next_due": day(31).date()}),
        ("past_due", [first, failed], [], {"next_due": day(61).date()}),
        ("active", [first, second], [], {"next_due": day(61).date()}),
        ("active", [first, second], [refund], {"next_due": day(61).date()}),
        ("cancelled", [first, second], [refund], {"ended_at": day(45), "end_reason": "asked"}),
    ]
    return [
        Snapshot(read_at=day(number), state=state, payments=payments, refunds=refunds, **ids | facts)
        for number, (state, payments, refunds, facts) in enumerate(lines)
    ]


def single_life():
    """With the bank, paid, disputed, under review, won."""
    first = ProviderPayment(ref="p1", status="succeeded", amount=500, currency="GBP", at=day(3), method="debit")
    dispute = [ProviderDispute("d1", "p1", status, 500, "GBP", day(9)) for status in ("open", "review", "won")]
    ids = {"session": "s1", "amount": 500, "currency": "GBP"}
    lines = [
        ("processing", [], []),
        ("completed", [first], []),
        ("completed", [first], dispute[:1]),
        ("completed", [first], dispute[1:2]),
        ("completed", [first], dispute[2:]),
    ]
    return [
        Snapshot(read_at=day(number), state=state, payments=payments, disputes=disputes, **ids)
        for number, (state, payments, disputes) in enumerate(lines)
    ]


def debit_that_comes_back():
    """Begun, with the bank, paid, called back by the bank."""
    payment = {"ref": "p1", "amount": 500, "currency": "GBP", "at": day(3), "method": "debit"}
    came, gone = ProviderPayment(status="succeeded", **payment), ProviderPayment(status="returned", **payment)
    ids = {"session": "s1", "amount": 500, "currency": "GBP"}
    lines = [("checkout", []), ("processing", []), ("completed", [came]), ("failed", [gone])]
    return [
        Snapshot(read_at=day(number), state=state, payments=payments, **ids)
        for number, (state, payments) in enumerate(lines)
    ]


LIVES = {
    "regular": (regular_life, "month", 800),
    "single": (single_life, "once", 500),
    "returned": (debit_that_comes_back, "once", 0),
}


def rows():
    """All that must not depend on the order: not the log and the letters, which tell how we learned of it."""
    pledge_fields = [
        "state",
        "amount",
        "provider_session",
        "provider_subscription",
        "provider_customer",
        "next_due",
        "cancel_at",
        "synced_at",
        "end_reason",
    ]
    payment_fields = [
        "provider_ref",
        "status",
        "amount",
        "currency",
        "received_on",
        "period_start",
        "method",
        "receipt_number",
        "reverses__provider_ref",
    ]
    return (
        list(Pledge.objects.values_list(*pledge_fields)),
        sorted(Payment.objects.values_list(*payment_fields), key=str),
        sorted(Refund.objects.values_list("provider_ref", "amount", "status")),
        sorted(Dispute.objects.values_list("provider_ref", "amount", "status")),
        sorted(MrrChange.objects.values_list("kind", "yearly_delta", "cause_key")),
        OutboxMail.objects.filter(key__startswith="receipt:").count(),
        OutboxMail.objects.filter(key__startswith="void:").count(),
        Payment.objects.kept_total(),
    )


@contextmanager
def undone():
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def every_end(pledge, snapshots, chance, told=()):
    """The rows after every order of these snapshots, with some told again. Orders that begin alike share that part."""
    if not snapshots:
        for snapshot in chance.choices(told, k=2):
            import_snapshot(pledge=pledge, snapshot=snapshot)
        yield str(rows())
    for number, snapshot in enumerate(snapshots):
        with undone():
            import_snapshot(pledge=pledge, snapshot=snapshot)
            others = [*snapshots[:number], *snapshots[number + 1 :]]
            yield from every_end(pledge, others, chance, (*told, snapshot))


@pytest.mark.parametrize("life", LIVES)
def test_09_every_order_with_duplicates_leaves_the_same_rows(sandbox, make_pledge, life, monkeypatch):
    # Letters are written as ever, and neither worded nor posted: there are some thousand lives here.
    monkeypatch.setattr("common.outbox.enqueue", lambda letter, task: None)
    monkeypatch.setattr("common.outbox.render_to_string", lambda *_: "Subject\nWords")
    tell, frequency, kept = LIVES[life]
    pledge, snapshots = make_pledge(provider="sandbox", frequency=frequency, amount=500), tell()
    with undone():
        for snapshot in snapshots:
            import_snapshot(pledge=pledge, snapshot=snapshot)
        expected = rows()

    ends = list(every_end(pledge, snapshots, random.Random(life)))

    assert len(ends) == math.factorial(len(snapshots))
    assert set(ends) == {str(expected)}
    assert expected[-1] == kept


@pytest.mark.parametrize("state", ["expired", "failed"])
def test_money_that_came_wins_over_whatever_was_said_before(sandbox, make_pledge, state):
    pledge = make_pledge(provider="sandbox", amount=500)
    ids = {"session": "s1", "amount": 500, "currency": "GBP"}
    import_snapshot(pledge=pledge, snapshot=Snapshot(read_at=day(0), state=state, **ids))
    assert Pledge.objects.get().state == state

    import_snapshot(
        pledge=pledge, snapshot=Snapshot(read_at=day(1), state="completed", payments=[paid("p1", 1)], **ids)
    )

    assert Pledge.objects.get().state == PledgeState.COMPLETED


def test_money_for_regular_support_that_has_ended_is_kept_and_shown_to_a_person(sandbox, make_pledge):
    pledge = make_pledge(provider="sandbox", frequency="month", amount=500)
    snapshots = regular_life()
    for snapshot in snapshots:
        import_snapshot(pledge=pledge, snapshot=snapshot)
    late = Snapshot(read_at=day(50), state="cancelled", ended_at=day(45), payments=[paid("p3", 49)])

    import_snapshot(pledge=pledge, snapshot=late)

    assert Payment.objects.received().count() == 3
    assert Attention.objects.get().kind == Attention.Kind.LATE_MONEY
    assert Pledge.objects.get().state == PledgeState.CANCELLED


def test_nothing_of_a_fold_stays_when_a_part_of_it_fails(sandbox, make_pledge, monkeypatch):
    pledge = make_pledge(provider="sandbox", frequency="month", amount=500)

    def fail(**_):
        raise RuntimeError

    monkeypatch.setattr("supporters.money.import_snapshot.send_receipt", fail)
    with pytest.raises(RuntimeError):
        import_snapshot(pledge=pledge, snapshot=regular_life()[1])

    assert not Payment.objects.exists()
    assert Pledge.objects.get().state == PledgeState.STARTED


def test_an_office_pledge_has_nothing_to_compare(make_pledge):
    pledge = make_pledge()

    assert sync(pledge=pledge).synced_at is None


def test_a_yearly_pledge_counts_with_what_it_brings_in_a_year(make_pledge, make_payment):
    for _ in range(3):
        make_payment(make_pledge(frequency="year", amount=1000))

    assert MrrChange.objects.worth() == 3000


def test_support_through_the_office_counts_when_it_begins_rests_and_ends(make_pledge, make_payment):
    pledge = make_payment(make_pledge(frequency="month", amount=500)).pledge
    for state in ("paused", "active", "cancelled"):
        pledge.refresh_from_db()
        pledge.move(PledgeState(state), source="staff")

    kinds = [change.kind for change in MrrChange.objects.order_by("pk")]
    assert kinds == ["new", "pause", "resume", "churn"]
    assert MrrChange.objects.worth() == 0
    assert timezone.now() - MrrChange.objects.latest("at").at < dt.timedelta(minutes=1)


def take_life(pledge, snapshots):
    for snapshot in snapshots:
        for _ in range(2):
            import_snapshot(pledge=pledge, snapshot=snapshot)
    return [line.text for line in pledge.log.exclude(text="").order_by("pk")]


def test_log_tells_of_what_came_failed_and_went_back_once_each(sandbox, make_pledge):
    pledge = make_pledge(provider="sandbox", frequency="month", amount=500)

    told = take_life(pledge, regular_life())

    first, failed, second, refund = told
    assert (first, second) == (f"£5.00 · {pledge.reference}-1", f"£5.00 · {pledge.reference}-2")
    assert failed == "£5.00 could not be taken."
    assert refund.startswith("Refund: ")
    assert "£2.00" in refund


def test_log_and_desk_are_told_when_the_bank_calls_a_payment_back(sandbox, make_pledge):
    told = take_life(make_pledge(provider="sandbox", amount=500), debit_that_comes_back())

    assert sum("The bank called £5.00 back" in text for text in told) == 1
    assert Attention.objects.get().kind == Attention.Kind.RETURNED


def test_log_tells_of_each_step_of_a_dispute_once(sandbox, make_pledge):
    told = take_life(make_pledge(provider="sandbox", amount=500), single_life())

    assert sum(text.startswith("Dispute: ") for text in told) == 3
