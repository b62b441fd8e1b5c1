"""One month of 200 payments in 14 layouts of CSV and in three other formats is one month of 200 payments."""

from collections import Counter
from random import Random

import pytest

from supporters.bank_files.reading import read_bank_file
from supporters.bank_files.tests.month import WRITERS
from supporters.bank_files.tests.paid import ACCOUNT, month
from supporters.models import ContributionPage, StatementLine
from supporters.money.bank_statements import take_statement

MONTH = month()
CREDITS = [paid for paid in MONTH if paid.amount > 0]


@pytest.fixture
def own_account(contribution_page):
    ContributionPage.objects.update(account_number=ACCOUNT)


def test_month_has_what_the_others_count_on():
    assert len(CREDITS) == 200
    assert len(MONTH) - len(CREDITS) == 45
    assert len(WRITERS) == 17
    assert max(Counter(CREDITS).values()) == 3


@pytest.mark.parametrize("layout", WRITERS)
def test_reader_finds_each_payment_and_no_debit(layout):
    (statement,) = read_bank_file(WRITERS[layout](MONTH), currency="GBP")

    read = Counter((line.booked_on, line.amount_minor) for line in statement.credits)
    assert read == Counter((paid.day, paid.amount) for paid in CREDITS)
    assert len(statement.lines) == len(MONTH)
    assert (statement.unread, statement.doubts) == ([], [])


@pytest.mark.parametrize("seed", range(4))
def test_payments_are_taken_once_when_every_layout_is_read_in_any_order(own_account, seed):
    order = Random(seed).sample(list(WRITERS), len(WRITERS))

    taken = {layout: take_statement(content=WRITERS[layout](MONTH), name=layout, by=None) for layout in order}

    assert {layout: (one.new, one.known) for layout, one in taken.items() if one.new} == {order[0]: (200, 0)}
    assert StatementLine.objects.count() == 200
    assert not StatementLine.objects.exclude(may_be=None).exists()
