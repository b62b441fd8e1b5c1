"""Whose money a line is: references with slips, folded names, and what is never chosen beforehand."""

import datetime as dt

import pytest

from common.payment_reference import spaced_reference
from common.reference_likeness import references_in
from supporters.bank_files.tests.month import WRITERS
from supporters.bank_files.tests.paid import month, slip
from supporters.models import ContributionPage, Pledge, StatementLine, Supporter
from supporters.money.bank_matching import propose
from supporters.money.bank_statements import take_statement

KINDS = ["wrong", "missing", "doubled", "swapped"]


def take(*rows):
    head = "Date,Description,Paid out,Paid in\n"
    return take_statement(content=(head + "\n".join(rows)).encode(), name="november.csv", by=None)


def proposals_of(words, amount="25.00"):
    take(f"20/11/2026,{words},,{amount}")
    ((_line, found),) = propose(list(StatementLine.objects.order_by("-pk")[:1]))
    return [(proposal.pledge, proposal.is_sure) for proposal in found]


@pytest.fixture
def month_of_pledges(contribution_page):
    """A pledge for every payment of the month that names one, and others of the same amounts and names."""
    paid = [one for one in month() if one.pledge]
    wanted = {one.pledge: one for one in paid}
    Supporter.objects.bulk_create(
        Supporter(name=one.payer, email=f"payer-{number}@example.org") for number, one in enumerate(wanted.values())
    )
    supporters = Supporter.objects.order_by("pk")
    Pledge.objects.bulk_create(
        Pledge(
            supporter=supporter,
            page=contribution_page,
            frequency="month",
            amount=abs(one.amount),
            currency="GBP",
            reference=one.pledge,
            state="awaiting",
        )
        for supporter, one in zip(supporters, wanted.values(), strict=True)
    )
    return paid


@pytest.mark.parametrize("layout", ["two_columns", "letters_behind", "mt940", "camt", "ofx"])
def test_every_payment_is_offered_to_its_pledge_first_whatever_the_slip(month_of_pledges, layout):
    take_statement(content=WRITERS[layout](month_of_pledges), name=layout, by=None)

    lines = list(StatementLine.objects.order_by("day", "amount", "pk"))
    first = sorted(found[0].pledge.reference if found else "" for _line, found in propose(lines))

    assert len(lines) == len(month_of_pledges) > 150
    assert first == sorted(one.pledge for one in month_of_pledges)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("at", range(11))
def test_slip_anywhere_in_a_reference_offers_its_pledge_first_and_chooses_it_never(make_pledge, kind, at):
    make_pledge(name="Bea Gull", amount=2500)
    pledge = make_pledge(name="Ada Marsh", amount=2500)
    written = slip(pledge.reference, kind, at)
    found = proposals_of(f"FPI BEA GULL {spaced_reference(written)}")

    # Where the RF alone is wrong, or two equal letters changed places, the check digits still hold.
    assert found[0] == (pledge, pledge.reference in references_in(written))


def test_slip_that_leaves_check_digits_right_offers_the_pledge_all_the_same(make_pledge):
    make_pledge(name="Bea Gull", amount=2500)
    pledge = make_pledge(name="Ada Marsh", amount=2500)
    Pledge.objects.filter(pk=pledge.pk).update(reference="RF41DFMWHHXD")
    pledge.refresh_from_db()
    written = slip(pledge.reference, "doubled", 5)
    assert references_in(written) == ["RF41DFFMWHHX"]  # which nobody has

    assert proposals_of(f"FPI BEA GULL {spaced_reference(written)}")[0] == (pledge, False)


