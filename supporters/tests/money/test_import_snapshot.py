"""What one snapshot makes of a pledge: other terms, a payment that went back, old news and missing ids."""

from dataclasses import replace

import pytest

from supporters.models import Attention, OutboxMail, Payment, Pledge
from supporters.models.states import PledgeState
from supporters.money.sync import import_snapshot
from supporters.providers.base import ProviderDispute, Snapshot
from supporters.tests.money.test_sync import day, paid

OTHER_TERMS = {
    "another amount is agreed": ({"amount": 700, "currency": "GBP"}, None),
    "another currency is agreed": ({"amount": 500, "currency": "EUR"}, None),
    "another amount came": ({"amount": 500, "currency": "GBP"}, {"amount": 700}),
    "another currency came": ({"amount": 500, "currency": "GBP"}, {"currency": "EUR"}),
}


@pytest.mark.parametrize("case", OTHER_TERMS)
def test_other_terms_than_were_pledged_hold_it_for_a_person(sandbox, make_pledge, case):
    terms, came = OTHER_TERMS[case]
    pledge = make_pledge(provider="sandbox", frequency="month", amount=500)
    payments = [replace(paid("p1", 0), **came)] if came else []

    import_snapshot(pledge=pledge, snapshot=Snapshot(read_at=day(1), state="active", payments=payments, **terms))

    assert Pledge.objects.get().state == PledgeState.HELD
    assert Attention.objects.get().kind == Attention.Kind.MISMATCH


def test_payment_that_has_failed_since_it_came_counts_as_called_back(sandbox, make_pledge):
    pledge = make_pledge(provider="sandbox", frequency="month", amount=500)
    came = Snapshot(read_at=day(1), state="active", payments=[paid("p1", 0)])
    import_snapshot(pledge=pledge, snapshot=came)

    import_snapshot(pledge=pledge, snapshot=replace(came, read_at=day(2), payments=[paid("p1", 0, "failed")]))

    assert Payment.objects.get(reverses__provider_ref="p1").status == "failed"
    assert Payment.objects.kept_total() == 0


def test_old_news_of_a_failed_try_and_of_what_is_not_ours_write_to_nobody(sandbox, make_pledge):
    pledge = make_pledge(provider="sandbox", frequency="month", amount=500)
    foreign = ProviderDispute("d1", "of-another", "open", 500, "GBP", day(9))
    now = Snapshot(read_at=day(9), state="active", payments=[paid("p1", 0)], disputes=[foreign])
    import_snapshot(pledge=pledge, snapshot=now)

    import_snapshot(pledge=pledge, snapshot=replace(now, read_at=day(2), payments=[paid("p9", 1, "failed")]))

    assert Payment.objects.filter(status="failed").count() == 1
    assert not OutboxMail.objects.filter(key__startswith="failed:").exists()
    assert (Pledge.objects.get().state, Pledge.objects.get().cancel_asked_at) == (PledgeState.ACTIVE, None)


def test_ids_of_the_provider_are_kept_when_it_names_them_no_more(sandbox, make_pledge):
    pledge = make_pledge(provider="sandbox", amount=500)
    named = Snapshot(read_at=day(1), state="checkout", session="s1", customer="c1", subscription="sub1")
    import_snapshot(pledge=pledge, snapshot=named)

    import_snapshot(pledge=pledge, snapshot=Snapshot(read_at=day(2), state="checkout"))

    pledge.refresh_from_db()
    assert (pledge.provider_session, pledge.provider_customer, pledge.provider_subscription) == ("s1", "c1", None)