@pytest.mark.parametrize(
    "write",
    [
        lambda ref: f"{ref[:4]}  {ref[4:8]}  {ref[8:]}",
        lambda ref: f"{ref[:4]}/{ref[4:8]}/{ref[8:]}",
        lambda ref: f"{ref[:4]}\N{NO-BREAK SPACE}{ref[4:8]}\N{NO-BREAK SPACE}{ref[8:]}",
        lambda ref: ref.lower(),
        lambda ref: ref[2:],
        lambda ref: f"GIFT{ref}THANKS",
        lambda ref: "-".join(ref),
    ],
    ids=["two spaces", "slash", "hard space", "lower case", "without RF", "joined", "hyphens"],
)
def test_right_reference_is_known_however_it_is_written(make_pledge, write):
    make_pledge(name="Bea Gull", amount=2500)
    pledge = make_pledge(name="Ada Marsh", amount=2500)

    assert proposals_of(f"FPI {write(pledge.reference)}") == [(pledge, True)]


def test_letters_alone_offer_their_pledge_first(make_pledge):
    make_pledge(name="Bea Gull", amount=2500)
    pledge = make_pledge(name="Ada Marsh", amount=2500)

    assert proposals_of(f"FPI {pledge.reference[4:8]} {pledge.reference[8:]}")[0] == (pledge, False)


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("Zoë Müller", "FPI ZOE MULLER"),
        ("Li Wu", "LI WU BGC"),
        ("Siân O’Brien-Łuk", "SIAN O BRIEN LUK"),
        ("Éilís Ní Dhúill", "E NI DHUILL"),
    ],
)
def test_names_are_found_folded(make_pledge, name, line):
    make_pledge(name="Bea Gull", amount=2500)
    pledge = make_pledge(name=name, amount=2500)

    assert proposals_of(line) == [(pledge, False)]


def test_one_half_of_a_short_name_is_nobody(make_pledge):
    make_pledge(name="Li Wu", amount=9900)

    assert proposals_of("LI BROWN") == []


def test_name_with_another_amount_is_offered_after_the_amount_that_fits(make_pledge):
    other = make_pledge(name="Ada Marsh", amount=1000)
    same = make_pledge(name="Jo Marsh", amount=2500)

    assert proposals_of("FPI A MARSH") == [(same, False), (other, False)]


def test_payment_entered_at_the_desk_keeps_its_bank_line_from_being_chosen(make_pledge, make_payment):
    pledge = make_pledge(amount=2500)
    make_payment(pledge, received_on=dt.date(2026, 11, 18))

    assert proposals_of(f"FPI {pledge.reference}") == [(pledge, False)]


def test_payment_of_another_month_does_not_stand_in_the_way(make_pledge, make_payment):
    pledge = make_pledge(amount=2500, frequency="month")
    make_payment(pledge, received_on=dt.date(2026, 10, 20))

    assert proposals_of(f"FPI {pledge.reference}") == [(pledge, True)]


def test_pledge_in_another_currency_is_not_offered(make_pledge):
    pledge = make_pledge(amount=2500)
    take(f"20/11/2026,FPI {pledge.reference},,25.00")
    StatementLine.objects.update(currency="EUR")

    ((_line, found),) = propose(list(StatementLine.objects.all()))

    assert found == []


def test_desk_can_name_the_account_that_files_leave_out(make_pledge):
    ContributionPage.objects.update(account_number="12 34 56 78")
    take("20/11/2026,FPI ADA,,25.00")

    assert StatementLine.objects.get().account == "12345678"


def test_amount_alone_offers_a_few_of_its_currency(make_pledge):
    foreign = make_pledge(name="Bea Gull", amount=2500)
    Pledge.objects.filter(pk=foreign.pk).update(currency="EUR")
    fitting = [make_pledge(name="Ada Marsh", amount=2500) for _ in range(4)]

    found = [pledge for pledge, _is_sure in proposals_of("THANK YOU")]

    assert 0 < len(found) < len(fitting)
    assert set(found) <= set(fitting)


@pytest.mark.parametrize(("name", "is_found"), [("Jo Lee", True), ("Li", False)])
def test_short_name_stands_alone_from_three_letters_on(make_pledge, name, is_found):
    make_pledge(name=name, amount=9900)

    assert bool(proposals_of("LI LEE")) is is_found
